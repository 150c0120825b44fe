package org.mockzabbix.cli.certify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.UsageException;
import org.mockzabbix.cli.process.CommandProcess;
import org.mockzabbix.cli.process.CommandVariables;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.Journal;

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
  private final CommandProcess.Starter starter;
  private volatile boolean stopped;
  private volatile @Nullable CommandProcess running;

  Certification(
      List<String> command,
      Duration timeout,
      List<Trial> trials,
      Supplier<TrialPeer> peers,
      String placeholders,
      CommandProcess.Starter starter) {
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
   * @param settings the settings of the mock server
   */
  public static Certification ofSender(
      List<String> command, Duration timeout, List<Trial> trials, TrialSettings settings) {
    return ofSender(command, timeout, trials, settings, ProcessBuilder::start);
  }

  /**
   * Creates the test of a program that requests values from agents.
   *
   * @param command the program and its arguments, with placeholders
   * @param timeout the time that the program has in each trial
   * @param trials the trials; the first one has a correct response
   * @param settings the settings of the mock agent
   */
  public static Certification ofGetter(
      List<String> command, Duration timeout, List<Trial> trials, TrialSettings settings) {
    return ofGetter(command, timeout, trials, settings, ProcessBuilder::start);
  }

  static Certification ofGetter(
      List<String> command,
      Duration timeout,
      List<Trial> trials,
      TrialSettings settings,
      CommandProcess.Starter starter) {
    return new Certification(
        command, timeout, trials, () -> new AgentPeer(settings), "{host} and {agent}", starter);
  }

  static Certification ofSender(
      List<String> command,
      Duration timeout,
      List<Trial> trials,
      TrialSettings settings,
      CommandProcess.Starter starter) {
    return new Certification(
        command, timeout, trials, () -> new TrapperPeer(settings), "{host} and {trapper}", starter);
  }

  /**
   * Runs the program once for each trial. If it fails with the correct response, the other trials
   * are left out, because they would show nothing.
   *
   * @param rows receives each row when its trial has ended
   * @param sent receives the judgements about the values that were sent, after the first row
   * @return whether the program passes
   * @throws CannotStartException if the program cannot be started
   * @throws UsageException if a placeholder of the command has no address
   */
  public boolean run(Consumer<TrialRow> rows, Consumer<Judgement> sent)
      throws CannotStartException, UsageException, IOException, InterruptedException {
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
    CommandProcess process = running;
    if (process != null) {
      process.kill(); // the thread that waits for it ends its children
    }
  }

  private Observation observe(Trial trial, @Nullable Observation good, List<Judgement> aboutValues)
      throws CannotStartException, UsageException, IOException, InterruptedException {
    try (TrialPeer peer = startPeer();
        ProgramOutput output = new ProgramOutput()) {
      trial.setup().accept(peer);
      ProgramEnd end = runProgram(variables(peer), output);
      settle(peer.journal(), good == null ? 1 : good.connections());
      List<Exchange> exchanges = peer.journal().exchanges();
      if (good == null) {
        aboutValues.addAll(SentValueCheck.of(exchanges));
      }
      return new Observation(
          end.exitCode(),
          end.time(),
          exchanges.size(),
          peer.values(),
          exchanges.stream().anyMatch(Certification::isCompressed),
          output.text());
    }
  }

  private CommandVariables variables(TrialPeer peer) {
    String remedy = "certify has " + placeholders;
    return new CommandVariables(
        peer.addresses(), Map.of("trapper", remedy, "agent", remedy, "http", remedy));
  }

  /**
   * The end of the program.
   *
   * @param exitCode empty if it still ran when the time was up
   */
  private record ProgramEnd(OptionalInt exitCode, Duration time) {}

  private ProgramEnd runProgram(CommandVariables variables, ProgramOutput output)
      throws CannotStartException, UsageException, InterruptedException {
    CommandProcess process =
        CommandProcess.start(command, variables, output::redirect, this::startWithoutInput);
    running = process;
    try {
      if (stopped) {
        process.kill();
      }
      long start = System.nanoTime();
      OptionalInt exitCode = process.await(timeout);
      return new ProgramEnd(exitCode, Duration.ofNanos(System.nanoTime() - start));
    } finally {
      running = null;
      process.end();
    }
  }

  private Process startWithoutInput(ProcessBuilder builder) throws IOException {
    Process process = starter.start(builder);
    process.getOutputStream().close();
    return process;
  }

  private TrialPeer startPeer() throws IOException {
    try {
      return peers.get();
    } catch (UncheckedIOException noPort) {
      throw noPort.getCause();
    }
  }

  /** Waits until the peer has read what the program sent before it ended. */
  private void settle(Journal journal, int connections) throws InterruptedException {
    long seen = -1;
    long version = journal.version();
    long end = System.nanoTime() + timeout.toNanos();
    while (version != seen && !stopped && System.nanoTime() - end < 0) {
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
