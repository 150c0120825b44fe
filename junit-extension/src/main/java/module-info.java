/** A JUnit Jupiter extension that starts Mock Zabbix for a test and closes it afterwards. */
module org.mockzabbix.junit {
  requires static transitive org.jspecify;
  requires transitive org.junit.jupiter.api;
  requires transitive org.mockzabbix.server;

  exports org.mockzabbix.junit;
}
