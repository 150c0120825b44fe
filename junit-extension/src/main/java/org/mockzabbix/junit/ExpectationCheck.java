package org.mockzabbix.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.assertion.JournalSource;
import org.mockzabbix.assertion.ZabbixAssertions;
import org.mockzabbix.text.Plurals;

/** The check of a scenario's expectations after a test. */
final class ExpectationCheck {

  private ExpectationCheck() {}

  /** Asserts all expectations, and returns the failures as one message; empty if all are met. */
  static Optional<String> failure(JournalSource source, List<Expectation> expectations) {
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < expectations.size(); i++) {
      try {
        ZabbixAssertions.assertThat(source).meets(expectations.get(i));
      } catch (AssertionError failure) {
        failures.add("\n  expect[" + i + "]: " + indented(String.valueOf(failure.getMessage())));
      }
    }
    return failures.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "checkExpectations: "
                + failures.size()
                + " of "
                + Plurals.count(expectations.size(), "expectation")
                + " not met"
                + String.join("", failures));
  }

  private static String indented(String message) {
    return message.replace("\n", "\n    ");
  }
}
