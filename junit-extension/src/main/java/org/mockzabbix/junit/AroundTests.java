package org.mockzabbix.junit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** What is done before and after each test and class, once, however many extension objects are. */
final class AroundTests {

  private AroundTests() {}

  /** Extensions in fields first: other fields may ask for what they have. */
  static void beforeAll(ExtensionContext context) {
    Fields.extensions(context.getRequiredTestClass(), null)
        .forEach(extension -> extension.beforeAll(context));
    Fields.fillStatic(context, Scope.ofClass(context));
  }

  static void beforeEach(ExtensionContext context) {
    Scope scope = Scope.ofTest(context);
    scope.borrow(TestName.of(context));
    for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
      Fields.extensions(instance.getClass(), instance)
          .forEach(extension -> extension.startForTest(context));
    }
    checkWhatTheMethodSays(context, scope);
    Fields.fillInstances(context, scope);
  }

  /** The server may be there already, made for the class, the constructor or by a builder. */
  private static void checkWhatTheMethodSays(ExtensionContext context, Scope scope) {
    List<MockZabbix> said = Place.onTestMethod(context);
    if (!said.isEmpty()) {
      scope
          .find(Place.planFor(context).name())
          .ifPresent(running -> Scope.requireSame(running, said));
    }
  }

  /**
   * Looks at what came, and tells of it.
   *
   * @throws AssertionFailedError if a check that was asked for fails
   */
  static void afterEach(ExtensionContext context) {
    List<Running> servers = Scope.ofTest(context).inUse();
    Optional<Throwable> thrown = context.getExecutionException();
    if (thrown.filter(TestAbortedException.class::isInstance).isPresent()) {
      return; // skipped, so to speak
    }
    Publisher.late(context, servers);
    Optional<String> complaint = complaint(servers);
    if (thrown.isPresent() || complaint.isPresent()) {
      Publisher.conversation(context, servers);
    }
    complaint.ifPresent(
        text -> {
          throw new AssertionFailedError(text);
        });
  }

  private static Optional<String> complaint(List<Running> servers) {
    String text =
        servers.stream()
            .flatMap(
                running ->
                    running.plan().checks().stream()
                        .sorted()
                        .flatMap(check -> check.complaint(running).stream()))
            .collect(Collectors.joining("\n"));
    return Optional.of(text).filter(found -> !found.isEmpty());
  }

  static void afterAll(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      Publisher.conversation(context, Scope.ofClass(context).inUse());
    }
  }
}
