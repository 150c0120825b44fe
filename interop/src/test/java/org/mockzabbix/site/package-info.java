/** The documentation as a site of static files, made of the Markdown pages. */
@NullMarked
package org.mockzabbix.site;

import org.jspecify.annotations.NullMarked;
