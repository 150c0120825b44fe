package org.mockzabbix.cli.send;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.cli.console.ExitCode;
import org.mockzabbix.cli.console.OutputFailedException;
import org.mockzabbix.cli.send.SenderLineParser.InvalidLineException;
import org.mockzabbix.cli.send.SenderLineParser.Severity;
import org.mockzabbix.client.NoSuccessException;
import org.mockzabbix.client.Sender;
import org.mockzabbix.client.Sender.OutgoingValue;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.protocol.json.Utf8;
import org.mockzabbix.text.Quoting;

/**
 * One run of {@code send}: sends values in packets of up to 250 and prints what zabbix_sender
 * prints. Not thread-safe.
 */
public final class SendRun {

  private static final int VALUES_IN_PACKET = 250;
  private static final int SHOWS_WARNINGS = 1;
  private static final int SHOWS_REASONS = 2;

  /** When to send a packet that is not full. */
  public enum FlushTime {
    AT_END_OF_INPUT,
    WHEN_INPUT_PAUSES
  }

  /** Whether values of several hosts may share a packet. */
  public enum PacketGrouping {
    NONE,
    BY_HOST
  }

  /**
   * The options of {@code send}.
   *
   * @param server the server's name in the output, for example {@code 127.0.0.1:10051}
   * @param verbosity the number of {@code -v} options
   */
  public record SendOptions(
      Sender sender,
      String server,
      ZabbixVersion version,
      FlushTime flushTime,
      PacketGrouping grouping,
      int verbosity) {}

  private final SendOptions options;
  private final ZabbixToolOutput output;
  private final Map<String, List<OutgoingValue>> waiting = new LinkedHashMap<>();
  private int exitCode = ExitCode.OK;
  private int sent;
  private int total;
  private @Nullable String failure;

  public SendRun(SendOptions options, ZabbixToolOutput output) {
    this.options = options;
    this.output = output;
  }

  /** Sends the values of a source and returns the exit code. */
  public int run(ValueSource source) throws OutputFailedException {
    Round round = send(source);
    output.print(
        round.exitCode() == ExitCode.FAILED
            ? failed(options.verbosity())
            : "sent: " + sent + "; skipped: " + (total - sent) + "; total: " + total);
    return round.exitCode();
  }

  /**
   * The result of sending the values of a source once.
   *
   * @param sent the number of values in the packets that were sent, or could not be
   * @param failure why sending failed; null if it did not fail
   */
  record Round(int exitCode, int sent, int total, @Nullable String failure) {}

  /** Sends the values of a source. */
  Round send(ValueSource source) throws OutputFailedException {
    source.feed(this);
    sendAllWaiting();
    return new Round(exitCode, sent, total, failure);
  }

  /**
   * Sends the values of all lines.
   *
   * @param in reads each byte as one character
   */
  void addLines(BufferedReader in, SenderLineParser parser) throws OutputFailedException {
    try {
      String line = nextLine(in);
      while (line != null && exitCode != ExitCode.FAILED) {
        add(parser.parse(line, total + 1));
        if (options.flushTime() == FlushTime.WHEN_INPUT_PAUSES && !in.ready()) {
          sendAllWaiting();
        }
        line = exitCode == ExitCode.FAILED ? null : nextLine(in);
      }
    } catch (InvalidLineException invalid) {
      refuse(invalid);
    } catch (IOException unreadable) {
      fail(new IOException("cannot read the input: " + unreadable.getMessage()), "ERROR");
    }
  }

  /**
   * Returns the next line without "\n" or "\r\n"; null at the end. "\r" alone ends no line.
   *
   * @param in reads each byte as one character
   */
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
    return Utf8.withQuestionMarks(line.substring(0, end).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Since 7.0, an invalid line ends the input, but what came before is sent. */
  private void refuse(InvalidLineException invalid) throws OutputFailedException {
    total++;
    boolean modern = options.version().atLeast(ZabbixVersion.V7_0);
    if (modern || invalid.severity() == Severity.ERROR) {
      output.report("ERROR: " + invalid.getMessage());
    } else if (options.verbosity() >= SHOWS_WARNINGS) {
      output.report("Warning: " + invalid.getMessage());
    }
    if (!modern) {
      fail(invalid);
    }
  }

  /** Reports a problem, and makes this run fail. */
  void fail(Exception reason, String severity) throws OutputFailedException {
    output.report(severity + ": " + reason.getMessage());
    fail(reason);
  }

  private void fail(Exception reason) {
    failure = String.valueOf(reason.getMessage());
    exitCode = ExitCode.FAILED;
  }

  /** Adds a value to the waiting packet, and sends the packet if it is full. */
  void add(OutgoingValue value) throws OutputFailedException {
    total++;
    String group = options.grouping() == PacketGrouping.BY_HOST ? value.host() : "";
    List<OutgoingValue> packet = waiting.computeIfAbsent(group, name -> new ArrayList<>());
    packet.add(value);
    sent++;
    if (packet.size() == VALUES_IN_PACKET) {
      waiting.remove(group);
      send(packet);
    }
  }

  private void sendAllWaiting() throws OutputFailedException {
    List<List<OutgoingValue>> packets = List.copyOf(waiting.values());
    waiting.clear();
    for (List<OutgoingValue> packet : packets) {
      if (exitCode != ExitCode.FAILED) {
        send(packet);
      }
    }
  }

  private void send(List<OutgoingValue> packet) throws OutputFailedException {
    try {
      Sender.SendResult result = options.sender().send(packet);
      for (String info : result.infos()) {
        output.print("Response from \"" + options.server() + "\": \"" + Quoting.escape(info) + '"');
      }
      if (result.failed() > 0) {
        exitCode = ExitCode.PARTLY_PROCESSED;
      }
    } catch (NoSuccessException refused) {
      logReason(refused);
      if (!options.version().atLeast(ZabbixVersion.V7_0)) { // 7.0 ignores the failure
        fail(refused);
      }
    } catch (IOException notSent) {
      logReason(notSent);
      fail(notSent);
    }
  }

  private void logReason(IOException reason) throws OutputFailedException {
    if (options.verbosity() >= SHOWS_REASONS) {
      output.report("DEBUG: " + reason.getMessage());
    }
  }

  /** Returns the last line of a run that failed. */
  private static String failed(int verbosity) {
    boolean hidesReason = verbosity < SHOWS_REASONS;
    return "Sending failed." + (hidesReason ? " Use option -vv for more detailed output." : "");
  }
}
