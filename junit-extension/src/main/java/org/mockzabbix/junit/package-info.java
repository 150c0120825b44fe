/** The JUnit Jupiter extension that starts and stops a server around a test. */
@NullMarked
package org.mockzabbix.junit;

import org.jspecify.annotations.NullMarked;
