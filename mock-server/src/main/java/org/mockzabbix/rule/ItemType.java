package org.mockzabbix.rule;

/** How an item gets its values, as far as a trapper port or a poller can see it. */
public enum ItemType {
  /** Zabbix agent: a server polls it. Type 0. */
  PASSIVE(0),
  /** Zabbix trapper: it takes what a sender pushes. Type 2. */
  TRAPPER(2),
  /** Zabbix agent (active): the agent asks what to check, and delivers. Type 7. */
  ACTIVE(7),
  /** HTTP agent with trapping enabled: it takes what a sender pushes too. Type 19. */
  HTTP_AGENT_TRAP(19);

  private final int number;

  ItemType(int number) {
    this.number = number;
  }

  /** The number Zabbix gives this type. */
  public int number() {
    return number;
  }

  /** Whether {@code sender data} may bring values for it. */
  boolean takesSenderData() {
    return this == TRAPPER || this == HTTP_AGENT_TRAP;
  }
}
