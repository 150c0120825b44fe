package org.mockzabbix.protocol;

/**
 * The types of item values. The type of an item determines what a server stores of its values: see
 * {@link ItemValue#stored()}.
 */
public enum ValueType {
  /** Numbers with a fraction. Number 0. */
  FLOAT(0, "Numeric (float)"),
  /** Short text, up to 255 characters. Number 1. */
  CHARACTER(1, "Character"),
  /** Log lines, each with its own time, source and severity. Number 2. */
  LOG(2, "Log"),
  /** Integers from 0 to 2<sup>64</sup> - 1. Number 3. */
  UNSIGNED(3, "Numeric (unsigned)"),
  /** Long text, up to 65535 characters. Number 4. */
  TEXT(4, "Text");

  private final int number;
  private final String title;

  ValueType(int number, String title) {
    this.number = number;
    this.title = title;
  }

  /** Returns the number of this type in Zabbix. */
  public int number() {
    return number;
  }

  /** Returns the name of this type in Zabbix, for example {@code Numeric (unsigned)}. */
  public String title() {
    return title;
  }
}
