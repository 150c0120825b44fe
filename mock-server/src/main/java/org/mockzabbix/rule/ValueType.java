package org.mockzabbix.rule;

/** What an item's values are, as Zabbix's database tells them apart; a proxy needs to know. */
public enum ValueType {
  FLOAT(0),
  CHARACTER(1),
  LOG(2),
  UNSIGNED(3),
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
