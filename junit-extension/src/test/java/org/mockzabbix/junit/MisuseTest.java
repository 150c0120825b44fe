package org.mockzabbix.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.mockzabbix.MockZabbixServer;

/** What the extension says where it cannot help. */
class MisuseTest {

  @Test
  void beforeAll() {
    assertEquals(misplaced("BeforeAllTestCase.prepare()"), messageOf(BeforeAllTestCase.class));
  }

  @ExtendWith(MockZabbixExtension.class)
  static class BeforeAllTestCase {
    @BeforeAll
    static void prepare(MockZabbixServer zabbix) {}

    @Test
    void test() {}
  }

  @Test
  void afterAll() {
    assertEquals(misplaced("AfterAllTestCase.cleanUp()"), messageOf(AfterAllTestCase.class));
  }

  @ExtendWith(MockZabbixExtension.class)
  static class AfterAllTestCase {
    @Test
    void test() {}

    @AfterAll
    static void cleanUp(MockZabbixServer zabbix) {}
  }

  @Test
  void constructorOfAnInstanceForAllTests() {
    assertEquals(
        misplaced("the constructor of PerClassTestCase"), messageOf(PerClassTestCase.class));
  }

  @ExtendWith(MockZabbixExtension.class)
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class PerClassTestCase {
    PerClassTestCase(MockZabbixServer zabbix) {}

    @Test
    void test() {}
  }

  private static String misplaced(String where) {
    return "each test has a MockZabbixServer of its own, and "
        + where
        + " belongs to no single test: declare the parameter on the test method or on a @BeforeEach"
        + " method instead, or give the class one server with a field @MockZabbix static"
        + " MockZabbixServer zabbix";
  }

  @Test
  void otherTypes_areLeftToOtherExtensions() {
    String message = messageOf(OtherTypeTestCase.class);

    assertTrue(message.startsWith("No ParameterResolver registered for parameter"), message);
  }

  @ExtendWith(MockZabbixExtension.class)
  static class OtherTypeTestCase {
    @Test
    void test(List<MockZabbixServer> servers) {}
  }

  /** The message of the only failure, of a test or of the class. */
  private static String messageOf(Class<?> testClass) {
    List<Throwable> failures =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(testClass))
            .execute()
            .allEvents()
            .finished()
            .stream()
            .map(event -> event.getRequiredPayload(TestExecutionResult.class))
            .flatMap(result -> result.getThrowable().stream())
            .toList();
    assertEquals(1, failures.size(), failures::toString);
    assertEquals(ParameterResolutionException.class, failures.get(0).getClass());
    return failures.get(0).getMessage();
  }
}
