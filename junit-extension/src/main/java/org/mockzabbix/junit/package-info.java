/**
 * A JUnit Jupiter extension that starts a mock Zabbix server for a test and closes it after the
 * test.
 *
 * <p>{@link org.mockzabbix.junit.MockZabbixExtension} injects the server, {@link
 * org.mockzabbix.junit.MockZabbix} configures it, and {@link
 * org.mockzabbix.assertion.ZabbixAssertions} asserts what it has received.
 */
@NullMarked
package org.mockzabbix.junit;

import org.jspecify.annotations.NullMarked;
