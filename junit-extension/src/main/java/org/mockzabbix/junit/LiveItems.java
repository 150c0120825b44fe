package org.mockzabbix.junit;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Spliterator;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.protocol.ItemValue;

/**
 * The values that a server has processed, as a list that cannot be changed and grows by itself.
 * Thread-safe: each look is at one moment, and so are a loop, a stream and a {@code subList} as a
 * whole; but {@code size()} and a {@code get} after it are two looks.
 */
final class LiveItems extends AbstractList<ItemValue> {

  private final Journal journal;

  LiveItems(Journal journal) {
    this.journal = journal;
  }

  private List<ItemValue> now() {
    return List.copyOf(journal.items());
  }

  @Override
  public ItemValue get(int index) {
    return now().get(index);
  }

  @Override
  public int size() {
    return now().size();
  }

  @Override
  public Iterator<ItemValue> iterator() {
    return now().iterator();
  }

  @Override
  public ListIterator<ItemValue> listIterator(int index) {
    return now().listIterator(index);
  }

  @Override
  public Spliterator<ItemValue> spliterator() {
    return now().spliterator();
  }

  @Override
  public List<ItemValue> subList(int from, int to) {
    return now().subList(from, to);
  }

  @Override
  public Object[] toArray() {
    return now().toArray();
  }

  @Override
  public <T> T[] toArray(T[] array) {
    return now().toArray(array);
  }
}
