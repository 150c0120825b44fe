package org.mockzabbix.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs test classes as JUnit does, and returns their results. */
final class Kit {

  private static final String PARALLEL = "junit.jupiter.execution.parallel.";

  private Kit() {}

  /** Runs the tests one after the other. */
  static EngineExecutionResults run(Class<?>... testClasses) {
    return run(Map.of(PARALLEL + "enabled", "false"), testClasses);
  }

  static EngineExecutionResults run(Map<String, String> parameters, Class<?>... testClasses) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameters(parameters)
        .selectors(
            Arrays.stream(testClasses)
                .map(DiscoverySelectors::selectClass)
                .toArray(ClassSelector[]::new))
        .execute();
  }

  /** Runs the tests at the same time. */
  static EngineExecutionResults concurrently(int threads, Class<?> testClass) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter(PARALLEL + "enabled", "true")
        .configurationParameter(PARALLEL + "mode.default", "concurrent")
        .configurationParameter(PARALLEL + "config.strategy", "fixed")
        .configurationParameter(PARALLEL + "config.fixed.parallelism", "" + threads)
        .selectors(selectClass(testClass))
        .execute();
  }

  static void assertSucceeded(int tests, EngineExecutionResults results) {
    List<Throwable> failures = failures(results);
    assertTrue(failures.isEmpty(), failures::toString);
    results.testEvents().assertStatistics(counts -> counts.started(tests).succeeded(tests));
  }

  /** Returns the failures of tests and classes, in the order in which they ended. */
  static List<Throwable> failures(EngineExecutionResults results) {
    return results.allEvents().finished().stream()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .filter(result -> result.getStatus() == TestExecutionResult.Status.FAILED)
        .flatMap(result -> result.getThrowable().stream())
        .toList();
  }

  static Throwable onlyFailure(EngineExecutionResults results) {
    List<Throwable> failures = failures(results);
    assertEquals(1, failures.size(), failures::toString);
    return failures.get(0);
  }

  /** Checks that a message names each of these parts, in this order. */
  static void assertSays(String message, String... parts) {
    int from = 0;
    for (String part : parts) {
      int at = message.indexOf(part, from);
      assertTrue(at >= 0, () -> "\"" + part + "\" is missing in: " + message);
      from = at + part.length();
    }
  }

  /** Returns the values of all report entries with this key. */
  static List<String> reported(EngineExecutionResults results, String key) {
    return results.allEvents().reportingEntryPublished().stream()
        .map(event -> event.getRequiredPayload(ReportEntry.class))
        .flatMap(entry -> entry.getKeyValuePairs().entrySet().stream())
        .filter(entry -> entry.getKey().equals(key))
        .map(Map.Entry::getValue)
        .toList();
  }
}
