package org.mockzabbix.protocol;

import org.mockzabbix.protocol.json.JsonString;

/**
 * What identifies an item in a packet: the technical name of its host, and its key.
 *
 * @param host the host's technical name
 * @param key the item key with its parameters, such as {@code vfs.fs.size[/,free]}
 */
public record ItemName(String host, String key) {

  /** Keeps {@code ("ab", "c")} and {@code ("a", "bc")} apart in {@link #hash()}. */
  static final char SEPARATOR = '\n';

  /** A number by which a journal finds the item's rows without reading them. */
  public int hash() {
    return JsonString.hash(31 * JsonString.hash(0, host) + SEPARATOR, key);
  }

  @Override
  public String toString() {
    return host + " " + key;
  }
}
