/**
 * Mock Zabbix for JUnit Jupiter: a server that is started for a test and closed after it.
 *
 * <p>{@link org.mockzabbix.junit.MockZabbixExtension} hands the server to tests, {@link
 * org.mockzabbix.junit.MockZabbix} says what it is to be, and {@link
 * org.mockzabbix.assertion.ZabbixAssertions} says what it should have received.
 */
@NullMarked
package org.mockzabbix.junit;

import org.jspecify.annotations.NullMarked;
