package org.mockzabbix.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixCluster;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.tls.TestCertificates;
import org.mockzabbix.tls.TestPsk;

/**
 * Gives each test its own mock Zabbix server, which is started on first use and closed after the
 * test, failed or not.
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
 * <p>The extension injects parameters of the types {@link MockZabbixServer}, {@link
 * MockZabbixCluster}, {@link MockAgent}, {@code List<ItemValue>} and {@code List<Exchange>}, and
 * {@code int} parameters with {@link TrapperPort} or {@link AgentPort}. With {@link MockZabbix#tls}
 * it also injects {@link TestPsk} or {@link TestCertificates}. The lists are unmodifiable live
 * views of the processed values and of the exchanges; each call, loop or stream sees one snapshot.
 * An agent records in the journal of the server.
 *
 * <p>Test methods of every kind, {@code @BeforeEach} and {@code @AfterEach} methods and
 * constructors can have such parameters. All methods that run for one test, including those of the
 * classes around a {@code @Nested} one, get the same server. Each invocation of a
 * {@code @ParameterizedTest} or {@code @RepeatedTest} is a separate test; the dynamic tests of a
 * {@code @TestFactory} method share the server of that method. If a test uses no server, none is
 * started.
 *
 * <p>By default, the server is lenient and listens on a free port of the loopback address. {@link
 * MockZabbix} changes that, fills fields, names servers, and registers this extension. A {@link
 * #builder} configures the extension with Java objects:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final MockZabbixExtension zabbix =
 *     MockZabbixExtension.builder().config(ServerConfig.strict(web01)).failOnUnreadable().build();
 * }</pre>
 *
 * <p>A static field, with {@code @MockZabbix} or {@code @RegisterExtension}, has one server for the
 * class, which {@code @BeforeAll} and {@code @AfterAll} methods can use. The server is reset before
 * each test, and only one test can use it at a time. Without a static field, the extension rejects
 * the parameters of such methods, and of the constructor of an instance for all tests, because
 * these do not belong to a single test.
 *
 * <p>When a test has failed, the extension publishes a transcript of the last exchanges as a report
 * entry, and writes it to a file that the failure names. It also publishes late exchanges. They
 * began before the reset, and no assertion counts them.
 *
 * <p>Thread-safe: JUnit's store holds the servers, and one instance of this class may serve several
 * tests at the same time.
 */
public final class MockZabbixExtension extends NullFieldExplainer
    implements BeforeAllCallback,
        TestInstancePreConstructCallback,
        BeforeEachCallback,
        ParameterResolver,
        AfterEachCallback,
        AfterAllCallback {

  private static final String RESPONSIBLE = "responsible";

  private final @Nullable RegisteredExtensionServers registered;

  /** Creates an extension without its own server, as {@code @ExtendWith} does. */
  public MockZabbixExtension() {
    this(null);
  }

  private MockZabbixExtension(@Nullable RegisteredExtensionServers registered) {
    super(AnnotationReader::isAnnotated);
    this.registered = registered;
  }

  /**
   * Returns a builder for an extension with its own server, for a field with
   * {@code @RegisterExtension}.
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the server of the running test.
   *
   * @throws IllegalStateException if no test is running, if several tests are running and the
   *     calling thread runs none of them, or if this extension was not created by {@link #builder}
   * @throws ExtensionConfigurationException if it is a cluster
   */
  public MockZabbixServer server() {
    return current().server();
  }

  /**
   * Returns the cluster of the running test.
   *
   * @throws IllegalStateException if no test is running, if several tests are running and the
   *     calling thread runs none of them, or if this extension was not created by {@link #builder}
   * @throws ExtensionConfigurationException if it is a single server
   */
  public MockZabbixCluster cluster() {
    return current().cluster();
  }

  private ManagedServer current() {
    if (registered == null) {
      throw new IllegalStateException(
          "this extension has no server, because it was created without a builder: use"
              + " MockZabbixExtension.builder().build(), or a parameter of type MockZabbixServer");
    }
    return registered.current();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    ServerStore store = ServerStore.ofClass(context);
    if (!store.isNewTo(this)) {
      return;
    }
    Class<?> type = context.getRequiredTestClass();
    startForClass(store, type);
    if (isResponsible(context)) {
      // Extensions are first, because fields may refer to their servers.
      extensions(type, null).forEach(extension -> extension.beforeAll(context));
      for (Field field : AnnotationReader.fields(type, true)) {
        InjectionPoint point = AnnotationReader.read(field, context);
        FieldInjector.set(field, null, point.resolve(store.get(point)), store);
      }
    }
  }

  private static List<MockZabbixExtension> extensions(Class<?> type, @Nullable Object instance) {
    return FieldInjector.extensions(MockZabbixExtension.class, type, instance);
  }

  private void startForClass(ServerStore store, Class<?> type) {
    if (registered != null) {
      registered.beforeAll(store, extensions(type, null).contains(this));
    }
  }

  /**
   * Returns whether this object does the work. JUnit calls every extension object of a class or
   * test, and only the first one does the work. The object of a class is also responsible for the
   * tests of the class. If the annotation is on methods or their parameters, JUnit creates an
   * object for each test instead.
   */
  private boolean isResponsible(ExtensionContext context) {
    return equals(
        context
            .getStore(ServerStore.NAMESPACE)
            .getOrComputeIfAbsent(RESPONSIBLE, key -> this, MockZabbixExtension.class));
  }

  /**
   * Prepares a class with one instance for all tests. JUnit creates that instance before it calls
   * {@link #beforeAll}.
   */
  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext instance, ExtensionContext context) {
    if (isForAllTests(context)) {
      beforeAll(context);
    }
    if (instance.getOuterInstance().isEmpty()) {
      ServerStore.ofClass(context).closePending();
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    ServerStore store = ServerStore.ofTest(context);
    if (isResponsible(context)) {
      store.borrow(TestName.of(context));
      List<Object> instances = context.getRequiredTestInstances().getAllInstances();
      for (Object instance : instances) {
        extensions(instance.getClass(), instance).forEach(e -> e.startForTest(store));
      }
      AnnotationReader.readTestMethod(context).ifPresent(store::find); // checks its settings
      for (Object instance : instances) {
        for (Field field : AnnotationReader.fields(instance.getClass(), false)) {
          InjectionPoint point = AnnotationReader.read(field, context);
          Object value = point.resolve(store.getForInstanceField(point));
          FieldInjector.set(field, instance, value, store);
        }
      }
    }
    startForTest(store);
  }

  private void startForTest(ServerStore store) {
    if (registered != null) {
      registered.beforeEach(store);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return AnnotationReader.isInjectable(parameter)
        && (context.getTestMethod().isPresent()
            ? isResponsible(context)
            : isResponsibleForClass(context));
  }

  /**
   * Returns whether this object does the work for a constructor. Unlike {@link #isResponsible},
   * this method stores nothing. A constructor has the context of its class, but if the extension
   * object belongs to one test, it is the only one.
   */
  private boolean isResponsibleForClass(ExtensionContext context) {
    MockZabbixExtension first =
        context.getStore(ServerStore.NAMESPACE).get(RESPONSIBLE, MockZabbixExtension.class);
    return first == null || equals(first);
  }

  /**
   * Returns the object that the type and the annotations of a parameter specify.
   *
   * @throws ParameterResolutionException if that is impossible; the message names the remedy
   */
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    try {
      InjectionPoint point = AnnotationReader.read(parameter, context);
      return point.resolve(serverFor(point, parameter.getDeclaringExecutable(), context));
    } catch (ExtensionConfigurationException misuse) {
      throw new ParameterResolutionException(misuse.getMessage(), misuse);
    }
  }

  private static ManagedServer serverFor(
      InjectionPoint point, Executable method, ExtensionContext context) {
    if (context.getTestMethod().isPresent()) {
      return ServerStore.ofTest(context).get(point);
    }
    ServerStore store = ServerStore.ofClass(context);
    if (method instanceof Constructor && !isForAllTests(context)) {
      return store.pendingTest().get(point);
    }
    return store
        .find(point)
        .orElseThrow(
            () ->
                ClassLevelUseError.of(
                    method, AnnotationReader.fields(context.getRequiredTestClass(), false)));
  }

  private static boolean isForAllTests(ExtensionContext context) {
    return context.getTestInstanceLifecycle().equals(Optional.of(TestInstance.Lifecycle.PER_CLASS));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (isResponsible(context)) {
      ReportPublisher.afterEach(context, ServerStore.ofTest(context).inUse());
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (isResponsible(context)) {
      ReportPublisher.afterAll(context, ServerStore.ofClass(context).inUse());
    }
  }

  /**
   * Builds an extension with its own server. It offers all settings of {@link MockZabbix}, and
   * more. Not thread-safe.
   */
  public static final class Builder extends ServerSpecBuilder<Builder> {

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /**
     * Creates the extension. The builder can be used again.
     *
     * @throws ExtensionConfigurationException if the settings contradict each other
     */
    public MockZabbixExtension build() {
      return new MockZabbixExtension(new RegisteredExtensionServers(spec()));
    }
  }
}
