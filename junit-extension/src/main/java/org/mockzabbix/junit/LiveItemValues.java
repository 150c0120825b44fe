package org.mockzabbix.junit;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Spliterator;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.protocol.ItemValue;

/**
 * The processed values of a server, as an unmodifiable live view. Each call, loop, stream or {@code
 * subList} sees one snapshot. Thread-safe.
 */
final class LiveItemValues extends AbstractList<ItemValue> {

  private final Journal journal;

  LiveItemValues(Journal journal) {
    this.journal = journal;
  }

  private List<ItemValue> snapshot() {
    return List.copyOf(journal.items());
  }

  @Override
  public ItemValue get(int index) {
    return snapshot().get(index);
  }

  @Override
  public int size() {
    return snapshot().size();
  }

  @Override
  public Iterator<ItemValue> iterator() {
    return snapshot().iterator();
  }

  @Override
  public ListIterator<ItemValue> listIterator(int index) {
    return snapshot().listIterator(index);
  }

  @Override
  public Spliterator<ItemValue> spliterator() {
    return snapshot().spliterator();
  }

  @Override
  public List<ItemValue> subList(int from, int to) {
    return snapshot().subList(from, to);
  }

  @Override
  public Object[] toArray() {
    return snapshot().toArray();
  }

  @Override
  public <T> T[] toArray(T[] array) {
    return snapshot().toArray(array);
  }
}
