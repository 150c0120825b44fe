package org.mockzabbix.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.junit.Kit.assertSucceeded;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mockzabbix.MockZabbixCluster;
import org.mockzabbix.MockZabbixServer;

/**
 * The search order of an attribute:
 *
 * <pre>
 * parameter, method, class                  nearestAnnotationWins
 * parameter of a lifecycle method           testMethodDecidesForLifecycleMethods
 * parameter of a constructor                constructorsAskTheClass
 * classes around                            nestedClassesAskThoseAround
 * field, test method, class                 fieldsAskTheTestMethodAndTheClass
 * superclass, meta-annotation               annotationsAreInherited, metaAnnotations
 * a scenario, overridden or not             scenarioIsADefault, scenarioMayBeAFile
 * </pre>
 */
class SettingsTest {

  @Test
  void nestedClassThatIsInherited_knowsWhatTheSubclassSays() {
    Kit.run(StrictSubclassTestCase.class)
        .testEvents()
        .assertStatistics(counts -> counts.started(1).succeeded(1));
  }

  static class OuterTestCase {
    @Nested
    class Inner {
      @Test
      void isStrict(MockZabbixServer zabbix) {
        assertEquals(false, zabbix.config().isLenient());
      }
    }
  }

  @MockZabbix(strict = true)
  static class StrictSubclassTestCase extends OuterTestCase {}

  private static void assertIs(String version, boolean strict, MockZabbixServer server) {
    assertEquals(version, server.config().version().dialect());
    assertEquals(strict, !server.config().isLenient());
  }

  @Test
  void nearestAnnotationWins() {
    assertSucceeded(4, Kit.run(NearestTestCase.class));
  }

  @MockZabbix(version = "6.0", strict = true)
  static class NearestTestCase {
    @Test
    void classDecides(MockZabbixServer zabbix) {
      assertIs("6.0", true, zabbix);
    }

    @Test
    @MockZabbix(version = "7.0")
    void methodDecides(MockZabbixServer zabbix) {
      assertIs("7.0", true, zabbix);
    }

    @Test
    @MockZabbix(version = "7.0")
    void parameterDecides(@MockZabbix(version = "6.0", strict = false) MockZabbixServer zabbix) {
      assertIs("6.0", false, zabbix);
    }

    @Test
    @MockZabbix(nodes = 3)
    void clustersToo(MockZabbixCluster cluster) {
      assertEquals(3, cluster.nodes().size());
      assertIs("6.0", true, cluster.node(2));
    }
  }

  @Test
  void testMethodDecidesForLifecycleMethods() {
    assertSucceeded(2, Kit.run(LifecycleTestCase.class));
  }

  @MockZabbix
  static class LifecycleTestCase {
    private String version;

    @BeforeEach
    void before(MockZabbixServer zabbix, @MockZabbix("other") MockZabbixServer other) {
      version = zabbix.config().version().dialect();
      assertEquals(version, other.config().version().dialect());
    }

    @Test
    @MockZabbix(version = "6.0")
    void one() {
      assertEquals("6.0", version);
    }

    @Test
    void another() {
      assertEquals("7.0", version);
    }

    @AfterEach
    @MockZabbix(value = "third", strict = true)
    void after(MockZabbixServer third) {
      assertIs(version, true, third);
    }
  }

  @Test
  void constructorsAskTheClass() {
    assertSucceeded(1, Kit.run(ConstructorTestCase.class));
  }

  @MockZabbix(version = "6.0")
  static class ConstructorTestCase {
    private final MockZabbixServer zabbix;

    ConstructorTestCase(@MockZabbix(strict = true) MockZabbixServer zabbix) {
      this.zabbix = zabbix;
    }

    @Test
    void test() {
      assertIs("6.0", true, zabbix);
    }
  }

  @Test
  void nestedClassesAskThoseAround() {
    assertSucceeded(2, Kit.run(NestedTestCase.class));
  }

  @MockZabbix(version = "6.0")
  static class NestedTestCase {
    @Nested
    @MockZabbix(strict = true)
    class Inner {
      @Test
      void test(MockZabbixServer zabbix) {
        assertIs("6.0", true, zabbix);
      }

      @Nested
      class Innermost {
        @Test
        @MockZabbix(version = "7.0")
        void test(MockZabbixServer zabbix) {
          assertIs("7.0", true, zabbix);
        }
      }
    }
  }

  @Test
  void fieldsAskTheTestMethodAndTheClass() {
    assertSucceeded(2, Kit.run(FieldTestCase.class));
  }

  @MockZabbix(version = "6.0", strict = true)
  static class FieldTestCase {
    @MockZabbix("class")
    static MockZabbixServer ofTheClass;

    @MockZabbix MockZabbixServer zabbix;

    @MockZabbix(value = "special", strict = false)
    MockZabbixServer special;

    @Test
    void classDecides() {
      assertIs("6.0", true, ofTheClass);
      assertIs("6.0", true, zabbix);
      assertIs("6.0", false, special);
    }

    @Test
    @MockZabbix(version = "7.0")
    void methodDecides(MockZabbixServer same) {
      assertIs("6.0", true, ofTheClass);
      assertIs("7.0", true, zabbix);
      assertIs("7.0", true, same);
      assertIs("7.0", false, special);
    }
  }

  @Test
  void annotationsAreInherited() {
    assertSucceeded(1, Kit.run(InheritingTestCase.class));
  }

  @MockZabbix(version = "6.0")
  abstract static class BaseTestCase {}

  static class InheritingTestCase extends BaseTestCase {
    @Test
    void test(MockZabbixServer zabbix) {
      assertIs("6.0", false, zabbix);
    }
  }

  @Test
  void metaAnnotations() {
    assertSucceeded(1, Kit.run(MetaTestCase.class));
  }

  @Retention(RetentionPolicy.RUNTIME)
  @MockZabbix(version = "6.0", strict = true)
  @interface StrictOldZabbix {}

  static class MetaTestCase {
    @StrictOldZabbix MockZabbixServer field;

    @Test
    void test(@StrictOldZabbix MockZabbixServer zabbix) {
      assertIs("6.0", true, zabbix);
      assertIs("6.0", true, field);
    }
  }

  @Test
  void scenarioIsADefault() {
    assertSucceeded(4, Kit.run(ScenarioTestCase.class));
  }

  @MockZabbix(scenario = "classpath:/web01.json")
  static class ScenarioTestCase {
    @Test
    void decides(MockZabbixServer zabbix) {
      assertIs("6.0", true, zabbix);
      assertEquals("web01", zabbix.hosts().get(0).name());
      assertEquals("web01", zabbix.agents().get(0).name());
    }

    @Test
    @MockZabbix(version = "7.0", strict = false)
    void isOverridden(MockZabbixServer zabbix) {
      assertIs("7.0", false, zabbix);
      assertEquals("7.0", zabbix.agents().get(0).config().version().dialect());
    }

    @Test
    void isThereForEachServer(
        @MockZabbix("a") MockZabbixServer a, @MockZabbix("b") MockZabbixServer b) {
      assertFalse(a.equals(b));
      assertIs("6.0", true, a);
      assertIs("6.0", true, b);
    }

    @Test
    void isStartedAnewForEachTest(MockZabbixServer zabbix) {
      zabbix.removeHost("web01");
      zabbix.agents().get(0).forget("agent.ping");
      assertTrue(zabbix.hosts().isEmpty());
    }
  }

  @Test
  void scenarioMayBeAFile() throws Exception {
    assertTrue(Files.exists(Path.of(FILE)));
    assertSucceeded(1, Kit.run(FileTestCase.class));
  }

  private static final String FILE = "src/test/resources/web01.json";

  static class FileTestCase {
    @Test
    void decides(@MockZabbix(scenario = FILE) MockZabbixServer zabbix) {
      assertIs("6.0", true, zabbix);
    }
  }
}
