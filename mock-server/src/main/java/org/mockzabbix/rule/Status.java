package org.mockzabbix.rule;

/** Whether a host is monitored, or an item is. */
public enum Status {
  /** Monitored. */
  ENABLED,
  /** Not monitored: values are refused. */
  DISABLED
}
