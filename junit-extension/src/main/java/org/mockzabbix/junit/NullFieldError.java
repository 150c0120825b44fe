package org.mockzabbix.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixCluster;
import org.mockzabbix.MockZabbixServer;

/**
 * Explains the {@code NullPointerException} of code that uses a field for a server before the
 * extension sets it, or without the annotation.
 */
final class NullFieldError {

  private static final String KOTLIN = "kotlin.UninitializedPropertyAccessException";
  private static final Set<Class<?>> TYPES =
      Set.of(MockZabbixServer.class, MockZabbixCluster.class, MockAgent.class);

  private NullFieldError() {}

  /**
   * Returns an explanation of an exception of a test class's method, or {@code thrown} itself if no
   * field explains it.
   *
   * @param isAnnotated whether the extension sets a field
   */
  static Throwable explain(
      Throwable thrown, ExtensionContext context, Predicate<Field> isAnnotated) {
    if (!isForNull(thrown)) {
      return thrown;
    }
    boolean isInTest = context.getTestMethod().isPresent();
    return nullFields(
            context, field -> isAnnotated.test(field) ? !isInTest : TYPES.contains(field.getType()))
        .map(field -> isAnnotated.test(field) ? outsideOfTests(field) : withoutAnnotation(field))
        .findFirst()
        .<Throwable>map(message -> new ExtensionConfigurationException(message, thrown))
        .orElse(thrown);
  }

  /**
   * Returns an explanation of an exception of a constructor, or {@code thrown} itself if no field
   * explains it.
   *
   * @param isAnnotated whether the extension sets a field
   */
  static Throwable explain(Throwable thrown, Class<?> type, Predicate<Field> isAnnotated) {
    if (!isForNull(thrown)) {
      return thrown;
    }
    return fields(type, false)
        .filter(isAnnotated)
        .map(NullFieldError::beforeInjection)
        .findFirst()
        .<Throwable>map(message -> new ExtensionConfigurationException(message, thrown))
        .orElse(thrown);
  }

  private static boolean isForNull(Throwable thrown) {
    return thrown instanceof NullPointerException || thrown.getClass().getName().equals(KOTLIN);
  }

  private static Stream<Field> nullFields(ExtensionContext context, Predicate<Field> isRelevant) {
    Stream<Field> ofInstances =
        context.getTestInstances().stream()
            .flatMap(instances -> instances.getAllInstances().stream())
            .flatMap(
                instance ->
                    fields(instance.getClass(), false)
                        .filter(isRelevant)
                        .filter(field -> FieldInjector.get(field, instance) == null));
    Stream<Field> ofClass =
        fields(context.getRequiredTestClass(), true)
            .filter(isRelevant)
            .filter(field -> FieldInjector.get(field, null) == null);
    return Stream.concat(ofInstances, ofClass);
  }

  private static Stream<Field> fields(Class<?> type, boolean isStatic) {
    return ReflectionSupport.findFields(
        type,
        field -> !field.isSynthetic() && Modifier.isStatic(field.getModifiers()) == isStatic,
        HierarchyTraversalMode.TOP_DOWN)
        .stream();
  }

  private static String beforeInjection(Field field) {
    return name(field)
        + " is null while the constructor and the initializers run, because the extension sets it"
        + " afterwards: move the code to a @BeforeEach method, or give the constructor a parameter of"
        + " type "
        + field.getType().getSimpleName();
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
