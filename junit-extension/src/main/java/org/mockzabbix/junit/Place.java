package org.mockzabbix.junit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixCluster;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.protocol.ItemValue;

/**
 * A parameter or field that is to be given something of ours, and the annotations that have a say
 * about it. Immutable.
 *
 * @param what {@code parameter} or {@code field}
 * @param wanted what its type stands for; null if for nothing of ours
 * @param agentPort the host that {@code @AgentPort} names; null if it is not there
 * @param own the annotations of this place: what they say must hold
 * @param around those of the test method and the classes, nearest first: they fill the gaps
 */
record Place(
    String what,
    Type type,
    @Nullable Wanted wanted,
    @Nullable String agentPort,
    List<MockZabbix> own,
    List<MockZabbix> around) {

  /** What can be asked for. */
  enum Wanted {
    SERVER,
    CLUSTER,
    AGENT,
    ITEMS,
    TRAPPER_PORT,
    AGENT_PORT
  }

  /** Whether a parameter is for us to fill, or to refuse. */
  static boolean mayBe(ParameterContext parameter) {
    return wanted(parameter.getParameter().getParameterizedType()) != null
        || parameter.isAnnotated(MockZabbix.class)
        || parameter.isAnnotated(TrapperPort.class)
        || parameter.isAnnotated(AgentPort.class);
  }

  static Place of(ParameterContext parameter, ExtensionContext context) {
    boolean trapperPort = parameter.isAnnotated(TrapperPort.class);
    Optional<String> agentPort = parameter.findAnnotation(AgentPort.class).map(AgentPort::value);
    Type type = parameter.getParameter().getParameterizedType();
    List<MockZabbix> own =
        new ArrayList<>(parameter.findAnnotation(MockZabbix.class).stream().toList());
    Executable where = parameter.getDeclaringExecutable();
    if (!context.getTestMethod().filter(where::equals).isPresent()) {
      on(where).ifPresent(own::add); // a lifecycle method
    }
    return new Place(
        "parameter",
        type,
        trapperPort || agentPort.isPresent() ? port(type, trapperPort, agentPort) : wanted(type),
        agentPort.orElse(null),
        own,
        around(context));
  }

  static Place of(Field field, ExtensionContext context) {
    List<MockZabbix> own = on(field).stream().toList();
    Type type = field.getGenericType();
    return new Place("field", type, wanted(type), null, own, around(context));
  }

  private static Optional<MockZabbix> on(AnnotatedElement element) {
    return AnnotationSupport.findAnnotation(element, MockZabbix.class);
  }

  /** What the test method says. */
  static List<MockZabbix> onTestMethod(ExtensionContext context) {
    return context.getTestMethod().flatMap(Place::on).stream().toList();
  }

  /** What the server is to be that a test gets without asking for a special one. */
  static Plan planFor(ExtensionContext context) {
    return Plan.DEFAULT.with(around(context));
  }

  private static List<MockZabbix> around(ExtensionContext context) {
    List<MockZabbix> found = new ArrayList<>(onTestMethod(context));
    classesAround(context).forEach(type -> on(type).ifPresent(found::add));
    return found;
  }

  /** Innermost first, as JUnit nests them: a nested class may be inherited, or stand elsewhere. */
  private static List<Class<?>> classesAround(ExtensionContext context) {
    List<Class<?>> classes = new ArrayList<>();
    Optional<ExtensionContext> around = Optional.of(context);
    while (around.isPresent()) {
      around.get().getTestClass().filter(type -> !classes.contains(type)).ifPresent(classes::add);
      around = around.get().getParent();
    }
    return classes;
  }

  private static @Nullable Wanted wanted(Type type) {
    if (type.equals(MockZabbixServer.class)) {
      return Wanted.SERVER;
    }
    if (type.equals(MockZabbixCluster.class)) {
      return Wanted.CLUSTER;
    }
    if (type.equals(MockAgent.class)) {
      return Wanted.AGENT;
    }
    return isListOfItems(type) ? Wanted.ITEMS : null;
  }

  private static boolean isListOfItems(Type type) {
    return type instanceof ParameterizedType list
        && list.getRawType().equals(List.class)
        && list.getActualTypeArguments()[0].equals(ItemValue.class);
  }

  private static Wanted port(Type type, boolean trapperPort, Optional<String> agentPort) {
    String annotation = trapperPort ? "@TrapperPort" : "@AgentPort";
    if (trapperPort && agentPort.isPresent()) {
      throw new ExtensionConfigurationException(
          "@TrapperPort and @AgentPort on one parameter: use a parameter for each");
    }
    if (!isInt(type)) {
      throw new ExtensionConfigurationException(
          annotation + " on a parameter of type " + name(type) + ": use int instead");
    }
    return trapperPort ? Wanted.TRAPPER_PORT : Wanted.AGENT_PORT;
  }

  private static boolean isInt(Type type) {
    return type.equals(int.class) || type.equals(Integer.class);
  }

  private static String name(Type type) {
    return type instanceof Class<?> c ? c.getSimpleName() : type.getTypeName();
  }

  /**
   * What it is to be given.
   *
   * @throws ExtensionConfigurationException if its type is nothing of ours
   */
  Wanted required() {
    if (wanted == null) {
      throw new ExtensionConfigurationException(
          "@MockZabbix on a " + what + " of type " + name(type) + ": use " + instead());
    }
    return wanted;
  }

  private String instead() {
    if (isInt(type)) {
      return what.equals("field")
          ? "parameters @TrapperPort int and @AgentPort int instead"
          : "@TrapperPort int or @AgentPort int instead";
    }
    return "a MockZabbixServer, MockZabbixCluster, MockAgent or List<ItemValue> instead";
  }

  /** What its server is to be. */
  Plan plan() {
    Plan plan = Plan.DEFAULT.with(nearestFirst());
    return wanted == Wanted.CLUSTER ? plan.asCluster() : plan;
  }

  private List<MockZabbix> nearestFirst() {
    List<MockZabbix> all = new ArrayList<>(own);
    all.addAll(around);
    return all;
  }

  /** The host of the agent that it asks for; empty if any will do. */
  String host() {
    if (agentPort != null && !agentPort.isBlank()) {
      return agentPort;
    }
    return Plan.text(nearestFirst(), MockZabbix::host, "");
  }

  /** Whether it asks for a server or cluster as such. */
  boolean isForWhole() {
    return wanted == Wanted.SERVER || wanted == Wanted.CLUSTER;
  }
}
