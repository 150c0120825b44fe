package org.mockzabbix.junit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixCluster;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.junit.InjectionPoint.Injectable;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.tls.TestCertificates;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsMode;

/**
 * Reads the extension's annotations on parameters, fields, methods and classes. No other class uses
 * the annotations, because they refer to the extension and would form a circle with it.
 */
final class AnnotationReader {

  private AnnotationReader() {}

  /** Reports whether the extension must resolve or reject a parameter. */
  static boolean isInjectable(ParameterContext parameter) {
    return parameter.isAnnotated(MockZabbix.class)
        || parameter.isAnnotated(TrapperPort.class)
        || parameter.isAnnotated(AgentPort.class)
        || injectable(parameter.getParameter().getParameterizedType()).isPresent();
  }

  /**
   * Reads a parameter.
   *
   * @throws ExtensionConfigurationException if its type or an annotation is invalid
   */
  static InjectionPoint read(ParameterContext parameter, ExtensionContext context) {
    Optional<String> agentPort = parameter.findAnnotation(AgentPort.class).map(AgentPort::value);
    List<MockZabbix> own = new ArrayList<>();
    parameter.findAnnotation(MockZabbix.class).ifPresent(own::add);
    Executable method = parameter.getDeclaringExecutable();
    if (context.getTestMethod().filter(method::equals).isEmpty()) {
      find(method).ifPresent(own::add); // a lifecycle method
    }
    return point(
        injectable(parameter, agentPort.isPresent()),
        agentPort.filter(host -> !host.isBlank()),
        own,
        context);
  }

  private static Injectable injectable(ParameterContext parameter, boolean isAgentPort) {
    Type type = parameter.getParameter().getParameterizedType();
    boolean isTrapperPort = parameter.isAnnotated(TrapperPort.class);
    if (!isTrapperPort && !isAgentPort) {
      return injectable(type)
          .orElseThrow(
              () -> wrongType("parameter", type, "@TrapperPort int or @AgentPort int instead"));
    }
    if (isTrapperPort && isAgentPort) {
      throw new ExtensionConfigurationException(
          "@TrapperPort and @AgentPort are on one parameter: use two parameters");
    }
    if (!isInt(type)) {
      throw new ExtensionConfigurationException(
          (isTrapperPort ? "@TrapperPort" : "@AgentPort")
              + " is on a parameter of type "
              + name(type)
              + ": use int instead");
    }
    return isTrapperPort ? Injectable.TRAPPER_PORT : Injectable.AGENT_PORT;
  }

  /**
   * Reads a field.
   *
   * @throws ExtensionConfigurationException if its type or its annotation is invalid
   */
  static InjectionPoint read(Field field, ExtensionContext context) {
    Type type = field.getGenericType();
    String ports = "parameters @TrapperPort int and @AgentPort int instead";
    return point(
        injectable(type).orElseThrow(() -> wrongType("field", type, ports)),
        Optional.empty(),
        find(field).stream().toList(),
        context);
  }

  /** Reads the annotation of the test method. It applies to the server that it names. */
  static Optional<InjectionPoint> readTestMethod(ExtensionContext context) {
    return onTestMethod(context)
        .map(own -> point(Injectable.SERVER, Optional.empty(), List.of(own), context));
  }

  /** Returns the annotated fields of a class. */
  static List<Field> fields(Class<?> type, boolean isStatic) {
    return AnnotationSupport.findAnnotatedFields(
        type, MockZabbix.class, field -> Modifier.isStatic(field.getModifiers()) == isStatic);
  }

  /** Reports whether the extension sets a field. */
  static boolean isAnnotated(Field field) {
    return find(field).isPresent();
  }

  private static InjectionPoint point(
      Injectable injectable,
      Optional<String> host,
      List<MockZabbix> own,
      ExtensionContext context) {
    List<MockZabbix> nearestFirst = new ArrayList<>(own);
    onTestMethod(context).ifPresent(nearestFirst::add);
    classesAround(context).forEach(type -> find(type).ifPresent(nearestFirst::add));
    ServerSpec spec = apply(nearestFirst, ServerSpec.DEFAULT);
    return new InjectionPoint(
        injectable,
        host.orElseGet(() -> text(nearestFirst, MockZabbix::host).orElse("")),
        injectable == Injectable.CLUSTER ? spec.asCluster() : spec,
        existing -> apply(own, existing));
  }

  private static Optional<MockZabbix> find(AnnotatedElement element) {
    return AnnotationSupport.findAnnotation(element, MockZabbix.class);
  }

  private static Optional<MockZabbix> onTestMethod(ExtensionContext context) {
    return context.getTestMethod().flatMap(AnnotationReader::find);
  }

  /**
   * Returns the class of the test and the classes around it, innermost first. The nesting is that
   * of the contexts, because an inherited nested class is declared in another class.
   */
  private static Set<Class<?>> classesAround(ExtensionContext context) {
    Set<Class<?>> classes = new LinkedHashSet<>();
    for (Optional<ExtensionContext> around = Optional.of(context);
        around.isPresent();
        around = around.get().getParent()) {
      around.get().getTestClass().ifPresent(classes::add);
    }
    return classes;
  }

  /**
   * Returns a copy of {@code base} with the settings of annotations. The first annotation that sets
   * an attribute applies.
   */
  private static ServerSpec apply(List<MockZabbix> nearestFirst, ServerSpec base) {
    ConfigOrScenario source = base.source();
    return new ServerSpec(
        text(nearestFirst, MockZabbix::value).orElse(base.name()),
        new ConfigOrScenario(
            text(nearestFirst, MockZabbix::scenario).orElse(source.file()),
            source.scenario(),
            source.config(),
            text(nearestFirst, MockZabbix::version)
                .map(ConfigOrScenario::version)
                .orElse(source.version()),
            flag(nearestFirst, "strict", MockZabbix::strict).orElse(source.strict()),
            first(nearestFirst, MockZabbix::tls, modes -> modes.length > 0)
                .map(AnnotationReader::tls)
                .orElse(source.tls())),
        first(nearestFirst, MockZabbix::nodes, nodes -> nodes != 0).orElse(base.nodes()),
        base.agents(),
        base.preparation(),
        failOn(nearestFirst, base.failOn()),
        flag(nearestFirst, "checkExpectations", MockZabbix::checkExpectations)
            .orElse(base.checksExpectations()),
        text(nearestFirst, MockZabbix::conversationDirectory)
            .map(ConfigOrScenario::path)
            .orElse(base.directory()));
  }

  private static Set<TlsMode> tls(TlsMode[] modes) {
    Set<TlsMode> all = EnumSet.noneOf(TlsMode.class);
    Collections.addAll(all, modes);
    return all;
  }

  private static <T> Optional<T> first(
      List<MockZabbix> nearestFirst, Function<MockZabbix, T> attribute, Predicate<T> isSet) {
    return nearestFirst.stream().map(attribute).filter(isSet).findFirst();
  }

  private static Optional<String> text(
      List<MockZabbix> nearestFirst, Function<MockZabbix, String> attribute) {
    return first(nearestFirst, attribute, text -> !text.isBlank());
  }

  private static Optional<Boolean> flag(
      List<MockZabbix> nearestFirst, String name, Function<MockZabbix, boolean[]> attribute) {
    return first(nearestFirst, attribute, values -> values.length > 0)
        .map(values -> only(values, name));
  }

  private static boolean only(boolean[] values, String name) {
    if (values.length > 1) {
      throw new ExtensionConfigurationException(
          "@MockZabbix: " + name + " must have one value, but has " + values.length);
    }
    return values[0];
  }

  private static Set<FailOn> failOn(List<MockZabbix> nearestFirst, Set<FailOn> base) {
    Set<FailOn> all = EnumSet.noneOf(FailOn.class);
    for (FailOn each : FailOn.values()) {
      if (flag(nearestFirst, each.attribute(), attribute(each)).orElse(base.contains(each))) {
        all.add(each);
      }
    }
    return all;
  }

  private static Function<MockZabbix, boolean[]> attribute(FailOn failOn) {
    return switch (failOn) {
      case UNREADABLE -> MockZabbix::failOnUnreadable;
      case UNKNOWN_ITEM -> MockZabbix::failOnUnknownItem;
      case NOT_STORED -> MockZabbix::failOnNotStored;
      case UNENCRYPTED -> MockZabbix::failOnUnencrypted;
      case UNUSED_RULE -> MockZabbix::failOnUnusedRule;
    };
  }

  private static Optional<Injectable> injectable(Type type) {
    if (type.equals(MockZabbixServer.class)) {
      return Optional.of(Injectable.SERVER);
    }
    if (type.equals(MockZabbixCluster.class)) {
      return Optional.of(Injectable.CLUSTER);
    }
    if (type.equals(MockAgent.class)) {
      return Optional.of(Injectable.AGENT);
    }
    if (type.equals(TestPsk.class)) {
      return Optional.of(Injectable.PSK);
    }
    if (type.equals(TestCertificates.class)) {
      return Optional.of(Injectable.CERTIFICATES);
    }
    if (isListOf(ItemValue.class, type)) {
      return Optional.of(Injectable.ITEMS);
    }
    return isListOf(Exchange.class, type) ? Optional.of(Injectable.EXCHANGES) : Optional.empty();
  }

  private static boolean isListOf(Class<?> element, Type type) {
    return type instanceof ParameterizedType list
        && list.getRawType().equals(List.class)
        && isOrExtends(element, list.getActualTypeArguments()[0]);
  }

  /** A {@code List<Exchange>} of Kotlin is a {@code List<? extends Exchange>}. */
  private static boolean isOrExtends(Class<?> element, Type type) {
    return type.equals(element)
        || (type instanceof WildcardType wildcard
            && wildcard.getUpperBounds()[0].equals(element)
            && wildcard.getLowerBounds().length == 0);
  }

  private static boolean isInt(Type type) {
    return type.equals(int.class) || type.equals(Integer.class);
  }

  private static ExtensionConfigurationException wrongType(String what, Type type, String ports) {
    return new ExtensionConfigurationException(
        "@MockZabbix is on a "
            + what
            + " of type "
            + name(type)
            + ": use "
            + (isInt(type)
                ? ports
                : "a MockZabbixServer, MockZabbixCluster, MockAgent, TestPsk, TestCertificates,"
                    + " List<ItemValue> or List<Exchange> instead"));
  }

  private static String name(Type type) {
    return type instanceof Class<?> c ? c.getSimpleName() : type.getTypeName();
  }
}
