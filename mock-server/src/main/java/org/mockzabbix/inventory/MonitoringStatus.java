package org.mockzabbix.inventory;

/** Whether a host or an item is enabled. */
public enum MonitoringStatus {
  /** Monitored: the server accepts its values. */
  ENABLED,
  /** Not monitored: the server rejects its values. */
  DISABLED
}
