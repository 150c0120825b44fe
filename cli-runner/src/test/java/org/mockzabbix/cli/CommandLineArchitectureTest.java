package org.mockzabbix.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which package of the command line may know which: dependencies point down {@link #LAYERS}. */
class CommandLineArchitectureTest {

  private static final String ROOT = "org.mockzabbix.cli";

  /** Highest first. Packages of one layer do not know each other. */
  private static final List<List<String>> LAYERS =
      List.of(
          List.of(ROOT),
          List.of(ROOT + ".command"),
          List.of(ROOT + ".verify"),
          List.of(ROOT + ".serve"),
          List.of(ROOT + ".http"),
          List.of(ROOT + ".certify", ROOT + ".replay", ROOT + ".scenario", ROOT + ".send"),
          List.of(ROOT + ".output", ROOT + ".page", ROOT + ".process"),
          List.of(ROOT + ".console"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @TestFactory
  Stream<DynamicTest> dependenciesPointDown() {
    return LAYERS.stream()
        .flatMap(List::stream)
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () ->
                        noClasses()
                            .that()
                            .resideInAPackage(name)
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(notBelow(name))
                            .check(CLASSES)));
  }

  /** Returns the packages above, and the others of the same layer. */
  private static String[] notBelow(String name) {
    int own = 0;
    while (!LAYERS.get(own).contains(name)) {
      own++;
    }
    return LAYERS.subList(0, own + 1).stream()
        .flatMap(List::stream)
        .filter(other -> !other.equals(name))
        .toArray(String[]::new);
  }

  @Test
  void everyPackageHasALayer() {
    Set<String> packages =
        CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

    assertEquals(LAYERS.stream().flatMap(List::stream).collect(Collectors.toSet()), packages);
  }
}
