/**
 * A mock Zabbix server for tests. It responds to clients as a real server does, and records their
 * requests for the assertions of a test.
 */
@SuppressWarnings({
  "module", // the JUnit module is compiled later
  "requires-automatic", // Awaitility has no module-info
  "requires-transitive-automatic"
})
module org.mockzabbix.server {
  requires static transitive org.jspecify;
  requires transitive awaitility;
  requires com.fasterxml.jackson.core;
  requires transitive com.fasterxml.jackson.databind;
  requires static com.fasterxml.jackson.dataformat.yaml;
  requires java.naming;
  requires static org.bouncycastle.provider;
  requires static org.bouncycastle.tls;
  requires static org.bouncycastle.util;
  requires org.opentest4j;
  requires org.slf4j;

  exports org.mockzabbix;
  exports org.mockzabbix.agent;
  exports org.mockzabbix.assertion;
  exports org.mockzabbix.client;
  exports org.mockzabbix.config;
  exports org.mockzabbix.fault;
  exports org.mockzabbix.inventory;
  exports org.mockzabbix.journal;
  exports org.mockzabbix.protocol;
  exports org.mockzabbix.rule;
  exports org.mockzabbix.scenario;
  exports org.mockzabbix.sentence to
      org.mockzabbix.junit;
  exports org.mockzabbix.tls;
  exports org.mockzabbix.transcript;
  exports org.mockzabbix.text to
      org.mockzabbix.junit;

  uses com.fasterxml.jackson.core.JsonFactory; // YAML, where its jar is there
  uses org.slf4j.spi.SLF4JServiceProvider; // to use SLF4J only if it has one
}
