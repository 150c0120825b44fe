package org.mockzabbix;

import java.util.ArrayList;
import java.util.List;

/** Runs the steps of a close, all of them, even if some fail. */
final class Closing {

  private Closing() {}

  /**
   * Runs all steps, one after the other. Then throws the exception of the first failed step. If
   * several steps threw an {@link IllegalStateException}, throws one with the messages of all of
   * them.
   */
  static void all(List<Runnable> steps) {
    List<Throwable> failures = new ArrayList<>();
    for (Runnable step : steps) {
      try {
        step.run();
      } catch (RuntimeException | Error e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw failure(failures);
    }
  }

  private static RuntimeException failure(List<Throwable> failures) {
    Throwable first = first(failures);
    failures.stream().filter(e -> !e.equals(first)).forEach(first::addSuppressed);
    if (first instanceof Error error) {
      throw error;
    }
    return (RuntimeException) first;
  }

  private static Throwable first(List<Throwable> failures) {
    List<String> stuck =
        failures.stream()
            .filter(IllegalStateException.class::isInstance)
            .map(Throwable::getMessage)
            .toList();
    return stuck.size() < 2 ? failures.get(0) : new IllegalStateException(String.join("; ", stuck));
  }
}
