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
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
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

  @Test
  void fieldsOfAParameterizedClass() {
    SERVERS.clear();
    Kit.assertSucceeded(4, Kit.run(ParameterizedFieldTestCase.class));
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
        Arguments.of(4, MixedTestCase.class),
        Arguments.of(4, ParameterizedClassTestCase.class));
  }

  private static void use(MockZabbixServer zabbix) {
    assertFalse(zabbix.config().isLenient(), "strict");
    assertTrue(SERVERS.add(zabbix), "own server");
    assertEquals(0, zabbix.exchanges().size());
  }

  private static void useEach(int port) {
    assertTrue(port > 0);
  }

  /** Two tests whose class or superclass is annotated. */
  abstract static class TwoTests {
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
  static class ClassTestCase extends TwoTests {}

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
  abstract static class SuperclassTestCase extends TwoTests {}

  static class SubclassTestCase extends SuperclassTestCase {}

  static class InheritedMethodsTestCase extends MethodTestCase {}

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

  static class InterfaceTestCase extends TwoTests implements Annotated {}

  @MockZabbix(strict = true)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Strict {}

  @Strict
  static class MetaClassTestCase extends TwoTests {}

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
    class Inner extends TwoTests {}
  }

  static class NestedMethodTestCase extends MethodTestCase {
    @Nested
    class Inner extends MethodTestCase {}
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

  /** Annotated methods and parameters, in tests of every kind. */
  abstract static class EveryKindOfTest extends RepeatedParameterTestCase {
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

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class PerClassTestCase extends EveryKindOfTest {}

  static class PerClassNestedTestCase {
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Inner extends MethodTestCase {}
  }

  static class BuilderAndMethodTestCase extends EveryKindOfTest {
    @RegisterExtension
    final MockZabbixExtension other = MockZabbixExtension.builder().name("other").build();
  }

  static class MixedTestCase extends MethodTestCase {
    @Test
    void withoutAServer() {}

    @Test
    void asParameter(@MockZabbix(strict = true) MockZabbixServer zabbix) {
      use(zabbix);
    }
  }

  @ParameterizedClass
  @ValueSource(strings = {"a", "b"})
  @MockZabbix(strict = true)
  static class ParameterizedClassTestCase extends TwoTests {
    ParameterizedClassTestCase(String value, MockZabbixServer zabbix) {
      useEach(zabbix.trapperPort());
    }
  }

  @ParameterizedClass
  @ValueSource(strings = {"a", "b"})
  static class ParameterizedFieldTestCase {
    @MockZabbix("shared")
    static MockZabbixServer shared;

    @Parameter String value;

    @MockZabbix(strict = true)
    MockZabbixServer zabbix;

    @Test
    void one() {
      use(zabbix);
      assertEquals(0, shared.exchanges().size());
      Sender.send(shared, "web01", "app.ok", value);
    }

    @Test
    void another(MockZabbixServer same) {
      assertSame(zabbix, same);
      use(zabbix);
      assertEquals(0, shared.exchanges().size());
      Sender.send(shared, "web01", "app.ok", value);
    }
  }
}
