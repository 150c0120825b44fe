package org.mockzabbix.junit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.mockzabbix.journal.Exchange;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Publishes report entries at the end of a test or class, and writes transcripts to files. */
final class ReportPublisher {

  private static final String CONVERSATION = "mock-zabbix conversation";
  private static final String FILE = "mock-zabbix conversation file";
  private static final String LATE = "mock-zabbix late";

  private ReportPublisher() {}

  /**
   * Publishes late exchanges and, if the test has failed or a check fails, the transcript.
   *
   * @throws AssertionFailedError if a check fails, or if an assertion or rule is unfinished, or if
   *     a function of the test has failed
   */
  static void afterEach(ExtensionContext context, List<ManagedServer> servers) {
    Optional<Throwable> thrown = context.getExecutionException();
    TestFailures failures = takeFailures(servers); // or close() reports them
    if (thrown.filter(TestAbortedException.class::isInstance).isPresent()) {
      return;
    }
    if (thrown.isEmpty()) { // else they cost time and add nothing
      servers.forEach(server -> server.unmetExpectations().ifPresent(failures::add));
    }
    servers.stream().flatMap(ManagedServer::failures).forEach(failures::add);
    servers.forEach(server -> publishLate(context, server));
    publishFailure(context, servers, failures);
  }

  /**
   * Publishes the transcript if a method of the class has failed.
   *
   * @throws AssertionFailedError if an assertion or rule of such a method is unfinished, or if a
   *     function of the test has failed
   */
  static void afterAll(ExtensionContext context, List<ManagedServer> servers) {
    Optional<Throwable> thrown = context.getExecutionException();
    TestFailures failures = takeFailures(servers);
    if (thrown.filter(TestAbortedException.class::isInstance).isPresent()) {
      return;
    }
    publishFailure(context, servers, failures);
  }

  /** Publishes the transcript if the test or class has failed, or fails it with a message. */
  private static void publishFailure(
      ExtensionContext context, List<ManagedServer> servers, TestFailures failures) {
    Optional<AssertionFailedError> failed = failures.error();
    context
        .getExecutionException()
        .or(() -> failed)
        .ifPresent(failure -> publishTranscript(context, servers, failure));
    if (failed.isPresent()) {
      throw failed.get();
    }
  }

  private static TestFailures takeFailures(List<ManagedServer> servers) {
    TestFailures failures = new TestFailures();
    servers.forEach(server -> server.takeFailure(failures));
    return failures;
  }

  private static void publishLate(ExtensionContext context, ManagedServer server) {
    List<Exchange> late = server.journal().lateExchanges();
    if (!late.isEmpty()) {
      String exchanges =
          late.stream().map(each -> '\n' + TranscriptText.of(each)).collect(Collectors.joining());
      context.publishReportEntry(
          LATE,
          server + ": these exchanges began before this test, and are not counted" + exchanges);
    }
  }

  private static void publishTranscript(
      ExtensionContext context, List<ManagedServer> servers, Throwable failure) {
    if (servers.isEmpty()) {
      return;
    }
    String text =
        servers.stream()
            .map(server -> TranscriptText.of(server.toString(), server.journal()))
            .collect(Collectors.joining("\n"));
    context.publishReportEntry(CONVERSATION, text);
    TranscriptFile.write(context, servers, text)
        .ifPresent(
            path -> {
              context.publishReportEntry(FILE, path);
              TranscriptFile.addTo(failure, path);
            });
  }
}
