package org.mockzabbix.inventory;

/** The types of item values that Zabbix stores. Only proxies use them. */
public enum ValueType {
  /** Numbers with a fraction. Number 0. */
  FLOAT(0),
  /** Short text, up to 255 characters. Number 1. */
  CHARACTER(1),
  /** Log lines, each with its own time, source and severity. Number 2. */
  LOG(2),
  /** Integers from 0. Number 3. */
  UNSIGNED(3),
  /** Long text. Number 4. */
  TEXT(4);

  private final int number;

  ValueType(int number) {
    this.number = number;
  }

  /** Returns the number of this type in Zabbix. */
  public int number() {
    return number;
  }

  /** Returns {@link #LOG} for keys that read logs, {@link #TEXT} for all others. */
  static ValueType of(String key) {
    return key.matches("(log|logrt|eventlog)\\[.*") ? LOG : TEXT;
  }
}
