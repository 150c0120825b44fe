package org.mockzabbix.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.MockZabbixServer;

/**
 * Every place for the annotation, in classes with several tests: each test has its own server, with
 * the settings of the annotation. JUnit creates one extension object for each class or method.
 */
@Execution(ExecutionMode.SAME_THREAD)
class RegistrationTest {

  /** The servers of one run. */
  private static final Set<Object> SERVERS = ConcurrentHashMap.newKeySet();

  @ParameterizedTest
  @MethodSource("testCases")
  void oneAfterTheOther(int tests, Class<?> testCase) {
    SERVERS.clear();
    Kit.assertSucceeded(tests, Kit.run(testCase));
  }

  @ParameterizedTest
  @MethodSource("testCases")
  void atTheSameTime(int tests, Class<?> testCase) {
    SERVERS.clear();
    Kit.assertSucceeded(tests, Kit.concurrently(4, testCase));
  }

  private static Stream<Arguments> testCases() {
    return Stream.of(
        Arguments.of(2, ClassTestCase.class),
        Arguments.of(2, ExtendedClassTestCase.class),
        Arguments.of(2, MethodTestCase.class),
        Arguments.of(2, ExtendedMethodTestCase.class),
        Arguments.of(2, ParameterTestCase.class),
        Arguments.of(2, ExtendedParameterTestCase.class),
        Arguments.of(2, PortTestCase.class),
        Arguments.of(2, FieldTestCase.class),
        Arguments.of(2, ConstructorParameterTestCase.class),
        Arguments.of(2, MethodWithConstructorTestCase.class),
        Arguments.of(2, LifecycleParameterTestCase.class),
        Arguments.of(2, SubclassTestCase.class),
        Arguments.of(2, InheritedMethodsTestCase.class),
        Arguments.of(2, InterfaceMethodsTestCase.class),
        Arguments.of(2, InterfaceTestCase.class),
        Arguments.of(2, MetaClassTestCase.class),
        Arguments.of(2, MetaMethodTestCase.class),
        Arguments.of(2, MetaParameterTestCase.class),
        Arguments.of(2, EnclosingTestCase.class),
        Arguments.of(4, NestedMethodTestCase.class),
        Arguments.of(5, RepeatedTestCase.class),
        Arguments.of(5, RepeatedParameterTestCase.class),
        Arguments.of(7, PerClassTestCase.class),
        Arguments.of(2, PerClassNestedTestCase.class),
        Arguments.of(7, BuilderAndMethodTestCase.class),
        Arguments.of(4, MixedTestCase.class));
  }

  private static void use(MockZabbixServer zabbix) {
    assertFalse(zabbix.config().isLenient(), "strict");
    assertTrue(SERVERS.add(zabbix), "own server");
    assertEquals(0, zabbix.exchanges().size());
  }

  private static void useEach(int port) {
    assertTrue(port > 0);
  }

  @MockZabbix(strict = true)
  static class ClassTestCase {
    @Test
    void one(MockZabbixServer zabbix) {
      use(zabbix);
    }

    @Test
    void another(MockZabbixServer zabbix) {
      use(zabbix);
    }
  }

  @ExtendWith(MockZabbixExtension.class)
  static class ExtendedClassTestCase {
    @Test
    @MockZabbix(strict = true)
    void one(MockZabbixServer zabbix) {
      use(zabbix);
    }

    @Test
    @MockZabbix(strict = true)
    void another(MockZabbixServer zabbix) {
      use(zabbix);
    }
  }

  static class MethodTestCase {
    @Test
    @MockZabbix(strict = true)
    void one(MockZabbixServer zabbix) {
      use(zabbix);
    }

    @Test
    @MockZabbix(strict = true)
    void another(MockZabbixServer zabbix) {
      use(zabbix);
    }
  }

  static class ExtendedMethodTestCase {
    @Test
    @ExtendWith(MockZabbixExtension.class)
    void one(@MockZabbix(strict = true) MockZabbixServer zabbix) {
      use(zabbix);
    }

    @Test
    @ExtendWith(MockZabbixExtension.class)
    void another(@MockZabbix(strict = true) MockZabbixServer zabbix) {
      use(zabbix);
    }
  }

  static class ParameterTestCase {
    @Test
    void one(@MockZabbix(strict = true) MockZabbixServer zabbix) {
      use(zabbix);
    }

    @Test
    void another(@MockZabbix(strict = true) MockZabbixServer zabbix) {
      use(zabbix);
    }
  }

  static class ExtendedParameterTestCase {
    @Test
    void one(
        @ExtendWith(MockZabbixExtension.class) @MockZabbix(strict = true) MockZabbixServer zabbix) {
      use(zabbix);
    }

    @Test
    void another(
        @ExtendWith(MockZabbixExtension.class) @MockZabbix(strict = true) MockZabbixServer zabbix) {
      use(zabbix);
    }
  }

  static class PortTestCase {
    @Test
    void one(@TrapperPort int port, @AgentPort int agent) {
      useEach(port);
    }

    @Test
    void another(@TrapperPort int port, @AgentPort int agent) {
      useEach(port);
    }
  }

  static class FieldTestCase {
    @MockZabbix(strict = true)
    MockZabbixServer zabbix;

    @Test
    void one() {
      use(zabbix);
    }

    @Test
    void another(MockZabbixServer same) {
      use(zabbix);
    }
  }

  static class ConstructorParameterTestCase {
    private final MockZabbixServer zabbix;

    ConstructorParameterTestCase(@MockZabbix(strict = true) MockZabbixServer zabbix) {
      this.zabbix = zabbix;
    }

    @Test
    void one() {
      use(zabbix);
    }

    @Test
    void another(MockZabbixServer same) {
      assertSame(zabbix, same);
      use(zabbix);
    }
  }

  static class MethodWithConstructorTestCase {
    private final MockZabbixServer zabbix;

    MethodWithConstructorTestCase(MockZabbixServer zabbix) {
      this.zabbix = zabbix;
    }

    @Test
    @ExtendWith(MockZabbixExtension.class)
    void one(MockZabbixServer same) {
      assertSame(zabbix, same);
      useEach(zabbix.trapperPort());
    }

    @Test
    @ExtendWith(MockZabbixExtension.class)
    void another(MockZabbixServer same) {
      assertSame(zabbix, same);
      useEach(zabbix.trapperPort());
    }
  }

  static class LifecycleParameterTestCase {
    private int port;

    @BeforeEach
    void before(@MockZabbix(strict = true) MockZabbixServer zabbix) {
      port = zabbix.trapperPort();
    }

    @Test
    void one(MockZabbixServer zabbix) {
      assertEquals(port, zabbix.trapperPort());
      use(zabbix);
    }

    @Test
    void another(MockZabbixServer zabbix) {
      assertEquals(port, zabbix.trapperPort());
      use(zabbix);
    }
  }

  @MockZabbix(strict = true)
  static class SuperclassTestCase {}

  static class SubclassTestCase extends SuperclassTestCase {
    @Test
    void one(MockZabbixServer zabbix) {
      use(zabbix);
    }

    @Test
    void another(MockZabbixServer zabbix) {
      use(zabbix);
    }
  }

  static class MethodsOfSuperclassTestCase {
    @Test
    @MockZabbix(strict = true)
    void one(MockZabbixServer zabbix) {
      use(zabbix);
    }

    @Test
    @MockZabbix(strict = true)
    void another(MockZabbixServer zabbix) {
      use(zabbix);
    }
  }

  static class InheritedMethodsTestCase extends MethodsOfSuperclassTestCase {}

  @MockZabbix(strict = true)
  interface Annotated {}

  interface AnnotatedMethods {
    @Test
    @MockZabbix(strict = true)
    default void one(MockZabbixServer zabbix) {
      use(zabbix);
    }

    @Test
    @MockZabbix(strict = true)
    default void another(MockZabbixServer zabbix) {
      use(zabbix);
    }
  }

  static class InterfaceMethodsTestCase implements AnnotatedMethods {}

  static class InterfaceTestCase implements Annotated {
    @Test
    void one(MockZabbixServer zabbix) {
      use(zabbix);
    }

    @Test
    void another(MockZabbixServer zabbix) {
      use(zabbix);
    }
  }

  @MockZabbix(strict = true)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Strict {}

  @Strict
  static class MetaClassTestCase {
    @Test
    void one(MockZabbixServer zabbix) {
      use(zabbix);
    }

    @Test
    void another(MockZabbixServer zabbix) {
      use(zabbix);
    }
  }

  static class MetaMethodTestCase {
    @Test
    @Strict
    void one(MockZabbixServer zabbix) {
      use(zabbix);
    }

    @Test
    @Strict
    void another(MockZabbixServer zabbix) {
      use(zabbix);
    }
  }

  static class MetaParameterTestCase {
    @Test
    void one(@Strict MockZabbixServer zabbix) {
      use(zabbix);
    }

    @Test
    void another(@Strict MockZabbixServer zabbix) {
      use(zabbix);
    }
  }

  @MockZabbix(strict = true)
  static class EnclosingTestCase {
    @Nested
    class Inner {
      @Test
      void one(MockZabbixServer zabbix) {
        use(zabbix);
      }

      @Test
      void another(MockZabbixServer zabbix) {
        use(zabbix);
      }
    }
  }

  static class NestedMethodTestCase {
    @Test
    @MockZabbix(strict = true)
    void one(MockZabbixServer zabbix) {
      use(zabbix);
    }

    @Test
    @MockZabbix(strict = true)
    void another(MockZabbixServer zabbix) {
      use(zabbix);
    }

    @Nested
    class Inner {
      @Test
      @MockZabbix(strict = true)
      void one(MockZabbixServer zabbix) {
        use(zabbix);
      }

      @Test
      @MockZabbix(strict = true)
      void another(MockZabbixServer zabbix) {
        use(zabbix);
      }
    }
  }

  static class RepeatedTestCase {
    @RepeatedTest(3)
    @MockZabbix(strict = true)
    void repeated(MockZabbixServer zabbix) {
      use(zabbix);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    @MockZabbix(strict = true)
    void parameterized(String value, MockZabbixServer zabbix) {
      use(zabbix);
    }
  }

  static class RepeatedParameterTestCase {
    @RepeatedTest(3)
    void repeated(@MockZabbix(strict = true) MockZabbixServer zabbix) {
      use(zabbix);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void parameterized(String value, @MockZabbix(strict = true) MockZabbixServer zabbix) {
      use(zabbix);
    }
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class PerClassTestCase {
    @Test
    @MockZabbix(strict = true)
    void one(MockZabbixServer zabbix) {
      use(zabbix);
    }

    @Test
    @MockZabbix(strict = true)
    void another(MockZabbixServer zabbix) {
      use(zabbix);
    }

    @RepeatedTest(3)
    void repeated(@MockZabbix(strict = true) MockZabbixServer zabbix) {
      use(zabbix);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void parameterized(String value, @MockZabbix(strict = true) MockZabbixServer zabbix) {
      use(zabbix);
    }
  }

  static class PerClassNestedTestCase {
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Inner {
      @Test
      @MockZabbix(strict = true)
      void one(MockZabbixServer zabbix) {
        use(zabbix);
      }

      @Test
      @MockZabbix(strict = true)
      void another(MockZabbixServer zabbix) {
        use(zabbix);
      }
    }
  }

  static class BuilderAndMethodTestCase {
    @RegisterExtension
    final MockZabbixExtension other = MockZabbixExtension.builder().name("other").build();

    @Test
    @MockZabbix(strict = true)
    void one(MockZabbixServer zabbix) {
      use(zabbix);
    }

    @Test
    @MockZabbix(strict = true)
    void another(MockZabbixServer zabbix) {
      use(zabbix);
    }

    @RepeatedTest(3)
    void repeated(@MockZabbix(strict = true) MockZabbixServer zabbix) {
      use(zabbix);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void parameterized(String value, @MockZabbix(strict = true) MockZabbixServer zabbix) {
      use(zabbix);
    }
  }

  static class MixedTestCase {
    @Test
    void withoutAServer() {}

    @Test
    @MockZabbix(strict = true)
    void one(MockZabbixServer zabbix) {
      use(zabbix);
    }

    @Test
    @MockZabbix(strict = true)
    void another(MockZabbixServer zabbix) {
      use(zabbix);
    }

    @Test
    void asParameter(@MockZabbix(strict = true) MockZabbixServer zabbix) {
      use(zabbix);
    }
  }
}
