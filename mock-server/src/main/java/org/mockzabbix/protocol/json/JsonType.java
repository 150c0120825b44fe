package org.mockzabbix.protocol.json;

/** The type of a JSON value, which its first byte shows. */
public enum JsonType {
  STRING,
  NUMBER,
  TRUE,
  FALSE,
  NULL,
  OBJECT,
  ARRAY;

  /** The type of the value that begins with this byte, in a text that was validated. */
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

  /**
   * Whether a Zabbix server reads a value of this type as text; it does so for all but containers.
   */
  public boolean isScalar() {
    return this != OBJECT && this != ARRAY;
  }
}
