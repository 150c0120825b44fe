package org.mockzabbix.junit;

import java.lang.reflect.Method;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The names of a test or class.
 *
 * @param id JUnit's identifier, different for each invocation of a method
 * @param name class and method
 * @param fileName class, method and number of the invocation; without an extension
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
        fileName(file, context.getUniqueId()));
  }

  /**
   * Returns a name for a file. If characters must be replaced or cut, two tests could end up with
   * one name, so a hash of the identifier is appended.
   */
  static String fileName(String name, String id) {
    String safe = name.replaceAll("[^A-Za-z0-9._$-]", "_");
    String cut = safe.substring(0, Math.min(safe.length(), MAX_LENGTH));
    return cut.equals(name) ? cut : cut + '-' + Integer.toHexString(id.hashCode());
  }

  @Override
  public String toString() {
    return name;
  }
}
