package org.mockzabbix.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * Creates the error of a parameter that belongs to a class instead of a test, if the class has no
 * server.
 */
final class ClassLevelUseError {

  private ClassLevelUseError() {}

  /**
   * Creates the error.
   *
   * @param method the method or constructor that declares the parameter
   * @param instanceFields the annotated fields of the class that are not static
   */
  static ExtensionConfigurationException of(Executable method, List<Field> instanceFields) {
    String belongs = name(method) + " does not belong to a single test: ";
    String move = "move the parameter to the test method or a @BeforeEach method";
    return new ExtensionConfigurationException(
        instanceFields.isEmpty()
            ? "each test has its own MockZabbixServer, and "
                + belongs
                + move
                + ", or give the class one server with a field @MockZabbix static MockZabbixServer"
                + " zabbix"
            : "each test has its own MockZabbixServer, because the field "
                + instanceFields.get(0).getName()
                + " is not static, and "
                + belongs
                + "make the field static to have one server for the class, or "
                + move);
  }

  private static String name(Executable method) {
    String type = method.getDeclaringClass().getSimpleName();
    return method instanceof Constructor
        ? "the constructor of " + type
        : type + '.' + method.getName() + "()";
  }
}
