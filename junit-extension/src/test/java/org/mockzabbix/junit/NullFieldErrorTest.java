package org.mockzabbix.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.mockzabbix.junit.Kit.assertSays;

import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixCluster;
import org.mockzabbix.MockZabbixServer;

/** The explanation of a field that is null where a test class uses it. */
class NullFieldErrorTest {

  private static Throwable assertExplained(Class<?> testClass, String... parts) {
    Throwable failure = Kit.onlyFailure(Kit.run(testClass));
    assertInstanceOf(ExtensionConfigurationException.class, failure);
    assertInstanceOf(NullPointerException.class, failure.getCause());
    assertSays(failure.getMessage(), parts);
    return failure;
  }

  @Test
  void beforeAll_ofAnInstanceForAllTests() {
    assertExplained(
        BeforeAllTestCase.class,
        "the field BeforeAllTestCase.zabbix is null in @BeforeAll and @AfterAll methods",
        "not static",
        "each test has its own MockZabbixServer",
        "make the field static",
        "the test method or a @BeforeEach method");
  }

  @TestInstance(Lifecycle.PER_CLASS)
  static class BeforeAllTestCase {
    @MockZabbix MockZabbixServer zabbix;

    @BeforeAll
    void beforeAll() {
      zabbix.trapperPort();
    }

    @Test
    void test() {}
  }

  @Test
  void afterAll_ofAnInstanceForAllTests() {
    assertExplained(
        AfterAllTestCase.class, "the field AfterAllTestCase.agent is null in @BeforeAll");
  }

  @TestInstance(Lifecycle.PER_CLASS)
  static class AfterAllTestCase {
    @MockZabbix MockAgent agent;

    @Test
    void test() {
      agent.port();
    }

    @AfterAll
    void afterAll() {
      agent.port();
    }
  }

  @Test
  void beforeAll_ofANestedClassWithAFieldAround() {
    assertExplained(NestedTestCase.class, "the field NestedTestCase.zabbix is null in @BeforeAll");
  }

  static class NestedTestCase {
    @MockZabbix MockZabbixServer zabbix;

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class Inner {
      @BeforeAll
      void beforeAll() {
        zabbix.trapperPort();
      }

      @Test
      void test() {}
    }
  }

  @Test
  void constructorAndInitializer() {
    assertExplained(
        InitializerTestCase.class,
        "the field InitializerTestCase.zabbix is null while the constructor",
        "@BeforeEach",
        "parameter of type MockZabbixServer");
  }

  static class InitializerTestCase {
    @MockZabbix MockZabbixServer zabbix;
    final int port = zabbix.trapperPort();

    @Test
    void test() {}
  }

  @Test
  void fieldWithoutAnnotation() {
    assertExplained(
        WithoutAnnotationTestCase.class,
        "the field WithoutAnnotationTestCase.zabbix is null, because it has no annotation",
        "@MockZabbix");
    assertExplained(BeforeEachTestCase.class, "the field BeforeEachTestCase.cluster is null");
    assertExplained(AfterEachTestCase.class, "the field BaseTestCase.agent is null");
    assertExplained(StaticTestCase.class, "the field StaticTestCase.zabbix is null");
  }

  @MockZabbix
  static class WithoutAnnotationTestCase {
    MockZabbixServer zabbix;

    @Test
    void test() {
      zabbix.trapperPort();
    }
  }

  @MockZabbix
  static class BeforeEachTestCase {
    MockZabbixCluster cluster;

    @BeforeEach
    void before() {
      cluster.nodes();
    }

    @Test
    void test() {}
  }

  abstract static class BaseTestCase {
    MockAgent agent;
  }

  @MockZabbix
  static class AfterEachTestCase extends BaseTestCase {
    @Test
    void test() {}

    @AfterEach
    void after() {
      agent.port();
    }
  }

  @MockZabbix
  static class StaticTestCase {
    static MockZabbixServer zabbix;

    @BeforeAll
    static void beforeAll() {
      zabbix.trapperPort();
    }

    @Test
    void test() {}
  }

  @Test
  void otherExceptions_stay() {
    assertEquals(
        "as intended", Kit.onlyFailure(Kit.run(OtherExceptionTestCase.class)).getMessage());
    assertEquals("as intended", Kit.onlyFailure(Kit.run(OtherNullTestCase.class)).getMessage());
  }

  @MockZabbix
  static class OtherExceptionTestCase {
    MockZabbixServer zabbix;

    @Test
    void test() {
      throw new IllegalStateException("as intended");
    }
  }

  static class OtherNullTestCase {
    @MockZabbix MockZabbixServer zabbix;
    Object other;

    @Test
    void test() {
      Objects.requireNonNull(other, "as intended");
    }
  }
}
