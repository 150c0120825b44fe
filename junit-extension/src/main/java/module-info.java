/** Mock Zabbix for JUnit Jupiter: a server started before a test and closed after it. */
module org.mockzabbix.junit {
  requires static transitive org.jspecify;
  requires transitive org.junit.jupiter.api;
  requires transitive org.mockzabbix.server;

  exports org.mockzabbix.junit;
}
