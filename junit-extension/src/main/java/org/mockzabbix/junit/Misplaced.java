package org.mockzabbix.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Words for a parameter of what belongs to no single test, where the class has no server. */
final class Misplaced {

  private Misplaced() {}

  static String message(Executable where, ExtensionContext context) {
    Optional<Field> field = instanceField(context.getRequiredTestClass());
    return "each test has a MockZabbixServer of its own, "
        + field.map(Misplaced::because).orElse("")
        + "and "
        + named(where)
        + " belongs to no single test: "
        + field
            .map(found -> "make the field static, for one server for the class, or declare")
            .orElse("declare")
        + " the parameter on the test method or on a @BeforeEach method instead"
        + (field.isPresent()
            ? ""
            : ", or give the class one server with a field @MockZabbix static MockZabbixServer"
                + " zabbix");
  }

  private static Optional<Field> instanceField(Class<?> type) {
    return AnnotationSupport.findAnnotatedFields(
            type, MockZabbix.class, field -> !Modifier.isStatic(field.getModifiers()))
        .stream()
        .findFirst();
  }

  private static String because(Field field) {
    return "for the field " + field.getName() + " is not static, ";
  }

  private static String named(Executable where) {
    String type = where.getDeclaringClass().getSimpleName();
    return where instanceof Constructor
        ? "the constructor of " + type
        : type + '.' + where.getName() + "()";
  }
}
