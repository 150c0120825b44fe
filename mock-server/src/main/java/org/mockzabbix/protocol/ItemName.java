package org.mockzabbix.protocol;

/**
 * What identifies an item in a packet: the technical name of its host, and its key.
 *
 * @param host the host's technical name
 * @param key the item key with its parameters, for example {@code vfs.fs.size[/,free]}
 */
public record ItemName(String host, String key) {

  /** Computed from the hash codes of host and key, so that a packet's rows need not be decoded. */
  @Override
  public int hashCode() {
    return hash(host.hashCode(), key.hashCode());
  }

  static int hash(int host, int key) {
    return 31 * host + key;
  }

  @Override
  public String toString() {
    return host + " " + key;
  }
}
