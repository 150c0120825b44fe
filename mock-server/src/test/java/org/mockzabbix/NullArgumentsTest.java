package org.mockzabbix;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
import org.mockzabbix.scenario.Scenario;

/** Null for an argument of the API is refused at once, by name. */
@Timeout(60)
class NullArgumentsTest {

  private static final MockZabbixServer SERVER = new MockZabbixServer();
  private static final ItemMatcher ITEM = ZabbixAssertions.item("web01", "app.ok");

  /** An object of each type that tests call, or pass. */
  private static final List<Object> SAMPLES =
      List.of(
          SERVER,
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
          Getter.class);

  @Test
  void nullIsRefusedByName() {
    TreeSet<String> unclear = new TreeSet<>();
    for (Class<?> type : STATIC) {
      for (Method method : type.getMethods()) {
        if (Modifier.isStatic(method.getModifiers()) && !method.isSynthetic()) {
          check(method, null, unclear);
        }
      }
      for (Constructor<?> constructor : type.getConstructors()) {
        check(constructor, null, unclear);
      }
    }
    List<Object> receivers = new ArrayList<>(SAMPLES);
    receivers.add(ZabbixAssertions.assertThat(SERVER));
    receivers.add(SERVER.when(RequestMatcher.senderData()));
    receivers.add(ZabbixAssertions.assertThat(SERVER).rejected(ITEM));
    for (Object receiver : receivers) {
      if (receiver.getClass().getName().startsWith("org.mockzabbix")) {
        for (Method method : receiver.getClass().getMethods()) {
          if (!Modifier.isStatic(method.getModifiers())
              && Modifier.isPublic(method.getDeclaringClass().getModifiers())
              && !method.getDeclaringClass().equals(Object.class)) {
            check(method, receiver, unclear);
          }
        }
      }
    }

    assertEquals("", String.join("\n", unclear));
  }

  private static void check(Executable call, @Nullable Object receiver, Set<String> unclear) {
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
        String problem = problem(call, receiver, arguments);
        if (!problem.isEmpty()) {
          unclear.add(
              call.getDeclaringClass().getSimpleName()
                  + "."
                  + call.getName()
                  + Arrays.stream(call.getParameterTypes()).map(Class::getSimpleName).toList()
                  + " parameter "
                  + i
                  + ": "
                  + problem);
        }
      }
    }
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
  private static Object @Nullable [] arguments(Parameter[] parameters, int nullAt) {
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

  private static @Nullable Object sample(Class<?> type) {
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
    for (Object sample : SAMPLES) {
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
