package org.mockzabbix.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * The servers of one test or of one class. JUnit keeps this object in its own store and closes it.
 * Thread-safe. Servers are started only on the thread of their test or class.
 *
 * <p>A test whose constructor needs a server has no context yet. Until the test has one, the store
 * of its class keeps the store of the test, by the thread that will run the test.
 */
@SuppressWarnings("deprecation") // CloseableResource: JUnit before 5.13 closes nothing else
final class ServerStore implements Store.CloseableResource, AutoCloseable {

  static final Namespace NAMESPACE = Namespace.create(ServerStore.class);

  private final @Nullable ServerStore outer;
  private final ClassLoader loader;
  private final List<ManagedServer> own = new CopyOnWriteArrayList<>();
  private final List<ManagedServer> borrowed = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> atEnd = new CopyOnWriteArrayList<>();
  private final Set<Object> visitors = ConcurrentHashMap.newKeySet();
  private final Map<Thread, ServerStore> pending = new ConcurrentHashMap<>();

  private ServerStore(@Nullable ServerStore outer, ClassLoader loader) {
    this.outer = outer;
    this.loader = loader;
  }

  /** Returns the store of the class of {@code context}. */
  static ServerStore ofClass(ExtensionContext context) {
    Optional<ExtensionContext> parent = context.getParent();
    if (context.getTestMethod().isPresent()) {
      return ofClass(parent.orElseThrow());
    }
    ServerStore outer =
        parent
            .filter(around -> around.getTestClass().isPresent())
            .map(ServerStore::ofClass)
            .orElse(null);
    ClassLoader loader = context.getRequiredTestClass().getClassLoader();
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            context.getUniqueId(), key -> new ServerStore(outer, loader), ServerStore.class);
  }

  /** Returns the store of the test of {@code context}. */
  static ServerStore ofTest(ExtensionContext context) {
    ServerStore ofClass = ofClass(context);
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            context.getUniqueId(), key -> ofClass.takePending(), ServerStore.class);
  }

  /** Returns the store of the test whose constructor the calling thread is running. */
  ServerStore pendingTest() {
    ServerStore earlier = removePending();
    ServerStore test = earlier == null ? new ServerStore(this, loader) : earlier;
    pending.put(Thread.currentThread(), test);
    return test;
  }

  /**
   * Returns a new store for the test of the calling thread, with the servers that its constructor
   * has started. If the constructor of an outer class has started them, they are in a store of that
   * class.
   */
  private ServerStore takePending() {
    ServerStore test = new ServerStore(this, loader);
    ServerStore earlier = removePending();
    if (earlier != null) {
      test.own.addAll(earlier.own);
    }
    return test;
  }

  private @Nullable ServerStore removePending() {
    ServerStore test = pending.remove(Thread.currentThread());
    return test == null && outer != null ? outer.removePending() : test;
  }

  /** Closes the servers of a test whose constructor failed. */
  void closePending() {
    ServerStore test = removePending();
    if (test != null) {
      test.close();
    }
  }

  /** Reports whether an extension visits this store for the first time. */
  boolean isNewTo(Object extension) {
    return visitors.add(extension);
  }

  /** Returns the server with this name, from this store or a store around it. */
  Optional<ManagedServer> find(String name) {
    Optional<ManagedServer> found =
        own.stream().filter(server -> server.spec().name().equals(name)).findFirst();
    return found.isPresent() || outer == null ? found : outer.find(name);
  }

  /**
   * Returns the existing server for an injection point.
   *
   * @throws ExtensionConfigurationException if it has other settings
   */
  Optional<ManagedServer> find(InjectionPoint point) {
    Optional<ManagedServer> found = find(point.spec().name());
    if (found.filter(server -> !point.accepts(server.spec())).isPresent()) {
      throw new ExtensionConfigurationException(
          "the "
              + point.spec().label()
              + " already exists with other settings: configure it in one place, or name the other"
              + " server, for example @MockZabbix(\"other\")");
    }
    return found;
  }

  /**
   * Returns the server for an injection point, started on first use.
   *
   * @throws ExtensionConfigurationException if it exists with other settings
   */
  ManagedServer get(InjectionPoint point) {
    return find(point).orElseGet(() -> start(point.spec()));
  }

  /**
   * Returns the server for an instance field, started on first use.
   *
   * @throws ExtensionConfigurationException if it exists with other settings, or the field is for a
   *     server and a class has one of this name
   */
  ManagedServer getForInstanceField(InjectionPoint point) {
    ManagedServer server = get(point);
    if (point.isForServer() && !own.contains(server)) {
      throw sameName(point.spec());
    }
    return server;
  }

  /**
   * Starts a server, which this store closes.
   *
   * @throws ExtensionConfigurationException if there is one of this name
   */
  ManagedServer start(ServerSpec spec) {
    if (find(spec.name()).isPresent()) {
      throw sameName(spec);
    }
    ManagedServer server = new ManagedServer(spec, loader);
    own.add(server); // before the start, because a server that fails to start must be closed
    server.start();
    return server;
  }

  private static ExtensionConfigurationException sameName(ServerSpec spec) {
    return new ExtensionConfigurationException(
        "one test has two servers "
            + (spec.name().isEmpty() ? "without a name" : "named \"" + spec.name() + '"')
            + ": rename one of them, for example @MockZabbix(\"other\")");
  }

  /** Adds an action that runs when the test or class ends, before its servers are closed. */
  void atEnd(AutoCloseable action) {
    atEnd.add(action);
  }

  /**
   * Resets the servers of the classes around a test, and lends them to the test.
   *
   * @throws ExtensionConfigurationException if another test is using one of them
   */
  void borrow(TestName test) {
    for (ServerStore around = outer; around != null; around = around.outer) {
      for (ManagedServer server : around.own) {
        server.lendTo(test);
        borrowed.add(server);
      }
    }
  }

  /** Returns the servers of this test or class, borrowed ones first. */
  List<ManagedServer> inUse() {
    List<ManagedServer> all = new ArrayList<>(borrowed);
    all.addAll(own);
    return all;
  }

  @Override
  public void close() {
    List<AutoCloseable> all = new ArrayList<>(atEnd);
    borrowed.forEach(server -> all.add(server::takeBack));
    all.addAll(own);
    all.addAll(pending.values());
    IllegalStateException failure = null;
    AssertionError unfinished = null;
    for (AutoCloseable each : all) {
      try {
        each.close();
      } catch (AssertionError e) {
        unfinished = suppress(e, unfinished);
      } catch (Exception e) {
        failure =
            suppress(
                e instanceof IllegalStateException stuck ? stuck : new IllegalStateException(e),
                failure);
      }
    }
    if (unfinished != null) {
      throw suppress(unfinished, failure);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static <T extends Throwable> T suppress(T failure, @Nullable Throwable earlier) {
    if (earlier != null) {
      failure.addSuppressed(earlier);
    }
    return failure;
  }
}
