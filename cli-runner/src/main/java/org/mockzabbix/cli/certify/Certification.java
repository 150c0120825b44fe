package org.mockzabbix.cli.certify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.protocol.ZabbixVersion;

/**
 * A test of a user's program: runs it once for each trial, with a fresh mock server each time, and
 * judges what it did. One thread calls {@link #run}; any thread may call {@link #stop}.
 */
public final class Certification {

  private static final Duration QUIET = Duration.ofMillis(200);
  private static final Duration LATE = Duration.ofSeconds(2);
  private static final int FLAGS = 4;
  private static final int COMPRESSED = 2;

  private final List<String> command;
  private final Duration timeout;
  private final List<Trial> trials;
  private final Supplier<TrialPeer> peers;
  private final String placeholders;
  private final ChildCommand.Starter starter;
  private volatile boolean stopped;
  private volatile @Nullable ChildCommand running;

  Certification(
      List<String> command,
      Duration timeout,
      List<Trial> trials,
      Supplier<TrialPeer> peers,
      String placeholders,
      ChildCommand.Starter starter) {
    this.command = List.copyOf(command);
    this.timeout = timeout;
    this.trials = List.copyOf(trials);
    this.peers = peers;
    this.placeholders = placeholders;
    this.starter = starter;
  }

  /**
   * Creates the test of a sender.
   *
   * @param command the program and its arguments, with placeholders
   * @param timeout the time that the program has in each trial
   * @param trials the trials; the first one has a correct response
   * @param version the Zabbix version of the mock server
   */
  public static Certification ofSender(
      List<String> command, Duration timeout, List<Trial> trials, ZabbixVersion version) {
    return ofSender(command, timeout, trials, version, ProcessBuilder::start);
  }

  /**
   * Creates the test of a program that requests values from agents.
   *
   * @param command the program and its arguments, with placeholders
   * @param timeout the time that the program has in each trial
   * @param trials the trials; the first one has a correct response
   * @param version the Zabbix version of the mock agent
   */
  public static Certification ofGetter(
      List<String> command, Duration timeout, List<Trial> trials, ZabbixVersion version) {
    return ofGetter(command, timeout, trials, version, ProcessBuilder::start);
  }

  static Certification ofGetter(
      List<String> command,
      Duration timeout,
      List<Trial> trials,
      ZabbixVersion version,
      ChildCommand.Starter starter) {
    return new Certification(
        command, timeout, trials, () -> new AgentPeer(version), "{host} and {agent}", starter);
  }

  static Certification ofSender(
      List<String> command,
      Duration timeout,
      List<Trial> trials,
      ZabbixVersion version,
      ChildCommand.Starter starter) {
    return new Certification(
        command, timeout, trials, () -> new TrapperPeer(version), "{host} and {trapper}", starter);
  }

  /**
   * Runs the program once for each trial. If it fails with the correct response, the other trials
   * are left out, because they would show nothing.
   *
   * @param rows receives each row when its trial has ended
   * @param sent receives the judgements about the values that were sent, after the first row
   * @return whether the program passes
   * @throws IOException if the program cannot be started
   */
  public boolean run(Consumer<TrialRow> rows, Consumer<Judgement> sent)
      throws IOException, InterruptedException {
    boolean passed = true;
    Observation good = null;
    for (Trial trial : trials) {
      List<Judgement> aboutValues = new ArrayList<>();
      Observation seen = observe(trial, good, aboutValues);
      if (stopped) {
        return false;
      }
      boolean first = good == null;
      Observation baseline = good == null ? seen : good;
      good = baseline;
      Judgement judgement =
          first ? judgeFirst(seen, aboutValues) : trial.conduct().judge(seen, baseline, timeout);
      rows.accept(new TrialRow(trial, seen, baseline, judgement));
      aboutValues.forEach(sent);
      passed &= !judgement.isFailure() && aboutValues.stream().noneMatch(Judgement::isFailure);
      if (first && judgement.isFailure()) {
        return false;
      }
    }
    return passed;
  }

  private Judgement judgeFirst(Observation seen, List<Judgement> aboutValues) {
    Judgement judgement = Conduct.ACCEPT.judge(seen, seen, timeout);
    if (judgement.isFailure() && aboutValues.stream().anyMatch(Judgement::isFailure)) {
      return Judgement.failed("the packet or its values are invalid");
    }
    return judgement.isFailure() || seen.values() > 0
        ? judgement
        : Judgement.failed("exit code 0, but nothing valid was received");
  }

  /** Returns the placeholders of the command, for example <code>{host} and {trapper}</code>. */
  String placeholders() {
    return placeholders;
  }

  /** Ends the program under test, and makes {@link #run} return false. */
  public void stop() {
    stopped = true;
    ChildCommand child = running;
    if (child != null) {
      child.end();
    }
  }

  private Observation observe(Trial trial, @Nullable Observation good, List<Judgement> aboutValues)
      throws IOException, InterruptedException {
    try (TrialPeer peer = startPeer()) {
      trial.setup().accept(peer);
      try (ChildCommand child = ChildCommand.start(command, peer.addresses(), starter)) {
        running = child;
        if (stopped) {
          child.end();
        }
        long start = System.nanoTime();
        OptionalInt exitCode = child.await(timeout);
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        child.end();
        settle(peer.journal(), good == null ? 1 : good.connections());
        List<Exchange> exchanges = peer.journal().exchanges();
        if (good == null) {
          aboutValues.addAll(SentValueCheck.of(exchanges));
        }
        return new Observation(
            exitCode,
            time,
            exchanges.size(),
            peer.values(),
            exchanges.stream().anyMatch(Certification::isCompressed),
            child.output());
      } finally {
        running = null;
      }
    }
  }

  private TrialPeer startPeer() throws IOException {
    try {
      return peers.get();
    } catch (UncheckedIOException noPort) {
      throw noPort.getCause();
    }
  }

  /** Waits until the peer has read what the program sent before it ended. */
  private static void settle(Journal journal, int connections) throws InterruptedException {
    long seen = -1;
    long version = journal.version();
    while (version != seen) {
      seen = version;
      boolean complete = journal.exchanges().size() >= connections;
      version = journal.awaitChange(seen, complete ? QUIET : LATE);
    }
  }

  private static boolean isCompressed(Exchange exchange) {
    byte[] packet = exchange.packetBytes();
    return packet.length > FLAGS && (packet[FLAGS] & COMPRESSED) != 0;
  }
}
