package org.mockzabbix.junit;

import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What a builder made of an extension object: in a static field it has one server for each class,
 * in another field one for each test. Thread-safe.
 */
final class Built {

  private final Plan plan;
  private final Current current = new Current();

  Built(Plan plan) {
    this.plan = plan;
  }

  /** The server of the test or class that is asking. */
  Running running() {
    return current.get();
  }

  /** Where there is one instance for all tests, JUnit calls this for its fields, too. */
  void beforeAll(ExtensionContext context, MockZabbixExtension extension) {
    Scope scope = Scope.ofClass(context);
    if (scope.find(plan.name()).filter(running -> running.isOf(this)).isPresent()
        || Fields.extensions(context.getRequiredTestClass(), null).contains(extension)) {
      enter(scope);
    }
  }

  /** The second time it does nothing. */
  void beforeEach(ExtensionContext context) {
    Scope scope = Scope.ofTest(context);
    if (scope.isNewTo(this)) {
      enter(scope);
    }
  }

  private void enter(Scope scope) {
    Running running =
        scope
            .find(plan.name())
            .filter(found -> found.isOf(this))
            .orElseGet(() -> scope.start(plan, this));
    current.enter(running);
    scope.atEnd(() -> current.leave(running));
  }
}
