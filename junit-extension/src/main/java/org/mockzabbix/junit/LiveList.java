package org.mockzabbix.junit;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Spliterator;
import java.util.function.Supplier;

/**
 * The values or exchanges of a server, as an unmodifiable live view. Each call, loop, stream or
 * {@code subList} sees one snapshot. Thread-safe.
 */
final class LiveList<T> extends AbstractList<T> {

  private final Supplier<List<T>> current;

  LiveList(Supplier<List<T>> current) {
    this.current = current;
  }

  private List<T> snapshot() {
    return List.copyOf(current.get());
  }

  @Override
  public T get(int index) {
    return snapshot().get(index);
  }

  @Override
  public int size() {
    return snapshot().size();
  }

  @Override
  public Iterator<T> iterator() {
    return snapshot().iterator();
  }

  @Override
  public ListIterator<T> listIterator(int index) {
    return snapshot().listIterator(index);
  }

  @Override
  public Spliterator<T> spliterator() {
    return snapshot().spliterator();
  }

  @Override
  public List<T> subList(int from, int to) {
    return snapshot().subList(from, to);
  }

  @Override
  public Object[] toArray() {
    return snapshot().toArray();
  }

  @Override
  public <A> A[] toArray(A[] array) {
    return snapshot().toArray(array);
  }
}
