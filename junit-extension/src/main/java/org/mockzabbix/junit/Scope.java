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
 * The servers of one test, or of one class and its tests. It is kept in JUnit's store, which closes
 * it. Thread-safe; servers are started on the thread of their test or class only.
 *
 * <p>A test whose constructor asks for a server has no store yet: its scope waits in that of the
 * class, under the thread that is about to run it.
 */
@SuppressWarnings("deprecation") // CloseableResource: JUnit before 5.13 closes nothing else
final class Scope implements Store.CloseableResource, AutoCloseable {

  static final Namespace NAMESPACE = Namespace.create(MockZabbixExtension.class);

  private static final Object ANNOTATIONS = new Object(); // owns what annotations ask for

  private final @Nullable Scope outer;
  private final ClassLoader loader;
  private final List<Running> own = new CopyOnWriteArrayList<>();
  private final List<Running> borrowed = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> atEnd = new CopyOnWriteArrayList<>();
  private final Set<Object> knownTo = ConcurrentHashMap.newKeySet();
  private final Map<Thread, Scope> expected = new ConcurrentHashMap<>();

  private record Key(String contextId) {}

  private Scope(@Nullable Scope outer, ClassLoader loader) {
    this.outer = outer;
    this.loader = loader;
  }

  /** That of the class that {@code context} is or belongs to. */
  static Scope ofClass(ExtensionContext context) {
    if (context.getTestMethod().isPresent()) {
      return ofClass(parent(context));
    }
    Scope outer = outerOf(context);
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            new Key(context.getUniqueId()), key -> new Scope(outer, loader(context)), Scope.class);
  }

  private static ExtensionContext parent(ExtensionContext context) {
    return context.getParent().orElseThrow(() -> new AssertionError("no class around " + context));
  }

  private static @Nullable Scope outerOf(ExtensionContext context) {
    return context
        .getParent()
        .filter(parent -> parent.getTestClass().isPresent())
        .map(Scope::ofClass)
        .orElse(null);
  }

  private static ClassLoader loader(ExtensionContext context) {
    return context.getRequiredTestClass().getClassLoader();
  }

  /** That of the test that {@code context} stands for. */
  static Scope ofTest(ExtensionContext context) {
    Scope ofClass = ofClass(context);
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            new Key(context.getUniqueId()), key -> ofClass.takeExpected(), Scope.class);
  }

  /** That of the test which this thread is making the instance for. */
  Scope expectedTest() {
    Scope waiting = removeExpected();
    Scope test = waiting == null ? new Scope(this, loader) : waiting;
    expected.put(Thread.currentThread(), test);
    return test;
  }

  private Scope takeExpected() {
    Scope waiting = removeExpected();
    if (waiting == null) {
      return new Scope(this, loader);
    }
    Scope test = new Scope(this, loader); // a nested class knows more than the one around it
    test.own.addAll(waiting.own);
    return test;
  }

  private @Nullable Scope removeExpected() {
    Scope waiting = expected.remove(Thread.currentThread());
    return waiting == null && outer != null ? outer.removeExpected() : waiting;
  }

  /** Closes what a test left whose constructor failed. */
  void forgetExpected() {
    Scope waiting = removeExpected();
    if (waiting != null) {
      waiting.close();
    }
  }

  /** Whether an extension sees it for the first time. */
  boolean isNewTo(Object extension) {
    return knownTo.add(extension);
  }

  /** The server of this name, of this scope or one around it. */
  Optional<Running> find(String name) {
    Optional<Running> here =
        own.stream().filter(running -> running.plan().name().equals(name)).findFirst();
    return here.isPresent() || outer == null ? here : outer.find(name);
  }

  /** Whether the server of this name is of this scope, not of one around it. */
  boolean owns(String name) {
    return own.stream().anyMatch(running -> running.plan().name().equals(name));
  }

  /**
   * The server that a place asks for, started if it is the first to ask.
   *
   * @throws ExtensionConfigurationException if it is there, but not as it is asked for
   */
  Running get(Place place) {
    Plan plan = place.plan();
    return find(plan.name())
        .map(running -> requireSame(running, place.own()))
        .orElseGet(() -> start(plan, ANNOTATIONS));
  }

  /** Checks that a server is as these annotations want it; what they do not say may differ. */
  static Running requireSame(Running running, List<MockZabbix> annotations) {
    Plan plan = running.plan();
    if (!plan.with(annotations).equals(plan)) {
      throw new ExtensionConfigurationException(
          "the server"
              + Running.named(plan.name())
              + " is there already, with other settings: write them all in one place, or give"
              + " another server a name of its own, as in @MockZabbix(\"other\")");
    }
    return running;
  }

  /**
   * Starts a server here.
   *
   * @param owner who may say that it is theirs
   * @throws ExtensionConfigurationException if there is one of this name
   */
  Running start(Plan plan, Object owner) {
    if (find(plan.name()).isPresent()) {
      throw twoOf(plan.name());
    }
    Running running = new Running(plan, owner, loader);
    own.add(running); // first: one that fails to start is closed, too
    running.start();
    return running;
  }

  static ExtensionConfigurationException twoOf(String name) {
    return new ExtensionConfigurationException(
        "one test has two servers "
            + (name.isEmpty() ? "without a name" : "of the name \"" + name + '"')
            + ": give one of them a name of its own, as in @MockZabbix(\"other\")");
  }

  /** Has {@code action} done when the test or class is over, before its servers are closed. */
  void atEnd(AutoCloseable action) {
    atEnd.add(action);
  }

  /**
   * Borrows the servers of the classes around for a test, as new.
   *
   * @throws ExtensionConfigurationException if another test has one of them
   */
  void borrow(TestName test) {
    for (Scope around = outer; around != null; around = around.outer) {
      for (Running running : around.own) {
        running.lendTo(test);
        borrowed.add(running);
      }
    }
  }

  /** Those that this test or class used: borrowed, or its own. */
  List<Running> inUse() {
    List<Running> all = new ArrayList<>(borrowed);
    all.addAll(own);
    return all;
  }

  @Override
  public void close() {
    List<AutoCloseable> all = new ArrayList<>(atEnd);
    borrowed.forEach(running -> all.add(running::takeBack));
    all.addAll(own);
    all.addAll(expected.values());
    RuntimeException failure = null;
    for (AutoCloseable each : all) {
      failure = close(each, failure);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static @Nullable RuntimeException close(
      AutoCloseable each, @Nullable RuntimeException before) {
    try {
      each.close();
      return before;
    } catch (Exception e) {
      IllegalStateException failure =
          e instanceof IllegalStateException stuck ? stuck : new IllegalStateException(e);
      if (before != null) {
        failure.addSuppressed(before);
      }
      return failure;
    }
  }
}
