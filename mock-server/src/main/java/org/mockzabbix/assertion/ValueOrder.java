package org.mockzabbix.assertion;

import org.mockzabbix.protocol.ItemValue;

/** The order or grouping in which several expected values must be received. */
public enum ValueOrder {
  /** In any order, in any number of packets. */
  ANY_ORDER(""),
  /** In the order in which they are listed. */
  AS_LISTED(" in this order"),
  /** All of them in one packet, in any order. */
  SAME_PACKET(" in one packet");

  private final String suffix;

  ValueOrder(String suffix) {
    this.suffix = suffix;
  }

  /** Returns where a value was received that matches but is not the expected one. */
  String elsewhere(ItemValue value) {
    return this == SAME_PACKET ? "in another packet, #" + value.exchange() : "at another position";
  }

  /** Returns the words that follow the values in a message, for example {@code in this order}. */
  String suffix() {
    return suffix;
  }
}
