/** The settings that scenario files and the command line have in common, each declared once. */
@NullMarked
package org.mockzabbix.setting;

import org.jspecify.annotations.NullMarked;
