package org.mockzabbix.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The fields of test classes: fills those that are annotated with {@link MockZabbix}, to be emptied
 * with the scope, and finds extension objects in others.
 */
final class Fields {

  private Fields() {}

  /** Fills the static fields of a class, before its tests. */
  static void fillStatic(ExtensionContext context, Scope scope) {
    for (Field field : of(context.getRequiredTestClass(), true)) {
      set(field, null, Given.to(Place.of(field, context), scope), scope);
    }
  }

  /** Fills the fields of every instance that belongs to a test: a nested class has several. */
  static void fillInstances(ExtensionContext context, Scope scope) {
    for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
      for (Field field : of(instance.getClass(), false)) {
        set(field, instance, forOneTest(Place.of(field, context), scope), scope);
      }
    }
  }

  /** The extension objects that a class, or else an instance, has in its fields. */
  static List<MockZabbixExtension> extensions(Class<?> type, @Nullable Object instance) {
    return AnnotationSupport.findAnnotatedFields(
            type,
            RegisterExtension.class,
            field -> Modifier.isStatic(field.getModifiers()) == (instance == null))
        .stream()
        .map(field -> value(field, instance))
        .filter(MockZabbixExtension.class::isInstance)
        .map(MockZabbixExtension.class::cast)
        .toList();
  }

  private static @Nullable Object value(Field field, @Nullable Object instance) {
    try {
      field.setAccessible(true);
      return field.get(instance);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Field> of(Class<?> type, boolean isStatic) {
    return AnnotationSupport.findAnnotatedFields(
        type, MockZabbix.class, field -> Modifier.isStatic(field.getModifiers()) == isStatic);
  }

  private static Object forOneTest(Place place, Scope scope) {
    Object value = Given.to(place, scope);
    if (place.isForWhole() && !scope.owns(place.plan().name())) {
      throw Scope.twoOf(place.plan().name()); // the other one is for the whole class
    }
    return value;
  }

  private static void set(Field field, @Nullable Object instance, Object value, Scope scope) {
    try {
      requireEmpty(field, instance);
      field.set(instance, value);
      scope.atEnd(() -> field.set(instance, null));
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static void requireEmpty(Field field, @Nullable Object instance) {
    String where = field.getDeclaringClass().getSimpleName() + '.' + field.getName();
    if (Modifier.isFinal(field.getModifiers())) {
      throw new ExtensionConfigurationException(
          "@MockZabbix on the final field "
              + where
              + ": leave out \"final\", for the field is filled");
    }
    if (value(field, instance) != null) {
      throw new ExtensionConfigurationException(
          "@MockZabbix on the field "
              + where
              + ", which has a value: leave the value out, for the field is filled; tests that use"
              + " one field at the same time need a parameter each instead");
    }
  }
}
