/** The files of the page that shows the server in a browser. */
@NullMarked
package org.mockzabbix.cli.page;

import org.jspecify.annotations.NullMarked;
