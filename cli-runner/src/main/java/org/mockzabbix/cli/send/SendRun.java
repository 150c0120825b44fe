package org.mockzabbix.cli.send;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.cli.console.ExitCode;
import org.mockzabbix.cli.console.OutputFailedException;
import org.mockzabbix.cli.send.SenderLineParser.InvalidLineException;
import org.mockzabbix.cli.send.SenderLineParser.Severity;
import org.mockzabbix.client.Sender.OutgoingValue;
import org.mockzabbix.client.internal.PacketSender;
import org.mockzabbix.client.internal.SenderRequest;
import org.mockzabbix.client.internal.SenderResponse;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.wire.Bytes;

/**
 * One run of {@code send}: sends values in packets of up to 250 and prints what zabbix_sender
 * prints. Not thread-safe.
 */
public final class SendRun {

  private static final int VALUES_IN_PACKET = 250;
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
   * @param servers the senders of packets, one for each server
   * @param verbosity the number of {@code -v} options
   */
  public record SendOptions(
      List<PacketSender> servers,
      ZabbixVersion version,
      FlushTime flushTime,
      PacketGrouping grouping,
      int verbosity) {}

  private final SendOptions options;
  private final ZabbixToolOutput output;
  private final SenderLog log;
  private final List<PacketSender> servers;
  private final Map<String, List<OutgoingValue>> waiting = new LinkedHashMap<>();
  private int exitCode = ExitCode.OK;
  private int sent;
  private int total;
  private @Nullable String failure;

  public SendRun(SendOptions options, ZabbixToolOutput output) {
    this.options = options;
    this.output = output;
    this.log = new SenderLog(options.version(), options.verbosity(), output);
    this.servers = options.servers().stream().map(server -> server.tracedBy(log)).toList();
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
    try {
      source.feed(this);
      sendAllWaiting();
    } catch (UncheckedIOException notWritten) {
      throw new OutputFailedException(notWritten);
    }
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
      failWith(new IOException("cannot read the input: " + unreadable.getMessage()));
    }
  }

  /**
   * Returns the next line without "\n" or "\r\n"; null at the end. "\r" alone ends no line. A NUL
   * ends the text of a line, but not the line.
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
    int nul = line.indexOf("\0");
    int end = nul < 0 ? line.length() : nul;
    while (end > 0 && line.charAt(end - 1) == '\r') {
      end--;
    }
    return line.substring(0, end);
  }

  /** Since 7.0, an invalid line ends the input, but what came before is sent. */
  private void refuse(InvalidLineException invalid) {
    total++;
    boolean modern = options.version().atLeast(ZabbixVersion.V7_0);
    if (modern || invalid.severity() == Severity.ERROR) {
      output.report("ERROR: " + invalid.getMessage());
    } else {
      log.warning(String.valueOf(invalid.getMessage()));
    }
    if (!modern) {
      fail(invalid);
    }
  }

  /** Reports an error, and makes this run fail. */
  void failWith(IOException error) {
    output.report("ERROR: " + error.getMessage());
    fail(error);
  }

  /** Makes this run fail because the host is not known. */
  void failWithoutHost() {
    log.warning("'Hostname' parameter required");
    fail(new IOException("'Hostname' parameter required"));
  }

  private void fail(Exception reason) {
    failure = String.valueOf(reason.getMessage());
    exitCode = ExitCode.FAILED;
  }

  /**
   * Adds a value to the waiting packet, and sends the packet if it is full.
   *
   * @param value its texts have one character for each byte to send
   */
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

  /** Sends a packet to each server. A run goes on if one of them has received it. */
  private void send(List<OutgoingValue> packet) throws OutputFailedException {
    Bytes request =
        SenderRequest.of(packet, options.version(), Instant.now(), StandardCharsets.ISO_8859_1);
    int failures = 0;
    for (PacketSender server : servers) {
      try {
        print(server.send(request));
      } catch (IOException failed) {
        failures++;
        failure = String.valueOf(failed.getMessage());
      }
    }
    if (failures == servers.size()) {
      exitCode = ExitCode.FAILED;
    } else if (failures > 0) {
      exitCode = ExitCode.PARTLY_PROCESSED;
    }
  }

  /**
   * Prints a response.
   *
   * @throws IOException if it does not report success, which a sender of 7.0 ignores
   */
  private void print(SenderResponse response) throws IOException, OutputFailedException {
    String problem = response.problem();
    if (problem != null) {
      log.incorrect(response);
      if (!options.version().atLeast(ZabbixVersion.V7_0)) {
        throw new IOException(problem);
      }
      return;
    }
    if (response.info() != null) {
      String server = log.shown(response.server());
      output.print("Response from \"" + server + "\": \"" + response.info() + '"');
    }
    if (response.failed() > 0) {
      exitCode = ExitCode.PARTLY_PROCESSED;
    }
  }

  /** Returns the last line of a run that failed. */
  private static String failed(int verbosity) {
    boolean hidesReason = verbosity < SHOWS_REASONS;
    return "Sending failed." + (hidesReason ? " Use option -vv for more detailed output." : "");
  }
}
