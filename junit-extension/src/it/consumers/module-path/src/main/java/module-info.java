/** What the tests of several projects share. */
module org.example.support {
  requires transitive org.junit.jupiter.api;
  requires transitive org.mockzabbix.junit;

  exports org.example.support;
}
