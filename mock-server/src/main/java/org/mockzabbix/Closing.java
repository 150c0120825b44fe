package org.mockzabbix;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Closes several things: all of them, even if some cannot be closed. */
final class Closing {

  private Closing() {}

  /**
   * Runs all steps, one after the other.
   *
   * @throws AssertionError the first one, if nothing else failed
   * @throws IllegalStateException with the messages of all steps that failed
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
    if (failures.isEmpty()) {
      return;
    }
    if (failures.stream().allMatch(AssertionError.class::isInstance)) {
      throw (AssertionError) failures.get(0);
    }
    throw failure(failures);
  }

  private static IllegalStateException failure(List<Throwable> failures) {
    String message =
        failures.stream()
            .map(e -> e instanceof IllegalStateException ? e.getMessage() : e.toString())
            .collect(Collectors.joining("; "));
    IllegalStateException all = new IllegalStateException(message, failures.get(0));
    failures.stream().skip(1).forEach(all::addSuppressed);
    return all;
  }
}
