package org.mockzabbix.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.mockzabbix.MockZabbixServer;

/**
 * Gives each test a server of its own, started before its first use and closed after the test,
 * whatever the outcome.
 *
 * <pre>{@code
 * @ExtendWith(MockZabbixExtension.class)
 * class CpuReporterTest {
 *
 *   @Test
 *   void reportsTheLoad(MockZabbixServer zabbix) {
 *     new CpuReporter("127.0.0.1", zabbix.trapperPort()).report();
 *
 *     assertThat(zabbix).received(item("web01", "system.cpu.load").withValue("0.42")).within(ofSeconds(5));
 *   }
 * }
 * }</pre>
 *
 * <p>A parameter of type {@link MockZabbixServer} is filled in test methods of every kind and in
 * {@code @BeforeEach} and {@code @AfterEach} methods; all that belong to one test, those of the
 * classes around a {@code @Nested} one included, get the same server. Each invocation of a
 * {@code @ParameterizedTest} or {@code @RepeatedTest} is a test of its own; the dynamic tests of
 * one {@code @TestFactory} method share the server of that method. Tests that declare no such
 * parameter start nothing.
 *
 * <p>The server knows every host and key and listens on a free port of the loopback address. A
 * server with other settings, or one for a whole class, is made, started and closed by the test
 * itself, {@code new MockZabbixServer(config)}. Constructors, {@code @BeforeAll} and
 * {@code @AfterAll} methods belong to no single test and are refused a server.
 *
 * <p>The extension keeps nothing itself: tests may run at the same time, and one instance may serve
 * them all.
 */
public final class MockZabbixExtension implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(MockZabbixExtension.class);

  /** Made by JUnit. */
  public MockZabbixExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == MockZabbixServer.class;
  }

  /**
   * The server of the test that {@code context} belongs to.
   *
   * @throws ParameterResolutionException if it belongs to none, saying what to do instead
   */
  @Override
  public MockZabbixServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(misplaced(parameter.getDeclaringExecutable()));
    }
    return server(context.getStore(NAMESPACE));
  }

  private static String misplaced(Executable where) {
    String type = where.getDeclaringClass().getSimpleName();
    String what =
        where instanceof Constructor
            ? "the constructor of " + type
            : type + '.' + where.getName() + "()";
    return "each test has a MockZabbixServer of its own, and "
        + what
        + " belongs to no single test: declare the parameter on the test method or on a @BeforeEach"
        + " method instead, or make the server yourself with new MockZabbixServer().start()";
  }

  /** Stored first and started second, so that JUnit closes what failed to start, too. */
  private static MockZabbixServer server(Store store) {
    Running running = store.get(MockZabbixServer.class, Running.class);
    if (running == null) {
      running = new Running(new MockZabbixServer());
      store.put(MockZabbixServer.class, running);
      running.server().start();
    }
    return running.server();
  }

  /**
   * Closes the server with its store: before JUnit 5.13 because it is a {@code CloseableResource},
   * since then because it is {@code AutoCloseable}, too, without which JUnit prints a warning.
   */
  @SuppressWarnings("deprecation")
  private record Running(MockZabbixServer server)
      implements Store.CloseableResource, AutoCloseable {
    @Override
    public void close() {
      server.close();
    }
  }
}
