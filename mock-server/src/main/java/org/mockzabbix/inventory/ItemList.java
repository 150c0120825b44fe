package org.mockzabbix.inventory;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Items with different keys. Immutable and thread-safe. A list with one more item shares memory
 * with this one, so that thousands of items can be added one by one.
 */
final class ItemList extends AbstractList<Item> implements RandomAccess {

  private static final int FIRST_CAPACITY = 8;

  /** Records which positions of shared arrays are in use, by the longest list. */
  private static final class Sharing {
    private final Map<String, Integer> positions = new ConcurrentHashMap<>(); // by key
    private final AtomicInteger used = new AtomicInteger();
  }

  private final Sharing sharing;
  private final Item[] items; // longer lists use the rest
  private final int size;

  private ItemList(Sharing sharing, Item[] items, int size) {
    this.sharing = sharing;
    this.items = items;
    this.size = size;
  }

  static ItemList empty() {
    return new ItemList(new Sharing(), new Item[0], 0);
  }

  /** Returns whether an item has this key. */
  boolean hasKey(String key) {
    Integer position = sharing.positions.get(key);
    return position != null && position < size;
  }

  /** Returns a list with one more item, whose key must be new. */
  ItemList with(Item item) {
    if (!sharing.used.compareAndSet(size, size + 1)) {
      return copy().with(item); // another list has grown from this one
    }
    Item[] longer =
        size < items.length ? items : Arrays.copyOf(items, Math.max(FIRST_CAPACITY, 2 * size));
    longer[size] = item;
    sharing.positions.put(item.key(), size);
    return new ItemList(sharing, longer, size + 1);
  }

  private ItemList copy() {
    ItemList copy = new ItemList(new Sharing(), Arrays.copyOf(items, size + 1), 0);
    for (Item item : List.of(Arrays.copyOf(items, size))) {
      copy = copy.with(item);
    }
    return copy;
  }

  @Override
  public Item get(int index) {
    return items[Objects.checkIndex(index, size)];
  }

  @Override
  public int size() {
    return size;
  }
}
