package org.mockzabbix.interop;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Decides for {@link NeedsProgram}, test by test, so that a report names each test it skips. */
final class NeedsProgramCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (context.getTestMethod().isEmpty()) {
      return enabled("decided test by test");
    }
    List<String> missing = missingPrograms(context);
    if (missing.isEmpty()) {
      return enabled("all programs are there");
    }
    String reason =
        "missing "
            + String.join(", ", missing)
            + " in "
            + Release.own().directory()
            + " or the PATH";
    if (Boolean.getBoolean("mockzabbix.programs.required")) {
      throw new IllegalStateException(reason);
    }
    System.out.println("SKIPPED " + name(context) + ": " + reason); // Surefire prints only a count
    return disabled(reason);
  }

  private static String name(ExtensionContext context) {
    return context.getRequiredTestClass().getSimpleName()
        + "."
        + context.getRequiredTestMethod().getName();
  }

  private static List<String> missingPrograms(ExtensionContext context) {
    return Stream.of(context.getRequiredTestClass(), context.getRequiredTestMethod())
        .flatMap(part -> AnnotationSupport.findAnnotation(part, NeedsProgram.class).stream())
        .flatMap(needs -> Arrays.stream(needs.value()))
        .filter(name -> !isThere(name))
        .toList();
  }

  /** Programs of Zabbix are never those of this system, whose version is unknown. */
  private static boolean isThere(String name) {
    return name.startsWith("zabbix_") ? RealProgram.find(name).isPresent() : isInPath(name);
  }

  private static boolean isInPath(String name) {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getenv("PATH"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }
}
