/**
 * A JUnit Jupiter extension that starts a mock Zabbix server for a test and closes it after the
 * test.
 */
module org.mockzabbix.junit {
  requires static transitive org.jspecify;
  requires transitive org.junit.jupiter.api;
  requires transitive org.mockzabbix.server;

  exports org.mockzabbix.junit;
}
