package org.mockzabbix.junit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.mockzabbix.journal.Exchange;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Publishes report entries at the end of a test or class, and has transcripts written to files. */
final class ReportPublisher {

  private static final String CONVERSATION = "mock-zabbix conversation";
  private static final String FILE = "mock-zabbix conversation file";
  private static final String LATE = "mock-zabbix late";

  private ReportPublisher() {}

  /**
   * Publishes late exchanges and, if the test has failed or a check fails, the transcript.
   *
   * @throws AssertionFailedError if a check fails
   */
  static void afterEach(ExtensionContext context, List<ManagedServer> servers) {
    Optional<Throwable> thrown = context.getExecutionException();
    if (thrown.filter(TestAbortedException.class::isInstance).isPresent()) {
      return;
    }
    servers.forEach(server -> publishLate(context, server));
    String failures =
        servers.stream().flatMap(ManagedServer::failures).collect(Collectors.joining("\n"));
    if (failures.isEmpty()) {
      thrown.ifPresent(failure -> publishTranscript(context, servers, failure));
      return;
    }
    AssertionFailedError failed = new AssertionFailedError(failures);
    publishTranscript(context, servers, thrown.orElse(failed));
    throw failed;
  }

  /** Publishes the transcript if a method of the class has failed. */
  static void afterAll(ExtensionContext context, List<ManagedServer> servers) {
    context
        .getExecutionException()
        .ifPresent(failure -> publishTranscript(context, servers, failure));
  }

  private static void publishLate(ExtensionContext context, ManagedServer server) {
    List<Exchange> late = server.journal().lateExchanges();
    if (!late.isEmpty()) {
      String exchanges =
          late.stream().map(each -> '\n' + Transcript.of(each)).collect(Collectors.joining());
      context.publishReportEntry(
          LATE,
          server
              + ": not counted, because the connection was accepted before this test"
              + exchanges);
    }
  }

  private static void publishTranscript(
      ExtensionContext context, List<ManagedServer> servers, Throwable failure) {
    if (servers.isEmpty()) {
      return;
    }
    String text =
        servers.stream()
            .map(server -> Transcript.of(server.toString(), server.journal()))
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
