package org.mockzabbix.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Types stay small and in few circles, and the public API stays small. */
class StructureTest {

  private static final int LARGEST_CIRCLE = 5;
  private static final int MOST_COMPONENTS = 8;

  /**
   * The present number: whoever adds a type hides another one, or raises this with a reason. The
   * last reasons: three types describe the connection and the bytes of an exchange, seven
   * encryption.
   */
  private static final int MOST_PUBLIC_TYPES = 140;

  private static final JavaClasses CLASSES = released();

  private static JavaClasses released() {
    List<Path> folders =
        ProjectFiles.RELEASED.stream()
            .map(module -> ProjectFiles.ROOT.resolve(module).resolve("target/classes"))
            .toList();
    return new ClassFileImporter().importPaths(folders);
  }

  @Test
  void noCircleOfTypesIsLarge() {
    List<String> large = new ArrayList<>();
    byPackage()
        .forEach(
            (name, types) -> {
              for (Set<String> circle : Circles.of(types)) {
                if (circle.size() > LARGEST_CIRCLE) {
                  large.add(circle.size() + " types in " + name + ": " + circle);
                }
              }
            });

    assertEquals("", String.join("\n", large), "nobody can read these types one by one");
  }

  /** Returns for each package its top-level types, and which of them each one uses. */
  private static Map<String, Map<String, Set<String>>> byPackage() {
    Map<String, Map<String, Set<String>>> packages = new TreeMap<>();
    for (JavaClass type : CLASSES) {
      String name = topLevel(type);
      Set<String> uses =
          packages
              .computeIfAbsent(type.getPackageName(), any -> new TreeMap<>())
              .computeIfAbsent(name, any -> new TreeSet<>());
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getPackageName().equals(type.getPackageName())) {
          uses.add(topLevel(target));
        }
      }
      uses.remove(name);
    }
    return packages;
  }

  private static String topLevel(JavaClass type) {
    String name = type.getName().substring(type.getPackageName().length() + 1);
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }

  @Test
  void noRecordOrConstructorHasManyComponents() {
    List<String> large =
        CLASSES.stream()
            .flatMap(type -> type.getConstructors().stream())
            .filter(constructor -> constructor.getRawParameterTypes().size() > MOST_COMPONENTS)
            .map(constructor -> constructor.getFullName())
            .sorted()
            .toList();

    assertEquals("", String.join("\n", large), "group what belongs together");
  }

  @Test
  void theApiIsSmallAndShowsNoPlumbing() throws IOException {
    List<String> types = new ArrayList<>();
    for (String module : List.of("mock-server", "junit-extension")) {
      try (Stream<String> lines = Files.lines(ProjectFiles.ROOT.resolve(module + "/api.txt"))) {
        lines.filter(line -> line.matches("[a-zA-Z.]+")).forEach(types::add);
      }
    }

    assertTrue(
        types.size() <= MOST_PUBLIC_TYPES,
        () -> types.size() + " public types: hide what no author of a test needs\n" + types);
  }

  @Test
  void noExportedTypeShowsOneThatIsNot() throws IOException {
    List<String> suppressed = new ArrayList<>();
    for (Path source : ProjectFiles.mainSources()) {
      if (ProjectFiles.read(source).matches("(?s).*@SuppressWarnings\\([^)]*\"exports\".*")) {
        suppressed.add(ProjectFiles.name(source));
      }
    }

    assertEquals(
        List.of(), suppressed, "the compiler warns of such types unless it is told not to");
  }
}
