package org.mockzabbix.rule;

/** Whether a host or an item is enabled. */
public enum Status {
  /** Monitored: the server accepts its values. */
  ENABLED,
  /** Not monitored: the server rejects its values. */
  DISABLED
}
