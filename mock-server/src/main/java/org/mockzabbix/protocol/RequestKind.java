package org.mockzabbix.protocol;

/** What a peer opened its connection for, named as the {@code request} member names it. */
public enum RequestKind {
  /** Values from {@code zabbix_sender} or a compatible client. */
  SENDER_DATA("sender data"),
  /** One value as {@code host:key:value} text or {@code <req>} XML, from clients of Zabbix 1.x. */
  LEGACY_DATA("legacy data"),
  /** A request that a Zabbix server does not know, or that has no name. */
  UNKNOWN("unknown"),
  /** Bytes that are no packet, or a packet whose text is no request. */
  UNREADABLE("unreadable"),
  /** A connection that sent nothing at all, such as a port probe. */
  EMPTY("empty");

  private final String wireName;

  RequestKind(String wireName) {
    this.wireName = wireName;
  }

  /** The value of the {@code request} member; for kinds that have none, a word of ours. */
  public String wireName() {
    return wireName;
  }

  @Override
  public String toString() {
    return wireName;
  }
}
