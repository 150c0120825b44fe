package org.mockzabbix.interop;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.util.Arrays;
import java.util.List;
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
    List<String> missing = missingPrograms(context.getRequiredTestClass());
    if (missing.isEmpty()) {
      return enabled("all programs are there");
    }
    String reason = "missing " + String.join(", ", missing) + " in " + RealProgram.DIRECTORY;
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

  private static List<String> missingPrograms(Class<?> testClass) {
    return AnnotationSupport.findAnnotation(testClass, NeedsProgram.class).stream()
        .flatMap(needs -> Arrays.stream(needs.value()))
        .filter(name -> RealProgram.find(name).isEmpty())
        .toList();
  }
}
