package org.mockzabbix.scenario;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** All that an object consists of, as text: also of objects without {@code toString}. */
final class Fingerprint {

  private final StringBuilder text = new StringBuilder();
  private final Set<Object> path = Collections.newSetFromMap(new IdentityHashMap<>());

  private Fingerprint() {}

  static String of(Object object) {
    Fingerprint fingerprint = new Fingerprint();
    fingerprint.append(object);
    return fingerprint.text.toString().replaceAll("@[0-9a-f]+", "");
  }

  private void append(Object object) {
    if (object == null || !path.add(object)) {
      text.append('-');
      return;
    }
    text.append('(');
    if (object instanceof Collection<?> all) {
      all.forEach(this::append);
    } else if (object instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            append(key);
            append(value);
          });
    } else if (object.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(object); i++) {
        append(Array.get(object, i));
      }
    } else if (object instanceof Enum<?> || object instanceof Pattern || isOfJdk(object)) {
      text.append(object);
    } else {
      text.append(object.getClass().getName().replaceAll("/0x.*", ""));
      appendFields(object, object.getClass());
    }
    text.append(')');
    path.remove(object);
  }

  private static boolean isOfJdk(Object object) {
    String name = object.getClass().getName();
    return name.startsWith("java") || name.startsWith("sun.");
  }

  private void appendFields(Object object, Class<?> type) {
    if (type.getSuperclass() != null && type.getSuperclass() != Object.class) {
      appendFields(object, type.getSuperclass());
    }
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        field.setAccessible(true);
        try {
          append(field.get(object));
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
  }
}
