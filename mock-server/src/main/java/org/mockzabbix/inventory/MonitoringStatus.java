package org.mockzabbix.inventory;

/** The status of a host or an item: enabled or disabled. */
public enum MonitoringStatus {
  /** Monitored: the server accepts its values. */
  ENABLED,
  /** Not monitored: the server rejects its values. */
  DISABLED
}
