package org.mockzabbix.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Copies of lists and arrays that callers pass, whose elements must not be null. */
public final class NonNull {

  private NonNull() {}

  /**
   * Returns an immutable copy.
   *
   * @param name the name of the parameter, for messages
   * @throws NullPointerException naming the first element that is null
   */
  public static <T> List<T> copyOf(String name, List<? extends T> list) {
    if (list == null) {
      throw new NullPointerException(name + " must not be null");
    }
    List<T> copy = new ArrayList<>(list); // another thread may change the original
    for (int i = 0; i < copy.size(); i++) {
      if (copy.get(i) == null) {
        throw new NullPointerException(name + "[" + i + "] must not be null");
      }
    }
    return List.copyOf(copy);
  }

  /** Returns a list of the elements, as {@link #copyOf(String, List)} does. */
  public static <T> List<T> listOf(String name, T[] elements) {
    Objects.requireNonNull(elements, name + " must not be null");
    return copyOf(name, Arrays.asList(elements));
  }
}
