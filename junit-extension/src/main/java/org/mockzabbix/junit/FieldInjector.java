package org.mockzabbix.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.commons.support.AnnotationSupport;

/** Reads and sets the fields of test classes. */
final class FieldInjector {

  private FieldInjector() {}

  /**
   * Sets a field until the test or class ends.
   *
   * @param instance null for a static field
   * @throws ExtensionConfigurationException if the field is final, or not null
   */
  static void set(Field field, @Nullable Object instance, Object value, ServerStore store) {
    String name = field.getDeclaringClass().getSimpleName() + '.' + field.getName();
    if (Modifier.isFinal(field.getModifiers())) {
      throw new ExtensionConfigurationException(
          "the @MockZabbix field "
              + name
              + " must not be final: remove \"final\", because the extension sets the field");
    }
    if (get(field, instance) != null) {
      throw new ExtensionConfigurationException(
          "the @MockZabbix field "
              + name
              + " already has a value: remove the initializer, because the extension sets the field;"
              + " if tests of one instance run at the same time, use parameters instead");
    }
    try {
      field.set(instance, value);
      store.atEnd(() -> field.set(instance, null));
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Returns the values of the {@code @RegisterExtension} fields that have this type.
   *
   * @param instance null for static fields
   */
  static <T> List<T> extensions(Class<T> valueType, Class<?> testClass, @Nullable Object instance) {
    return AnnotationSupport.findAnnotatedFields(
            testClass,
            RegisterExtension.class,
            field -> Modifier.isStatic(field.getModifiers()) == (instance == null))
        .stream()
        .map(field -> get(field, instance))
        .filter(valueType::isInstance)
        .<T>map(valueType::cast)
        .toList();
  }

  /**
   * Returns the value of a field.
   *
   * @param instance null for a static field
   */
  static @Nullable Object get(Field field, @Nullable Object instance) {
    try {
      field.setAccessible(true);
      return field.get(instance);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
