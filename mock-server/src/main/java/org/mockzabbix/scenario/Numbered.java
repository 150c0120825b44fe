package org.mockzabbix.scenario;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A name that stands for several hosts or agents: {@code web{n}} for {@code web1}, {@code web2} and
 * so on.
 */
final class Numbered {

  private static final String NUMBER = "{n}";

  private Numbered() {}

  /**
   * Returns an object for each number from 1 to {@code count}.
   *
   * @param host the name of the hosts
   * @throws IllegalArgumentException if all of them would have the same name
   */
  static <T> List<T> each(String host, int count, IntFunction<T> creation) {
    if (count > 1 && !host.contains(NUMBER)) {
      throw new IllegalArgumentException(
          "host must contain {n} if count is "
              + count
              + ", so that the names differ: write for example \""
              + host
              + "{n}\"");
    }
    return IntStream.rangeClosed(1, count).mapToObj(creation).toList();
  }

  /** Returns a name with this number. */
  static String name(String text, int number) {
    return text.replace(NUMBER, Integer.toString(number));
  }
}
