package org.mockzabbix.server;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A map of limited number and size, which evicts the least recently used entries. Not thread-safe.
 */
final class LruMap<K, V> {

  private static final int MAX_ENTRIES = 10_000;

  /** The limit of the size, in bytes of heap: small, because a JVM may have many servers. */
  private static final long MAX_BYTES = Math.min(4 << 20, Runtime.getRuntime().maxMemory() / 512);

  /** The heap of an entry without its texts, in bytes. */
  private static final int ENTRY_BYTES = 200;

  private static final int BYTES_OF_CHARACTER = 2;

  private final Map<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final ToLongFunction<K> keyLength;
  private final ToLongFunction<V> valueLength;
  private long bytes;

  /**
   * Creates an empty map.
   *
   * @param keyLength returns the number of characters of a key
   * @param valueLength returns the number of characters of a value
   */
  LruMap(ToLongFunction<K> keyLength, ToLongFunction<V> valueLength) {
    this.keyLength = keyLength;
    this.valueLength = valueLength;
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
    V before = entries.remove(key);
    bytes -= before == null ? 0 : size(key, before);
    long size = size(key, value);
    if (size <= MAX_BYTES / 4) {
      entries.put(key, value);
      bytes += size;
      evict();
    }
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
    return ENTRY_BYTES
        + BYTES_OF_CHARACTER * (keyLength.applyAsLong(key) + valueLength.applyAsLong(value));
  }
}
