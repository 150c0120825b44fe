package org.mockzabbix.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.mockzabbix.MockZabbixServer;

/**
 * Listens to standard error, where warnings and errors of the log go, until it is closed. Whoever
 * uses it has to lock {@code Resources.SYSTEM_ERR}.
 */
final class ErrorStream implements AutoCloseable {

  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private final PrintStream original = System.err;

  ErrorStream() {
    System.setErr(new PrintStream(new Ear(), true, UTF_8));
  }

  /** The lines that come from the thread of {@code server}, or from the end of any of ours. */
  List<String> linesOf(MockZabbixServer server) {
    String thread = "mock-zabbix-trapper-" + server.trapperPort();
    return heard
        .toString(UTF_8)
        .lines()
        .filter(line -> line.contains(thread) || line.contains("in thread \"mock-zabbix-"))
        .toList();
  }

  @Override
  public void close() {
    System.setErr(original);
  }

  /** Passes everything on, since other tests run at the same time. */
  private final class Ear extends FilterOutputStream {

    Ear() {
      super(original);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      heard.write(bytes, offset, length);
      out.write(bytes, offset, length);
    }
  }
}
