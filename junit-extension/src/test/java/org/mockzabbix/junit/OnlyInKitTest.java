package org.mockzabbix.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class OnlyInKitTest {

  @Test
  void aBuildFindsNoTestCase() {
    assertEquals(List.of(), testsFoundIn(FoundTest.class));
  }

  @Test
  void aBuildFindsOtherTests() {
    assertEquals(
        List.of("aBuildFindsNoTestCase()", "aBuildFindsOtherTests()", "isFound()", "runsIt()"),
        testsFoundIn(OnlyInKitTest.class));
  }

  @Test
  void runsIt() {
    Kit.assertSucceeded(1, Kit.run(FoundTest.class));
  }

  private static List<String> testsFoundIn(Class<?> type) {
    TestPlan plan =
        LauncherFactory.create()
            .discover(
                LauncherDiscoveryRequestBuilder.request().selectors(selectClass(type)).build());
    return plan.getRoots().stream()
        .flatMap(root -> plan.getDescendants(root).stream())
        .filter(TestIdentifier::isTest)
        .map(TestIdentifier::getDisplayName)
        .sorted()
        .toList();
  }

  /** Named as surefire likes it. */
  static class FoundTest {

    @Test
    void test() {}
  }

  @Nested
  class Inner {

    @Test
    void isFound() {}
  }
}
