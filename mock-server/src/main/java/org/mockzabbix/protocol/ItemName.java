package org.mockzabbix.protocol;

import org.mockzabbix.text.HostNameCheck;
import org.mockzabbix.text.Quoting;

/**
 * The name of an item in a packet: the technical name of its host and its item key.
 *
 * @param host the host's technical name
 * @param key the item key with its parameters, for example {@code vfs.fs.size[/,free]}
 */
public record ItemName(String host, String key) {

  /**
   * Returns whether a Zabbix server can have this item: host and key are not too long, and the key
   * is valid.
   */
  public boolean isPossible() {
    return HostNameCheck.defect(host) == null && ItemKey.defect(key).isEmpty();
  }

  /**
   * Returns a combination of the hash codes of host and key, which {@link HistoryRow} computes
   * without decoding the text.
   */
  @Override
  public int hashCode() {
    return hash(host.hashCode(), key.hashCode());
  }

  static int hash(int host, int key) {
    return 31 * host + key;
  }

  @Override
  public String toString() {
    return Quoting.escape(host + " " + key);
  }
}
