package org.mockzabbix.inventory;

/** The item types whose values a trapper port receives or a poller requests. */
public enum ItemType {
  /** Zabbix agent: the server polls it. Number 0. */
  PASSIVE(0),
  /** Zabbix trapper: it receives values from senders. Number 2. */
  TRAPPER(2),
  /** Zabbix agent (active): the agent requests its checks and sends the values. Number 7. */
  ACTIVE(7),
  /** HTTP agent with trapping enabled: it also receives values from senders. Number 19. */
  HTTP_AGENT_TRAP(19);

  private final int number;

  ItemType(int number) {
    this.number = number;
  }

  /** Returns the number of this type in Zabbix. */
  public int number() {
    return number;
  }

  /** Returns whether items of this type accept values from senders. */
  public boolean acceptsSenderData() {
    return this == TRAPPER || this == HTTP_AGENT_TRAP;
  }
}
