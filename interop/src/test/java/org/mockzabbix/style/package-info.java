/** How the sources and pages of this project are written: names, wording, layout and structure. */
@NullMarked
package org.mockzabbix.style;

import org.jspecify.annotations.NullMarked;
