package org.mockzabbix.protocol;

import java.util.AbstractList;
import java.util.RandomAccess;

/**
 * The values of a request in the order sent, including malformed values. Unmodifiable. Each call
 * decodes a value from the packet again.
 */
public abstract sealed class RequestValues extends AbstractList<RequestValue>
    implements RandomAccess permits HistoryRows, SoleValue.SingletonList {

  RequestValues() {}

  /** Returns whether the values name their items by {@code itemid} instead of host and key. */
  public abstract boolean areByItemid();

  /**
   * Returns the {@link RequestValue#defect()} of the value at {@code index} without decoding it.
   */
  public abstract Outcome defect(int index);

  /**
   * Returns whether a server that accepts every item processes the value at {@code index}, without
   * decoding it. Returns false for an item that no Zabbix server can have, and for a value that
   * {@linkplain RequestValue#lacksReason() lacks its reason}.
   */
  public abstract boolean isAcceptable(int index);

  /**
   * Returns the hash code of the {@link ItemName} of the value at {@code index} without decoding
   * it, so that the values of one item are found quickly.
   */
  public abstract int itemHash(int index);

  /**
   * Returns the data from the first element that is neither an object nor an array, as the server
   * quotes it. Empty if all elements are objects or arrays.
   */
  public abstract String restFromFirstScalar();

  /**
   * Returns the index at which the value at {@code index} begins, in the array that the request was
   * decoded from; -1 if it is not known.
   */
  public abstract int start(int index);

  /** Returns the index at which the value at {@code index} ends, exclusive; -1 if not known. */
  public abstract int end(int index);

  /** Returns about how many bytes of heap this list uses in addition to the packet. */
  public abstract int heapBytes();
}
