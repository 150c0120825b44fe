package org.mockzabbix.junit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.mockzabbix.journal.Exchange;

/** Tells what happened at the end of a test: in JUnit's report, and in a file if so asked. */
final class Publisher {

  private static final String CONVERSATION = "mock-zabbix conversation";
  private static final String FILE = "mock-zabbix conversation file";
  private static final String LATE = "mock-zabbix late";
  private static final String DIRECTORY = "mockzabbix.conversation.dir";

  private Publisher() {}

  /** What came late, from an earlier test: nothing was counted, and nobody failed for it. */
  static void late(ExtensionContext context, List<Running> servers) {
    for (Running running : servers) {
      List<Exchange> late = running.late();
      if (!late.isEmpty()) {
        String exchanges =
            late.stream().map(each -> '\n' + Transcript.of(each)).collect(Collectors.joining());
        context.publishReportEntry(
            LATE,
            running + ": not counted, for the connection is from before this test" + exchanges);
      }
    }
  }

  /** What was said in a test that failed. */
  static void conversation(ExtensionContext context, List<Running> servers) {
    if (servers.isEmpty()) {
      return;
    }
    String text = servers.stream().map(Transcript::of).collect(Collectors.joining("\n"));
    context.publishReportEntry(CONVERSATION, text);
    directory(context, servers)
        .ifPresent(directory -> context.publishReportEntry(FILE, write(directory, context, text)));
  }

  private static Optional<Path> directory(ExtensionContext context, List<Running> servers) {
    Optional<Path> asked =
        servers.stream()
            .map(running -> running.plan().directory())
            .filter(Objects::nonNull)
            .findFirst();
    return asked.isPresent() ? asked : context.getConfigurationParameter(DIRECTORY).map(Path::of);
  }

  /** The test has failed already: why the file cannot be written is told, and no more. */
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
