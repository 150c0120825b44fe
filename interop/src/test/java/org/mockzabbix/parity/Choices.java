package org.mockzabbix.parity;

import java.util.List;
import java.util.Random;

/** Random choices; the same seed gives the same ones. Not thread-safe. */
final class Choices {

  private final Random random;

  Choices(Random random) {
    this.random = random;
  }

  Random random() {
    return random;
  }

  int below(int count) {
    return random.nextInt(count);
  }

  boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  String pick(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
