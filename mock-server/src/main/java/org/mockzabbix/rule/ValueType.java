package org.mockzabbix.rule;

/** What an item's values are, as Zabbix's database tells them apart; a proxy needs to know. */
public enum ValueType {
  /** Numbers with a fraction. Type 0. */
  FLOAT(0),
  /** Short text, up to 255 characters. Type 1. */
  CHARACTER(1),
  /** Lines of logs, with a time, a source and a severity of their own. Type 2. */
  LOG(2),
  /** Whole numbers from zero on. Type 3. */
  UNSIGNED(3),
  /** Long text. Type 4. */
  TEXT(4);

  private final int number;

  ValueType(int number) {
    this.number = number;
  }

  /** The number Zabbix gives this type. */
  public int number() {
    return number;
  }

  /** Lines of logs for keys that read logs, text for all others. */
  static ValueType of(String key) {
    return key.matches("(log|logrt|eventlog)\\[.*") ? LOG : TEXT;
  }
}
