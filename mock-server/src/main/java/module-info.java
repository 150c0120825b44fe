/** A mock Zabbix server for tests: it receives, answers, records and is asked what arrived. */
@SuppressWarnings({
  "requires-automatic",
  "requires-transitive-automatic"
}) // Awaitility has no module-info
module org.mockzabbix.server {
  requires static transitive org.jspecify;
  requires transitive awaitility;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires org.opentest4j;
  requires org.slf4j;

  exports org.mockzabbix;
}
