package org.mockzabbix.api;

import static java.util.stream.Collectors.joining;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Describes types as the user of a library sees them, the same on every JDK. Stateless. */
final class Signature {

  /** Every type has them, and what they return is no promise. */
  private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

  private static final Set<String> OF_EVERY_ENUM = Set.of("values", "valueOf");

  private Signature() {}

  /** Short where it is clear: our own types begin below {@code org.mockzabbix}. */
  static String name(Class<?> type) {
    return type.getTypeName()
        .replace('$', '.')
        .replaceFirst("^java\\.lang\\.(?=[A-Z])", "")
        .replaceFirst("^org\\.mockzabbix\\.", "");
  }

  /** Whether a user can name it. */
  static boolean isPublic(Class<?> type) {
    Class<?> outer = type.getDeclaringClass();
    return isVisible(type.getModifiers())
        && !type.isAnonymousClass()
        && !type.isLocalClass()
        && (outer == null || isPublic(outer));
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  /** What it is, and then its members, sorted. */
  static List<String> facts(Class<?> type) {
    List<String> members = new ArrayList<>();
    // A superclass that a user cannot name gives its methods as if they were the type's own.
    for (Class<?> c = type; c != null && (c == type || !isPublic(c)); c = c.getSuperclass()) {
      Stream.of(c.getDeclaredMethods())
          .filter(method -> isApi(method) && !isImplied(method))
          .map(Signature::method)
          .forEach(members::add);
    }
    Stream.of(type.getDeclaredConstructors())
        .filter(constructor -> isApi(constructor) && !isCanonical(constructor))
        .map(Signature::constructor)
        .forEach(members::add);
    Stream.of(type.getDeclaredFields())
        .filter(Signature::isApi)
        .map(Signature::field)
        .forEach(members::add);
    List<String> facts = new ArrayList<>(List.of(declaration(type)));
    members.stream().distinct().sorted().forEach(facts::add);
    return facts;
  }

  private static boolean isApi(Member member) {
    return isVisible(member.getModifiers()) && !member.isSynthetic();
  }

  private static boolean isImplied(Method method) {
    Class<?> type = method.getDeclaringClass();
    return OF_EVERY_OBJECT.contains(method.getName())
        || (type.isEnum() && OF_EVERY_ENUM.contains(method.getName()))
        || (type.isRecord() && isAccessor(method, type));
  }

  private static boolean isAccessor(Method method, Class<?> type) {
    return method.getParameterCount() == 0
        && Stream.of(type.getRecordComponents())
            .anyMatch(component -> component.getName().equals(method.getName()));
  }

  private static boolean isCanonical(Constructor<?> constructor) {
    Class<?> type = constructor.getDeclaringClass();
    return type.isRecord()
        && Arrays.equals(
            constructor.getParameterTypes(),
            Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new));
  }

  private static String declaration(Class<?> type) {
    return annotations(type)
        + modifiers(type)
        + kind(type)
        + typeParameters(type.getTypeParameters())
        + components(type)
        + (type.getSuperclass() == null || saysNothing(type.getSuperclass())
            ? ""
            : " extends " + type(type.getAnnotatedSuperclass()))
        + list(type.isInterface() ? " extends " : " implements ", interfaces(type))
        + list(" permits ", permitted(type));
  }

  private static boolean saysNothing(Class<?> superclass) {
    return Set.of(Object.class, Enum.class, Record.class).contains(superclass);
  }

  private static String modifiers(Class<?> type) {
    int implied =
        type.isInterface() || type.isAnnotation() ? Modifier.ABSTRACT | Modifier.INTERFACE : 0;
    implied |= type.isEnum() || type.isRecord() ? Modifier.FINAL | Modifier.ABSTRACT : 0;
    implied |= type.isInterface() || type.isEnum() || type.isRecord() ? Modifier.STATIC : 0;
    int shown = type.getModifiers() & ~implied & ~Modifier.INTERFACE;
    return Modifier.toString(shown) + (type.isSealed() && !type.isEnum() ? " sealed " : " ");
  }

  private static String kind(Class<?> type) {
    return type.isAnnotation()
        ? "@interface"
        : type.isInterface()
            ? "interface"
            : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
  }

  private static String components(Class<?> type) {
    return type.isRecord()
        ? Stream.of(type.getRecordComponents())
            .map(component -> type(component.getAnnotatedType()) + ' ' + component.getName())
            .collect(joining(", ", "(", ")"))
        : "";
  }

  private static List<String> interfaces(Class<?> type) {
    return type.isAnnotation()
        ? List.of()
        : Stream.of(type.getAnnotatedInterfaces()).map(Signature::type).toList();
  }

  private static List<String> permitted(Class<?> type) {
    return type.isSealed() && !type.isEnum()
        ? Stream.of(type.getPermittedSubclasses()).map(Signature::name).sorted().toList()
        : List.of();
  }

  private static String method(Method method) {
    int shown = method.getModifiers() & Modifier.methodModifiers() & ~Modifier.SYNCHRONIZED;
    if (method.getDeclaringClass().isInterface()) {
      shown &= ~Modifier.ABSTRACT;
    }
    String parameters = typeParameters(method.getTypeParameters());
    Object value = method.getDefaultValue();
    return annotations(method)
        + Modifier.toString(shown)
        + (method.isDefault() ? " default " : " ")
        + (parameters.isEmpty() ? "" : parameters + ' ')
        + type(method.getAnnotatedReturnType())
        + ' '
        + method.getName()
        + parametersAndExceptions(method)
        + (value == null ? "" : " default " + value(value));
  }

  private static String constructor(Constructor<?> constructor) {
    return annotations(constructor)
        + Modifier.toString(constructor.getModifiers())
        + " new"
        + parametersAndExceptions(constructor);
  }

  private static String parametersAndExceptions(Executable executable) {
    List<String> types =
        new ArrayList<>(
            Stream.of(executable.getAnnotatedParameterTypes()).map(Signature::type).toList());
    if (executable.isVarArgs()) {
      int last = types.size() - 1;
      types.set(last, types.get(last).replaceFirst("\\[]$", "..."));
    }
    List<String> thrown =
        Stream.of(executable.getAnnotatedExceptionTypes()).map(Signature::type).sorted().toList();
    return '(' + String.join(", ", types) + ')' + list(" throws ", thrown);
  }

  private static String field(Field field) {
    if (field.isEnumConstant()) {
      return annotations(field) + field.getName();
    }
    return annotations(field)
        + Modifier.toString(field.getModifiers())
        + ' '
        + type(field.getAnnotatedType())
        + ' '
        + field.getName()
        + constant(field);
  }

  /** The value that a compiler copies into the user's own classes. */
  private static String constant(Field field) {
    int modifiers = field.getModifiers();
    boolean copied = field.getType().isPrimitive() || field.getType() == String.class;
    if (!copied || !Modifier.isStatic(modifiers) || !Modifier.isFinal(modifiers)) {
      return "";
    }
    try {
      return " = " + value(field.get(null));
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static String typeParameters(TypeVariable<?>[] parameters) {
    return parameters.length == 0
        ? ""
        : Stream.of(parameters)
            .map(
                parameter ->
                    annotations(parameter)
                        + parameter.getName()
                        + bounds(parameter.getAnnotatedBounds()))
            .collect(joining(", ", "<", ">"));
  }

  private static String bounds(AnnotatedType[] bounds) {
    List<String> types =
        Stream.of(bounds).map(Signature::type).filter(bound -> !bound.equals("Object")).toList();
    return types.isEmpty() ? "" : " extends " + String.join(" & ", types);
  }

  private static String type(AnnotatedType type) {
    if (type instanceof AnnotatedArrayType array) {
      String annotations = annotations(type);
      String component = type(array.getAnnotatedGenericComponentType());
      return component + (annotations.isEmpty() ? "[]" : ' ' + annotations + "[]");
    }
    if (type instanceof AnnotatedWildcardType wildcard) {
      AnnotatedType[] lower = wildcard.getAnnotatedLowerBounds();
      return annotations(type)
          + '?'
          + (lower.length > 0
              ? " super " + type(lower[0])
              : bounds(wildcard.getAnnotatedUpperBounds()));
    }
    if (type instanceof AnnotatedParameterizedType generic) {
      return annotations(type)
          + name((Class<?>) ((ParameterizedType) type.getType()).getRawType())
          + Stream.of(generic.getAnnotatedActualTypeArguments())
              .map(Signature::type)
              .collect(joining(", ", "<", ">"));
    }
    return annotations(type) + plain(type.getType());
  }

  private static String plain(Type type) {
    return type instanceof Class<?> named ? name(named) : type.getTypeName();
  }

  static String annotations(AnnotatedElement element) {
    return Stream.of(element.getDeclaredAnnotations())
        .map(annotation -> annotation(annotation) + ' ')
        .sorted()
        .collect(joining());
  }

  /** With the members that are not what they are by default. */
  private static String annotation(Annotation annotation) {
    Map<String, String> given = new TreeMap<>();
    for (Method member : annotation.annotationType().getDeclaredMethods()) {
      String value = value(memberOf(annotation, member));
      Object byDefault = member.getDefaultValue();
      if (byDefault == null || !value.equals(value(byDefault))) {
        given.put(member.getName(), value);
      }
    }
    String members =
        given.entrySet().stream()
            .map(member -> member.getKey() + '=' + member.getValue())
            .collect(joining(", ", "(", ")"));
    return '@'
        + name(annotation.annotationType()).replaceFirst(".*\\.", "")
        + (given.isEmpty() ? "" : members);
  }

  private static Object memberOf(Annotation annotation, Method member) {
    try {
      return member.invoke(annotation);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("cannot read an annotation", e);
    }
  }

  private static String value(Object value) {
    if (value.getClass().isArray()) {
      return IntStream.range(0, Array.getLength(value))
          .mapToObj(i -> value(Array.get(value, i)))
          .collect(joining(", ", "{", "}"));
    }
    return value instanceof Class<?> type
        ? name(type) + ".class"
        : value instanceof Annotation annotation
            ? annotation(annotation)
            : value instanceof String ? '"' + value.toString() + '"' : value.toString();
  }

  private static String list(String before, List<String> names) {
    return names.isEmpty() ? "" : before + String.join(", ", names);
  }
}
