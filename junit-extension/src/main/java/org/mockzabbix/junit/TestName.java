package org.mockzabbix.junit;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The names of a test or class.
 *
 * @param id JUnit's identifier, different for each invocation of a method
 * @param name class and method
 * @param fileName class, method and number of the invocation, different for each test, without a
 *     file name extension
 */
record TestName(String id, String name, String fileName) {

  private static final Pattern INVOCATION = Pattern.compile("#(\\d+)]");
  private static final int MAX_LENGTH = 200;

  static TestName of(ExtensionContext context) {
    Class<?> type = context.getRequiredTestClass();
    String method = context.getTestMethod().map(Method::getName).orElse("");
    String number =
        INVOCATION
            .matcher(context.getUniqueId())
            .results()
            .map(MatchResult::group)
            .map(group -> group.replaceAll("\\D", ""))
            .collect(Collectors.joining("-"));
    String file =
        type.getName()
            + (method.isEmpty() ? "" : '.' + method)
            + (number.isEmpty() ? "" : '-' + number);
    return new TestName(
        context.getUniqueId(),
        type.getSimpleName() + (method.isEmpty() ? "" : '.' + method + "()"),
        isAmbiguous(context)
            ? withHash(shorten(file), context.getUniqueId())
            : fileName(file, context.getUniqueId()));
  }

  /**
   * Reports whether another test can have the same class and method names: an overloaded method, or
   * a test of a {@code @Nested} class that several classes inherit.
   */
  private static boolean isAmbiguous(ExtensionContext context) {
    Class<?> type = context.getRequiredTestClass();
    boolean isOverloaded =
        context
            .getTestMethod()
            .filter(
                method ->
                    ReflectionSupport.findMethods(
                                type,
                                other -> other.getName().equalsIgnoreCase(method.getName()),
                                HierarchyTraversalMode.TOP_DOWN)
                            .size()
                        > 1)
            .isPresent();
    return isOverloaded || isInherited(type, context.getParent());
  }

  private static boolean isInherited(Class<?> nested, Optional<ExtensionContext> parent) {
    Optional<Class<?>> around = parent.flatMap(ExtensionContext::getTestClass);
    if (around.isEmpty()) {
      return false;
    }
    boolean isDeclaredThere =
        nested.equals(around.get()) || around.get().equals(nested.getEnclosingClass());
    return !isDeclaredThere
        || isInherited(around.get(), parent.flatMap(ExtensionContext::getParent));
  }

  /**
   * Returns a file name. If characters must be replaced or cut, two tests could have the same name,
   * so the name ends with a hash of the identifier.
   */
  static String fileName(String name, String id) {
    String plain = shorten(name);
    return plain.equals(name) ? plain : withHash(plain, id);
  }

  private static String shorten(String name) {
    String safe = name.replaceAll("[^A-Za-z0-9._$-]", "_");
    return safe.substring(0, Math.min(safe.length(), MAX_LENGTH));
  }

  private static String withHash(String name, String id) {
    return name + '-' + Integer.toHexString(id.hashCode());
  }

  @Override
  public String toString() {
    return name;
  }
}
