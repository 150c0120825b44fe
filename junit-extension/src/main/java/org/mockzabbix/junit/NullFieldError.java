package org.mockzabbix.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstances;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixCluster;
import org.mockzabbix.MockZabbixServer;

/** The error of code that uses a field for a server, which the extension did not set. */
final class NullFieldError {

  private static final String KOTLIN = "kotlin.UninitializedPropertyAccessException";
  private static final Set<Class<?>> TYPES =
      Set.of(MockZabbixServer.class, MockZabbixCluster.class, MockAgent.class);

  private NullFieldError() {}

  /**
   * Returns an explanation of what a method of a test class has thrown, or {@code thrown} itself if
   * no field explains it.
   */
  static Throwable explain(Throwable thrown, ExtensionContext context) {
    if (!isForNull(thrown)) {
      return thrown;
    }
    List<@Nullable Object> instances = new ArrayList<>();
    context.getTestInstances().map(TestInstances::getAllInstances).ifPresent(instances::addAll);
    for (Object instance : instances) {
      Optional<Throwable> error = explain(thrown, instance.getClass(), instance, context);
      if (error.isPresent()) {
        return error.get();
      }
    }
    return explain(thrown, context.getRequiredTestClass(), null, context).orElse(thrown);
  }

  /** Returns an explanation of what a constructor has thrown, or {@code thrown} itself. */
  static Throwable explain(Throwable thrown, Class<?> type) {
    List<Field> fields = isForNull(thrown) ? AnnotationReader.fields(type, false) : List.of();
    return fields.isEmpty()
        ? thrown
        : new ExtensionConfigurationException(
            name(fields.get(0))
                + " is null while the constructor and the initializers run, because the extension"
                + " sets it afterwards: move the code to a @BeforeEach method, or give the"
                + " constructor a parameter of type "
                + fields.get(0).getType().getSimpleName(),
            thrown);
  }

  private static boolean isForNull(Throwable thrown) {
    return thrown instanceof NullPointerException || thrown.getClass().getName().equals(KOTLIN);
  }

  private static Optional<Throwable> explain(
      Throwable thrown, Class<?> type, @Nullable Object instance, ExtensionContext context) {
    Predicate<Field> isNull = field -> FieldInjector.get(field, instance) == null;
    List<Field> annotated = AnnotationReader.fields(type, instance == null);
    Stream<String> unset =
        context.getTestMethod().isPresent()
            ? Stream.of()
            : annotated.stream().filter(isNull).map(NullFieldError::outsideOfTests);
    Stream<String> withoutAnnotation =
        ReflectionSupport.findFields(
                type,
                field ->
                    TYPES.contains(field.getType())
                        && Modifier.isStatic(field.getModifiers()) == (instance == null)
                        && !annotated.contains(field),
                HierarchyTraversalMode.TOP_DOWN)
            .stream()
            .filter(isNull)
            .map(NullFieldError::withoutAnnotation);
    return Stream.concat(unset, withoutAnnotation)
        .findFirst()
        .map(message -> new ExtensionConfigurationException(message, thrown));
  }

  private static String outsideOfTests(Field field) {
    return name(field)
        + " is null in @BeforeAll and @AfterAll methods, because it is not static, so that each test"
        + " has its own "
        + field.getType().getSimpleName()
        + ": make the field static to have one server for the class, or move the code to the test"
        + " method or a @BeforeEach method";
  }

  private static String withoutAnnotation(Field field) {
    return name(field)
        + " is null, because it has no annotation: annotate the field with @MockZabbix";
  }

  private static String name(Field field) {
    return "the field " + field.getDeclaringClass().getSimpleName() + '.' + field.getName();
  }
}
