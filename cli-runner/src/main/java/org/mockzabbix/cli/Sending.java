package org.mockzabbix.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.cli.SenderLines.BadLineException;
import org.mockzabbix.cli.SenderLines.Severity;
import org.mockzabbix.client.NoSuccessException;
import org.mockzabbix.client.Sender;
import org.mockzabbix.client.Sender.Value;
import org.mockzabbix.protocol.ZabbixVersion;

/**
 * One run of {@code send}: collects values in packets of 250, sends them, and prints what {@code
 * zabbix_sender} would. Not thread-safe.
 */
final class Sending {

  private static final int PACKET = 250;
  private static final int WARNINGS = 1;
  private static final int EVERYTHING = 2;

  /** When a packet is sent that is not full. */
  enum Pace {
    AT_THE_END,
    WHEN_INPUT_PAUSES
  }

  /** Which values may share a packet. */
  enum Grouping {
    ANY,
    BY_HOST
  }

  /**
   * How to send.
   *
   * @param server how the server is called in what is printed: {@code 127.0.0.1:10051}
   * @param verbosity how often {@code -v} was given
   */
  record Order(
      Sender sender,
      String server,
      ZabbixVersion dialect,
      Pace pace,
      Grouping grouping,
      int verbosity) {}

  private final Order order;
  private final OriginalProgram program;
  private final Map<String, List<Value>> waiting = new LinkedHashMap<>();
  private int exitCode = ExitCode.OK;
  private int sent;
  private int total;

  Sending(Order order, OriginalProgram program) {
    this.order = order;
    this.program = program;
  }

  /** Sends one value and returns the exit code. */
  int run(Value value) throws OutputFailedException {
    total++;
    add(value);
    sendAllWaiting();
    return end();
  }

  /** Sends what the lines say and returns the exit code. */
  int run(BufferedReader in, SenderLines lines) throws OutputFailedException {
    try {
      String line = nextLine(in);
      while (line != null && exitCode != ExitCode.FAILED) {
        total++;
        add(lines.value(line, total));
        if (order.pace() == Pace.WHEN_INPUT_PAUSES && !in.ready()) {
          sendAllWaiting();
        }
        line = exitCode == ExitCode.FAILED ? null : nextLine(in);
      }
      sendAllWaiting();
    } catch (BadLineException bad) {
      complain(bad);
      exitCode = ExitCode.FAILED;
    } catch (IOException unreadable) {
      program.log("ERROR: cannot read the input: " + unreadable.getMessage());
      exitCode = ExitCode.FAILED;
    }
    return end();
  }

  /** A line without its end, which is a newline: a carriage return alone ends none. */
  private static @Nullable String nextLine(BufferedReader in) throws IOException {
    int c = in.read();
    if (c < 0) {
      return null;
    }
    StringBuilder line = new StringBuilder();
    while (c >= 0 && c != '\n') {
      line.append((char) c);
      c = in.read();
    }
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == '\r') {
      end--;
    }
    return line.substring(0, end);
  }

  private void complain(BadLineException bad) {
    if (bad.severity() == Severity.ERROR) {
      program.log("ERROR: " + bad.getMessage());
    } else if (order.verbosity() >= WARNINGS) {
      program.log("Warning: " + bad.getMessage());
    }
  }

  private void add(Value value) throws OutputFailedException {
    String group = order.grouping() == Grouping.BY_HOST ? value.host() : "";
    List<Value> packet = waiting.computeIfAbsent(group, name -> new ArrayList<>());
    packet.add(value);
    sent++;
    if (packet.size() == PACKET) {
      waiting.remove(group);
      send(packet);
    }
  }

  private void sendAllWaiting() throws OutputFailedException {
    List<List<Value>> packets = List.copyOf(waiting.values());
    waiting.clear();
    for (List<Value> packet : packets) {
      if (exitCode != ExitCode.FAILED) {
        send(packet);
      }
    }
  }

  private void send(List<Value> packet) throws OutputFailedException {
    try {
      Sender.Result result = order.sender().send(packet);
      for (String info : result.infos()) {
        program.print("Response from \"" + order.server() + "\": \"" + info + "\"");
      }
      if (result.failed() > 0) {
        exitCode = ExitCode.PARTLY;
      }
    } catch (NoSuccessException no) {
      explain(no);
      if (!order.dialect().atLeast(ZabbixVersion.V7_0)) { // which takes no notice of it
        exitCode = ExitCode.FAILED;
      }
    } catch (IOException failed) {
      explain(failed);
      exitCode = ExitCode.FAILED;
    }
  }

  private void explain(IOException failure) {
    if (order.verbosity() >= EVERYTHING) {
      program.log("DEBUG: " + failure.getMessage());
    }
  }

  private int end() throws OutputFailedException {
    if (exitCode == ExitCode.FAILED) {
      program.print(failed(order.verbosity()));
    } else {
      program.print("sent: " + sent + "; skipped: " + (total - sent) + "; total: " + total);
    }
    return exitCode;
  }

  /** What is printed when nothing more is sent. */
  static String failed(int verbosity) {
    boolean moreToTell = verbosity < EVERYTHING;
    return "Sending failed." + (moreToTell ? " Use option -vv for more detailed output." : "");
  }
}
