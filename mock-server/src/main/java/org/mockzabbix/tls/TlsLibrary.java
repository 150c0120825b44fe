package org.mockzabbix.tls;

/**
 * The TLS library that a program of Zabbix was built with. It determines what the program offers.
 */
public enum TlsLibrary {
  /** As in official packages, and in each agent 2: TLS 1.2 and 1.3. */
  OPENSSL("openssl"),
  /** As in Debian's packages: TLS 1.2 only. A client that offers only 1.3 is disconnected. */
  GNUTLS("gnutls");

  private final String name;

  TlsLibrary(String name) {
    this.name = name;
  }

  /** Returns the name in lower case. */
  @Override
  public String toString() {
    return name;
  }
}
