package org.mockzabbix.tls;

/**
 * The ways in which Zabbix programs protect a connection. A host or proxy has one mode for outgoing
 * connections ({@code tls_connect}), and accepts any set of modes for incoming ones ({@code
 * tls_accept}).
 */
public enum TlsMode {
  /** No encryption. */
  UNENCRYPTED("unencrypted", "unencrypted", 1),
  /** TLS with a pre-shared key. */
  PSK("psk", "TLS with PSK", 2),
  /** TLS with certificates of both sides. */
  CERT("cert", "TLS with certificate", 4);

  private final String option;
  private final String connectionType;
  private final int bit;

  TlsMode(String option, String connectionType, int bit) {
    this.option = option;
    this.connectionType = connectionType;
    this.bit = bit;
  }

  /** Returns the mode as Zabbix's logs and responses name it, for example {@code TLS with PSK}. */
  public String connectionType() {
    return connectionType;
  }

  /** Returns the number of this mode in Zabbix's database and configuration tables: 1, 2 or 4. */
  public int bit() {
    return bit;
  }

  /** Returns the mode as options and configuration files name it, for example {@code psk}. */
  @Override
  public String toString() {
    return option;
  }
}
