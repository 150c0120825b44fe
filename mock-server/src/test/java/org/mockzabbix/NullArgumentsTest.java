package org.mockzabbix;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.agent.AgentScript;
import org.mockzabbix.agent.KeyPattern;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.assertion.ItemMatcher;
import org.mockzabbix.assertion.ZabbixAssertions;
import org.mockzabbix.client.Getter;
import org.mockzabbix.client.Sender;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.rule.RuleDefinition;
import org.mockzabbix.scenario.Scenario;

/** Null for an argument of the API is refused at once, by name. */
@Timeout(60)
class NullArgumentsTest {

  private final MockZabbixServer server = new MockZabbixServer();
  private static final ItemMatcher ITEM = ZabbixAssertions.item("web01", "app.ok");

  /** An object of each type that tests call, or pass. */
  private final List<Object> samples =
      List.of(
          server,
          new MockZabbixCluster(2),
          new MockAgent("web01"),
          ServerConfig.lenient(),
          ServerConfig.lenient().toBuilder(),
          AgentConfig.of("web01"),
          Host.of("web01"),
          Item.trapper("app.ok"),
          ITEM,
          Expectation.of(ITEM),
          RequestMatcher.senderData(),
          Responder.close(),
          Fault.reset(),
          KeyScript.value("1"),
          KeyScript.sequence("1"),
          KeyPattern.of("app.ok"),
          AgentScript.EMPTY,
          new Sender("127.0.0.1", 1),
          new Getter(),
          ItemKey.parse("app.ok"),
          CheckResult.value("1"),
          RemoteCommand.of("ls"),
          new Scenario(ServerConfig.lenient(), List.of()),
          ofSeconds(1),
          Instant.EPOCH,
          Pattern.compile("a"),
          Path.of("missing"),
          Awaitility.await(),
          "text",
          InetSocketAddress.createUnresolved("127.0.0.1", 1),
          List.of(),
          Map.of());

  private int checked;

  private static final List<Class<?>> STATIC =
      List.of(
          ZabbixAssertions.class,
          Expectation.class,
          RequestMatcher.class,
          Responder.class,
          Fault.class,
          KeyScript.class,
          KeyPattern.class,
          ServerConfig.class,
          AgentConfig.class,
          Host.class,
          Item.class,
          Scenario.class,
          CheckResult.class,
          ItemKey.class,
          RemoteCommand.class,
          MockZabbixServer.class,
          MockAgent.class,
          MockZabbixCluster.class,
          Sender.class,
          Getter.class,
          RuleDefinition.class);

  @Test
  void nullIsRefusedByName() {
    TreeSet<String> unclear = new TreeSet<>();
    forEachCall((call, receiver) -> check(call, receiver, unclear));

    assertEquals("", String.join("\n", unclear));
    assertTrue(checked > 250, "only " + checked + " arguments have samples");
  }

  /** Passes on each method of the API with an object to call it on; null if it is static. */
  private void forEachCall(BiConsumer<Executable, @Nullable Object> sink) {
    for (Class<?> type : STATIC) {
      for (Method method : type.getMethods()) {
        if (Modifier.isStatic(method.getModifiers()) && !method.isSynthetic()) {
          sink.accept(method, null);
        }
      }
      for (Constructor<?> constructor : type.getConstructors()) {
        sink.accept(constructor, null);
      }
    }
    List<Object> receivers = new ArrayList<>(samples);
    receivers.add(ZabbixAssertions.assertThat(server));
    receivers.add(server.when(RequestMatcher.senderData()));
    receivers.add(ZabbixAssertions.assertThat(server).rejected(ITEM));
    for (Object receiver : receivers) {
      if (receiver.getClass().getName().startsWith("org.mockzabbix")) {
        for (Method method : receiver.getClass().getMethods()) {
          if (!Modifier.isStatic(method.getModifiers())
              && Modifier.isPublic(method.getDeclaringClass().getModifiers())
              && !method.getDeclaringClass().equals(Object.class)) {
            sink.accept(method, receiver);
          }
        }
      }
    }
  }

  private void check(Executable call, @Nullable Object receiver, Set<String> unclear) {
    Parameter[] parameters = call.getParameters();
    for (int i = 0; i < parameters.length; i++) {
      boolean mayBeNull =
          parameters[i].getType().isPrimitive()
              || parameters[i].isVarArgs()
              || parameters[i].getType().equals(Optional.class)
              || parameters[i].getAnnotatedType().isAnnotationPresent(Nullable.class)
              || call.getName().equals("equals");
      Object[] arguments = mayBeNull ? null : arguments(parameters, i);
      if (arguments != null) {
        checked++;
        addProblem(call, receiver, arguments, i, unclear);
      }
    }
  }

  private static void addProblem(
      Executable call,
      @Nullable Object receiver,
      Object[] arguments,
      int nullAt,
      Set<String> unclear) {
    String problem = problem(call, receiver, arguments);
    if (!problem.isEmpty()) {
      unclear.add(
          call.getDeclaringClass().getSimpleName()
              + "."
              + call.getName()
              + Arrays.stream(call.getParameterTypes()).map(Class::getSimpleName).toList()
              + " parameter "
              + nullAt
              + ": "
              + problem);
    }
  }

  /** Null for an element of a list, of a map or of a variable number of arguments. */
  @Test
  void nullElementIsRefusedByName() {
    TreeSet<String> unclear = new TreeSet<>();
    forEachCall((call, receiver) -> checkElements(call, receiver, unclear));

    assertEquals("", String.join("\n", unclear));
  }

  private void checkElements(Executable call, @Nullable Object receiver, Set<String> unclear) {
    Parameter[] parameters = call.getParameters();
    for (int i = 0; i < parameters.length; i++) {
      Object withNull = withNullElement(parameters[i].getType());
      Object[] arguments = withNull == null ? null : arguments(parameters, i);
      if (arguments != null) {
        arguments[i] = withNull;
        addProblem(call, receiver, arguments, i, unclear);
      }
    }
  }

  private static @Nullable Object withNullElement(Class<?> type) {
    if (type.equals(List.class)) {
      return Collections.singletonList(null);
    }
    if (type.equals(Map.class)) {
      return Collections.singletonMap("text", null);
    }
    boolean isArray = type.isArray() && !type.getComponentType().isPrimitive();
    return isArray ? Array.newInstance(type.getComponentType(), 1) : null;
  }

  private static String problem(Executable call, @Nullable Object receiver, Object[] arguments) {
    try {
      if (call instanceof Method method) {
        method.invoke(receiver, arguments);
      } else {
        ((Constructor<?>) call).newInstance(arguments);
      }
      return "accepted";
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getCause();
      String message = String.valueOf(thrown.getMessage());
      boolean clear = message.contains("must not be null") || message.contains("but was null");
      return clear ? "" : thrown.toString().lines().findFirst().orElse("");
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** Returns arguments of which one is null; null if there is no sample for another one. */
  private Object @Nullable [] arguments(Parameter[] parameters, int nullAt) {
    Object[] arguments = new Object[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      if (i != nullAt) {
        arguments[i] = sample(parameters[i].getType());
        if (arguments[i] == null) {
          return null;
        }
      }
    }
    return arguments;
  }

  private @Nullable Object sample(Class<?> type) {
    if (type.equals(int.class)) {
      return 2;
    }
    if (type.equals(long.class)) {
      return 2L;
    }
    if (type.equals(double.class)) {
      return 1.0;
    }
    if (type.equals(boolean.class)) {
      return true;
    }
    if (type.isArray()) {
      return Array.newInstance(type.getComponentType(), 0);
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    for (Object sample : samples) {
      if (type.isInstance(sample)) {
        return sample;
      }
    }
    if (type.isInterface() && type.getName().startsWith("java.util.function")) {
      return Proxy.newProxyInstance(
          NullArgumentsTest.class.getClassLoader(),
          new Class<?>[] {type},
          (proxy, method, args) -> null);
    }
    return null;
  }
}
