package org.mockzabbix.server;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.server.SentCommands.SentCommand;

/**
 * A map of limited number and size, which evicts the least recently used entries. Its keys and
 * values are texts, item names, commands, or objects of a fixed size. Not thread-safe.
 */
final class LruMap<K, V> {

  private static final int MAX_ENTRIES = 10_000;

  /** The limit of the size, in bytes of heap: small, because a JVM may have many servers. */
  private static final long MAX_BYTES = Math.min(4 << 20, Runtime.getRuntime().maxMemory() / 512);

  /** The heap of an entry without its texts, in bytes. */
  private static final int ENTRY_BYTES = 200;

  private static final int BYTES_OF_CHARACTER = 2;

  private final Map<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /** Returns the keys, the least recently used first. */
  Set<K> keys() {
    return entries.keySet();
  }

  /** Returns the value of a key; null if the map does not contain the key. */
  @Nullable V get(K key) {
    return entries.get(key);
  }

  /**
   * Sets the value of a key, and returns its previous value; null if it had none. Does not keep an
   * entry that would evict many others.
   */
  @Nullable V put(K key, V value) {
    V before = remove(key);
    long size = size(key, value);
    if (size <= MAX_BYTES / 4) {
      entries.put(key, value);
      bytes += size;
      evict();
    }
    return before;
  }

  /** Removes a key, and returns its value; null if the map does not contain the key. */
  @Nullable V remove(K key) {
    V before = entries.remove(key);
    bytes -= before == null ? 0 : size(key, before);
    return before;
  }

  private void evict() {
    Iterator<Map.Entry<K, V>> oldest = entries.entrySet().iterator();
    while (bytes > MAX_BYTES || entries.size() > MAX_ENTRIES) {
      Map.Entry<K, V> evicted = oldest.next();
      bytes -= size(evicted.getKey(), evicted.getValue());
      oldest.remove();
    }
  }

  private long size(K key, V value) {
    return ENTRY_BYTES + BYTES_OF_CHARACTER * (length(key) + length(value));
  }

  /** Returns the number of characters of a key or value. */
  private static long length(Object keyOrValue) {
    if (keyOrValue instanceof ItemName item) {
      return (long) item.host().length() + item.key().length();
    }
    if (keyOrValue instanceof SentCommand command) {
      return (long) command.host().length() + command.text().length();
    }
    return keyOrValue instanceof String text ? text.length() : 0;
  }
}
