package org.mockzabbix.junit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.mockzabbix.journal.Exchange;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Publishes report entries at the end of a test or class, and writes transcripts to files. */
final class ReportPublisher {

  private static final String CONVERSATION = "mock-zabbix conversation";
  private static final String FILE = "mock-zabbix conversation file";
  private static final String LATE = "mock-zabbix late";
  private static final String DIRECTORY = "mockzabbix.conversation.dir";

  private ReportPublisher() {}

  /**
   * Publishes late exchanges and, if the test has failed or a check fails, the transcript.
   *
   * @throws AssertionFailedError if a check fails, or if an assertion or rule is unfinished
   */
  static void afterEach(ExtensionContext context, List<ManagedServer> servers) {
    Optional<Throwable> thrown = context.getExecutionException();
    List<String> unfinished = takeUnfinished(servers); // in any case, or close() reports it
    if (thrown.filter(TestAbortedException.class::isInstance).isPresent()) {
      return;
    }
    servers.forEach(server -> publishLate(context, server));
    String failures =
        Stream.concat(unfinished.stream(), servers.stream().flatMap(ManagedServer::failures))
            .collect(Collectors.joining("\n"));
    if (thrown.isPresent() || !failures.isEmpty()) {
      publishTranscript(context, servers);
    }
    if (!failures.isEmpty()) {
      throw new AssertionFailedError(failures);
    }
  }

  /**
   * Publishes the transcript if a method of the class has failed.
   *
   * @throws AssertionFailedError if an assertion or rule of such a method is unfinished
   */
  static void afterAll(ExtensionContext context, List<ManagedServer> servers) {
    Optional<Throwable> thrown = context.getExecutionException();
    List<String> unfinished = takeUnfinished(servers);
    if (thrown.filter(TestAbortedException.class::isInstance).isPresent()) {
      return;
    }
    if (thrown.isPresent() || !unfinished.isEmpty()) {
      publishTranscript(context, servers);
    }
    if (!unfinished.isEmpty()) {
      throw new AssertionFailedError(String.join("\n", unfinished));
    }
  }

  private static List<String> takeUnfinished(List<ManagedServer> servers) {
    return servers.stream().flatMap(server -> server.takeUnfinished().stream()).toList();
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

  private static void publishTranscript(ExtensionContext context, List<ManagedServer> servers) {
    if (servers.isEmpty()) {
      return;
    }
    String text =
        servers.stream()
            .map(server -> Transcript.of(server.toString(), server.journal()))
            .collect(Collectors.joining("\n"));
    context.publishReportEntry(CONVERSATION, text);
    directory(context, servers)
        .ifPresent(directory -> context.publishReportEntry(FILE, write(directory, context, text)));
  }

  private static Optional<Path> directory(ExtensionContext context, List<ManagedServer> servers) {
    return servers.stream()
        .map(server -> server.spec().directory())
        .filter(Objects::nonNull)
        .findFirst()
        .or(() -> context.getConfigurationParameter(DIRECTORY).map(Path::of));
  }

  /** Returns the path of the file, or why it cannot be written: the test has failed already. */
  private static String write(Path directory, ExtensionContext context, String text) {
    Path file = directory.resolve(TestName.of(context).fileName() + ".txt");
    try {
      Files.createDirectories(directory);
      Files.write(file, (text + '\n').getBytes(StandardCharsets.UTF_8));
      return file.toAbsolutePath().toString();
    } catch (IOException e) {
      return file + " could not be written: " + e;
    }
  }
}
