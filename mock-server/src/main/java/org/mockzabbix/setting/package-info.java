/** The settings that scenario files and the command line share. Each is declared once. */
@NullMarked
package org.mockzabbix.setting;

import org.jspecify.annotations.NullMarked;
