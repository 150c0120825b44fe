package org.mockzabbix.server;

import org.jspecify.annotations.Nullable;

/**
 * A map whose changes return a copy that shares all but a few nodes with the original. Immutable: a
 * binary trie of the hash codes of its keys.
 */
final class PersistentMap<K, V> {

  /** A node of the trie. */
  private sealed interface Node<K, V> {}

  /** The entries whose hash codes continue with bit 0, and those with bit 1. */
  private record Branch<K, V>(@Nullable Node<K, V> zero, @Nullable Node<K, V> one)
      implements Node<K, V> {}

  /** An entry, and the next one with the same hash code. */
  private record Entry<K, V>(int hash, K key, V value, @Nullable Entry<K, V> next)
      implements Node<K, V> {}

  private final @Nullable Node<K, V> root;

  private PersistentMap(@Nullable Node<K, V> root) {
    this.root = root;
  }

  static <K, V> PersistentMap<K, V> empty() {
    return new PersistentMap<>(null);
  }

  /** Returns the value of a key; null if not found. */
  @Nullable V get(K key) {
    int hash = hash(key);
    Node<K, V> node = root;
    for (int bit = 0; node instanceof Branch<K, V> branch; bit++) {
      node = isOne(hash, bit) ? branch.one : branch.zero;
    }
    Entry<K, V> entry = (Entry<K, V>) node;
    while (entry != null && !entry.key.equals(key)) {
      entry = entry.next;
    }
    return entry == null ? null : entry.value;
  }

  boolean containsKey(K key) {
    return get(key) != null;
  }

  /** Returns a copy in which a key has this value. */
  PersistentMap<K, V> with(K key, V value) {
    return new PersistentMap<>(put(root, 0, new Entry<>(hash(key), key, value, null)));
  }

  private static <K, V> Node<K, V> put(@Nullable Node<K, V> node, int bit, Entry<K, V> added) {
    if (node == null) {
      return added;
    }
    if (node instanceof Branch<K, V> branch) {
      return isOne(added.hash, bit)
          ? new Branch<>(branch.zero, put(branch.one, bit + 1, added))
          : new Branch<>(put(branch.zero, bit + 1, added), branch.one);
    }
    Entry<K, V> entry = (Entry<K, V>) node;
    if (entry.hash == added.hash) {
      return new Entry<>(added.hash, added.key, added.value, without(entry, added.key));
    }
    return put(put(new Branch<>(null, null), bit, entry), bit, added);
  }

  /** Returns a copy without a key. */
  PersistentMap<K, V> without(K key) {
    return containsKey(key) ? new PersistentMap<>(remove(root, 0, hash(key), key)) : this;
  }

  private static <K, V> @Nullable Node<K, V> remove(
      @Nullable Node<K, V> node, int bit, int hash, K key) {
    if (!(node instanceof Branch<K, V> branch)) {
      return without((Entry<K, V>) node, key);
    }
    Node<K, V> zero = isOne(hash, bit) ? branch.zero : remove(branch.zero, bit + 1, hash, key);
    Node<K, V> one = isOne(hash, bit) ? remove(branch.one, bit + 1, hash, key) : branch.one;
    return zero == null && one == null ? null : new Branch<>(zero, one);
  }

  private static <K, V> @Nullable Entry<K, V> without(@Nullable Entry<K, V> entry, K key) {
    if (entry == null || entry.key.equals(key)) {
      return entry == null ? null : entry.next;
    }
    return new Entry<>(entry.hash, entry.key, entry.value, without(entry.next, key));
  }

  /** Returns the hash code with its bits mixed, since those of similar keys differ in few bits. */
  private static int hash(Object key) {
    int hash = key.hashCode() * 0x9E3779B9;
    return hash ^ hash >>> 16;
  }

  private static boolean isOne(int hash, int bit) {
    return (hash >>> bit & 1) != 0;
  }
}
