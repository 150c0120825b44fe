package org.mockzabbix.junit;

import java.lang.reflect.Method;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What a test, or a class, is called.
 *
 * @param id tells the invocations of one method apart
 * @param fileName with the number of the invocation, if there are several; without an extension
 */
record TestName(String id, String name, String fileName) {

  private static final Pattern INVOCATION = Pattern.compile("#(\\d+)]");
  private static final int MOST = 200;

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

  /** Where letters had to be left out, others may have lost the same: a number tells them apart. */
  static String fileName(String name, String id) {
    String safe = name.replaceAll("[^A-Za-z0-9._$-]", "_");
    String cut = safe.substring(0, Math.min(safe.length(), MOST));
    return cut.equals(name) ? cut : cut + '-' + Integer.toHexString(id.hashCode());
  }

  @Override
  public String toString() {
    return name;
  }
}
