package org.mockzabbix.protocol.json;

/** The type of a JSON value. The first byte of the value determines it. */
public enum JsonType {
  STRING,
  NUMBER,
  TRUE,
  FALSE,
  NULL,
  OBJECT,
  ARRAY;

  /** Returns the type of the value that begins with this byte in validated text. */
  public static JsonType startingWith(byte first) {
    return switch (first) {
      case '"' -> STRING;
      case 't' -> TRUE;
      case 'f' -> FALSE;
      case 'n' -> NULL;
      case '{' -> OBJECT;
      case '[' -> ARRAY;
      default -> NUMBER;
    };
  }

  /** Returns whether this type is a scalar. A Zabbix server reads every scalar as text. */
  public boolean isScalar() {
    return this != OBJECT && this != ARRAY;
  }
}
