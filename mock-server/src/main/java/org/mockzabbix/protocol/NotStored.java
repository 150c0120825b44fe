package org.mockzabbix.protocol;

/**
 * The reasons why a real server stores nothing of a value that it counts as processed. The order is
 * that of warnings about several values.
 */
public enum NotStored {
  /**
   * The item already has a value with this clock and ns. Only a database that was created by Zabbix
   * 6.0 or newer keeps the first one alone.
   */
  DUPLICATE_TIME("the item already has a value with this clock and ns"),

  /** The value is not suitable for the value type of the item, which becomes not supported. */
  UNSUITABLE("it is not suitable for the value type of the item"),

  /** The client reported that the item is not supported; the value is the reason. */
  NOT_SUPPORTED("the client reported that the item is not supported"),

  /** The clock is older than the history storage period of the item. */
  TOO_OLD("its clock is older than the history storage period of the item"),

  /** The item keeps no history: its history storage period is 0. */
  HISTORY_OFF("the item keeps no history"),

  /** The client sent no value, or an object or an array. */
  NO_VALUE("it has no value");

  private final String reason;

  NotStored(String reason) {
    this.reason = reason;
  }

  /** Returns the reason, for the author of the client. */
  public String reason() {
    return reason;
  }

  @Override
  public String toString() {
    return reason;
  }
}
