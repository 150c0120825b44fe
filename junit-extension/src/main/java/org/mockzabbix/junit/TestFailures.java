package org.mockzabbix.junit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;

/** The reasons why a test fails at its end, which JUnit gets as one error. Not thread-safe. */
final class TestFailures {

  private final List<String> messages = new ArrayList<>();
  private final List<Throwable> causes = new ArrayList<>();

  void add(String message) {
    messages.add(message);
  }

  /** Adds a failure with its causes. */
  void add(AssertionFailedError failure, String place) {
    messages.add(failure.getMessage() + place);
    Stream.concat(Stream.ofNullable(failure.getCause()), Arrays.stream(failure.getSuppressed()))
        .forEach(causes::add);
  }

  /** Returns all failures as one error; empty without failures. */
  Optional<AssertionFailedError> error() {
    if (messages.isEmpty()) {
      return Optional.empty();
    }
    String text = String.join("\n", messages);
    if (causes.isEmpty()) {
      return Optional.of(new AssertionFailedError(text));
    }
    AssertionFailedError error = new AssertionFailedError(text, causes.get(0));
    causes.stream().skip(1).forEach(error::addSuppressed);
    return Optional.of(error);
  }
}
