/**
 * A JUnit Jupiter extension that starts Mock Zabbix for a test and closes it afterwards.
 *
 * <p>{@link org.mockzabbix.junit.MockZabbixExtension} injects the server, {@link
 * org.mockzabbix.junit.MockZabbix} configures it, and {@link
 * org.mockzabbix.assertion.ZabbixAssertions} asserts what it has received.
 */
@NullMarked
package org.mockzabbix.junit;

import org.jspecify.annotations.NullMarked;
