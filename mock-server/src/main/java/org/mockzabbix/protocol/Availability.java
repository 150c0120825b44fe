package org.mockzabbix.protocol;

/** Whether an interface or the active checks of a host are available. */
public enum Availability {
  /** Not known yet. */
  UNKNOWN,
  /** The agent responds. */
  AVAILABLE,
  /** The agent does not respond. */
  UNAVAILABLE;

  /** Returns the availability with this number in Zabbix; unknown for other numbers. */
  static Availability of(long number) {
    return number == 1 ? AVAILABLE : number == 2 ? UNAVAILABLE : UNKNOWN;
  }
}
