/** Exchanges outside the JVM: their JSON form, which files, the command line and HTTP share. */
@NullMarked
package org.mockzabbix.transcript;

import org.jspecify.annotations.NullMarked;
