package org.mockzabbix;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.assertion.TimedAssert;
import org.mockzabbix.assertion.ZabbixAssert;
import org.mockzabbix.rule.RuleBuilder;
import org.mockzabbix.sentence.CheckReturnValue;

/** Which package may know which: dependencies point down {@link #LAYERS}, and a few more rules. */
class ArchitectureTest {

  private static final String ROOT = "org.mockzabbix";

  /** Highest first. Packages of one layer do not know each other. */
  private static final List<List<String>> LAYERS =
      List.of(
          List.of("transcript"),
          List.of("scenario"),
          List.of("setting"),
          List.of("config"),
          List.of("assertion"),
          List.of("polling"),
          List.of("server", "client"),
          List.of("rule", "agent", "inventory"),
          List.of("journal"),
          List.of("sentence"),
          List.of("protocol"),
          List.of("net"),
          List.of("fault"),
          List.of("tls"),
          List.of("wire", "interval"),
          List.of("text"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/fixtures/"))
          .importPackages(ROOT);

  @TestFactory
  Stream<DynamicTest> dependenciesPointDown() {
    return LAYERS.stream()
        .flatMap(List::stream)
        .map(name -> DynamicTest.dynamicTest(name, () -> check(knowsNothingAbove(name))));
  }

  @Test
  void noPackageKnowsTheFace() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(ROOT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT));
  }

  /** Error Prone refuses an unfinished sentence. */
  @Test
  void unfinishedSentencesMustBeUsed() {
    check(
        methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(ROOT, ROOT + ".assertion")
            .and()
            .arePublic()
            .and()
            .haveRawReturnType(
                assignableTo(TimedAssert.class)
                    .or(equivalentTo(ZabbixAssert.class))
                    .or(equivalentTo(RuleBuilder.class))
                    .or(equivalentTo(Expectation.class)))
            .should()
            .beAnnotatedWith(CheckReturnValue.class)
            .orShould()
            .beDeclaredInClassesThat()
            .areAnnotatedWith(CheckReturnValue.class));
  }

  @Test
  void wireHasNeverHeardOfJson() {
    check(
        noClasses()
            .that()
            .resideInAPackage(inside("wire"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml.jackson..", inside("protocol")));
  }

  @Test
  void faultsAreDataAndPureFunctions() {
    check(
        noClasses()
            .that()
            .resideInAPackage(inside("fault"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.nio.channels..", "java.util.concurrent..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class));
  }

  @Test
  void protocolHasNeverHeardOfSocketsOrThreads() {
    check(
        noClasses()
            .that()
            .resideInAPackage(inside("protocol"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.net..", "java.nio.channels..", "java.util.concurrent..", inside("net"))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class));
  }

  @Test
  void netKnowsNoMessage() {
    check(
        noClasses()
            .that()
            .resideInAPackage(inside("net"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml.jackson..", inside("protocol")));
  }

  @Test
  void addressesArePrintedInOnePlace() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(inside("text"))
            .should()
            .callMethod(InetAddress.class, "getHostAddress")
            .orShould()
            .callMethod(InetSocketAddress.class, "getHostString")
            .orShould()
            .callMethod(InetSocketAddress.class, "getHostName"));
  }

  @Test
  void loggingIsSlf4jAlone() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "java.lang.System$Logger.."));
  }

  @Test
  void nothingWritesToTheConsole() {
    check(
        noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace"));
  }

  private static ArchRule knowsNothingAbove(String name) {
    return noClasses()
        .that()
        .resideInAPackage(inside(name))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(notBelow(name));
  }

  /** The packages of all layers down to that of {@code name}, less {@code name} itself. */
  private static String[] notBelow(String name) {
    List<String> packages = new ArrayList<>();
    for (List<String> layer : LAYERS) {
      layer.stream()
          .filter(other -> !other.equals(name))
          .forEach(other -> packages.add(inside(other)));
      if (layer.contains(name)) {
        break;
      }
    }
    return packages.toArray(String[]::new);
  }

  private static String inside(String name) {
    return ROOT + "." + name + "..";
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }
}
