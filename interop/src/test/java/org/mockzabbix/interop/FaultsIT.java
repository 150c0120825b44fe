package org.mockzabbix.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.rule.RequestMatcher.anyRequest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fault.FaultPhase;
import org.mockzabbix.fault.SocketFault;
import org.mockzabbix.tls.TestCertificates;

/**
 * Compares how the real {@code zabbix_sender} behaves after each fault with {@code docs/faults.md}.
 * No fault keeps the sender longer than its own timeout. {@code -Dupdate} rewrites that page.
 */
@NeedsProgram("zabbix_sender")
@Timeout(300)
class FaultsIT {

  private static final Path PAGE = Path.of("..", "docs", "faults.md");

  private static final int TIMEOUT_SECONDS = 2;
  private static final int ATTEMPTS = 3;

  /** Faults that last longer than the timeout. */
  private static final Set<String> OUTLASTING =
      Set.of("stall().onAccept()", "stall().duringHandshake()", "tlsPieces(1, ofMillis(500))");

  /** The second longer of a handshake, and the start of a process on a busy machine. */
  private static final Duration TOLERANCE = ofSeconds(4);

  private static final String INTRODUCTION =
      """
      # Faults and zabbix_sender

      This table shows how `zabbix_sender -t 2` of Zabbix 6.0.14 (Debian 12) behaves when it sends one value to a server
      with the fault. Exit code 0 means that the value was processed, 1 that sending failed, and 2 that the server
      counted a failure. The last column shows whether the server recorded the value. Without encryption, the sender never
      runs longer than its timeout, and in a TLS handshake up to one second longer. A test writes this page and compares it
      with the program.

      | fault | exit code | output | value recorded |
      |---|---|---|---|
      """;

  private static final String ENCRYPTED =
      """

      ## Faults of TLS

      Here the sender encrypts with a pre-shared key, or with a certificate for `tlsCertificate`. All faults but
      `insideReply()` are those of `server.onConnect(...)`.

      | fault | exit code | output | value recorded |
      |---|---|---|---|
      """;

  private static final String OTHER_RELEASES =
      """

      The senders of 5.0.8 and 7.0.9 end in the same way and print the same after each of these faults of TLS. That of
      5.0.8 has no option `-t`: it was not tried with faults that last longer than two seconds.
      """;

  @TempDir private static Path directory;
  private static TlsFiles files;

  @BeforeAll
  static void writeFiles() throws Exception {
    files = new TlsFiles(directory);
  }

  private record Case(String name, List<String> options, Consumer<MockZabbixServer> rule) {

    Case(String name, Consumer<MockZabbixServer> rule) {
      this(name, List.of(), rule);
    }
  }

  @Test
  void senderMeetsEachFault() throws Exception {
    String expected = Files.readString(PAGE, UTF_8);
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (Case each : cases()) {
      page.append(row(Release.own(), each, ServerConfig.lenient(), expected)).append('\n');
    }
    page.append(ENCRYPTED);
    for (Case each : encrypted()) {
      page.append(row(Release.own(), each, withKeys(), expected)).append('\n');
    }
    page.append(OTHER_RELEASES);

    if (System.getProperty("update") != null) {
      Files.writeString(PAGE, page, UTF_8);
    }
    assertEquals(Files.readString(PAGE, UTF_8), page.toString());
  }

  private static ServerConfig withKeys() {
    return ServerConfig.lenient().toBuilder().tls(files.port()).build();
  }

  static Stream<Release> otherReleases() {
    return Release.having("zabbix_sender").filter(release -> release != Release.own());
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("otherReleases")
  void sendersOfOtherReleasesMeetTheFaultsOfTlsAlike(Release release) throws Exception {
    String page = Files.readString(PAGE, UTF_8);
    for (Case each : encrypted()) {
      if (release != Release.R5_0_8 || !OUTLASTING.contains(each.name())) {
        String row = row(release, each, withKeys(), page);
        assertTrue(page.contains(row + '\n'), () -> release + ": " + row);
      }
    }
  }

  /**
   * Returns the row of a case. The sender's time is short, so a busy machine can make a difference:
   * a case that differs from the page is tried three times, and the last time counts.
   */
  private static String row(Release release, Case each, ServerConfig config, String page)
      throws Exception {
    Trial trial = attempt(release, each, config);
    for (int i = 1; i < ATTEMPTS && !(trial.isInTime() && page.contains(trial.row())); i++) {
      trial = attempt(release, each, config);
    }
    Trial last = trial;
    assertTrue(
        last.isInTime(),
        () -> each.name() + " kept the sender of " + release + " for " + last.took());
    return last.row();
  }

  /**
   * A run of the sender.
   *
   * @param row the row of the page
   */
  private record Trial(String row, Duration took) {

    private boolean isInTime() {
      return took.compareTo(ofSeconds(TIMEOUT_SECONDS).plus(TOLERANCE)) < 0;
    }
  }

  private static Trial attempt(Release release, Case each, ServerConfig config) throws Exception {
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      each.rule().accept(server);
      long start = System.nanoTime();

      List<String> options = new ArrayList<>(each.options());
      if (release != Release.R5_0_8) {
        options.addAll(List.of("-t", String.valueOf(TIMEOUT_SECONDS)));
      }
      RealSender.Outcome sender =
          new RealSender(release, server.trapperPort()).send("web01", "app.ok", "1", options);

      Duration took = Duration.ofNanos(System.nanoTime() - start);
      String output =
          (sender.output() + sender.errors())
              .strip()
              .lines()
              .map(line -> "`" + line + "`")
              .collect(Collectors.joining("<br>"));
      if (!each.name().startsWith("refuse")) {
        awaitExchange(server);
      }
      String recorded = server.items().isEmpty() ? "no" : "yes";
      return new Trial(
          String.format(
              Locale.ROOT,
              "| `%s` | %d | %s | %s |",
              each.name(),
              sender.exitCode(),
              output,
              recorded),
          took);
    }
  }

  /** The sender may be gone before the server has read what it sent. */
  private static void awaitExchange(MockZabbixServer server) throws InterruptedException {
    long deadline = System.nanoTime() + ofSeconds(20).toNanos();
    long seen = server.journal().version();
    while (server.exchanges().isEmpty() && System.nanoTime() < deadline) {
      seen = server.journal().awaitChange(seen, ofSeconds(1));
    }
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    cases.add(new Case("refuseConnections()", MockZabbixServer::refuseConnections));
    addInEveryPhase(cases, "delay(ofMillis(500))", Fault.delay(ofMillis(500)));
    addInEveryPhase(cases, "stall()", Fault.stall());
    addInEveryPhase(cases, "close()", Fault.close());
    addInEveryPhase(cases, "halfClose()", Fault.halfClose());
    addInEveryPhase(cases, "reset()", Fault.reset());
    add(cases, "delay(ofMillis(500)).afterBytes(13)", Fault.delay(ofMillis(500)).afterBytes(13));
    add(cases, "stall().afterBytes(13)", Fault.stall().afterBytes(13));
    add(cases, "reset().afterBytes(13)", Fault.reset().afterBytes(13));
    add(cases, "trickle(10, ofMillis(50))", Fault.trickle(10, ofMillis(50)));
    add(cases, "trickle(1, ofMillis(500))", Fault.trickle(1, ofMillis(500)));
    add(cases, "wrongLength(-5)", Fault.wrongLength(-5));
    add(cases, "wrongLength(5)", Fault.wrongLength(5));
    add(cases, "wrongLength(Integer.MAX_VALUE)", Fault.wrongLength(Integer.MAX_VALUE));
    add(cases, "corruptHeader()", Fault.corruptHeader());
    add(cases, "missingHeader()", Fault.missingHeader());
    add(cases, "wrongFlags(0x00)", Fault.wrongFlags(0));
    add(cases, "wrongFlags(0x03)", Fault.wrongFlags(3));
    add(cases, "wrongFlags(0xff)", Fault.wrongFlags(0xff));
    add(cases, "wrongReserved(7)", Fault.wrongReserved(7));
    add(cases, "zlibReply()", Fault.zlibReply());
    add(cases, "largePacketReply()", Fault.largePacketReply());
    add(cases, "garbage(100, 42)", Fault.garbage(100, 42));
    add(cases, "extraBytes(10)", Fault.extraBytes(10));
    add(cases, "extraWhitespace()", Fault.extraWhitespace());
    add(cases, "extraMembers()", Fault.extraMembers());
    add(cases, "emptyReply()", Fault.emptyReply());
    add(cases, "duplicateReply()", Fault.duplicateReply());
    add(cases, "cutAfter(0)", Fault.cutAfter(0));
    add(cases, "cutAfter(5)", Fault.cutAfter(5));
    add(cases, "cutAfter(50)", Fault.cutAfter(50));
    return cases;
  }

  private static List<Case> encrypted() {
    List<String> psk = files.psk(TlsFiles.IDENTITY, "right");
    List<String> cert = files.cert("client");
    TestCertificates certificates = files.certificates();
    List<Case> cases = new ArrayList<>();
    addConnect(cases, "stall().onAccept()", psk, Fault.stall().onAccept());
    addConnect(
        cases,
        "delay(ofMillis(500)).duringHandshake()",
        psk,
        Fault.delay(ofMillis(500)).duringHandshake());
    addConnect(cases, "stall().duringHandshake()", psk, Fault.stall().duringHandshake());
    addConnect(cases, "close().duringHandshake()", psk, Fault.close().duringHandshake());
    addConnect(cases, "halfClose().duringHandshake()", psk, Fault.halfClose().duringHandshake());
    addConnect(cases, "reset().duringHandshake()", psk, Fault.reset().duringHandshake());
    addConnect(cases, "tlsAlert(40)", psk, Fault.tlsAlert(40));
    addConnect(cases, "tlsIdentityHint(\"web02\")", psk, Fault.tlsIdentityHint("web02"));
    addConnect(cases, "tlsPieces(1, ofMillis(1))", psk, Fault.tlsPieces(1, ofMillis(1)));
    addConnect(cases, "tlsPieces(1, ofMillis(500))", psk, Fault.tlsPieces(1, ofMillis(500)));
    addConnect(
        cases, "tlsCertificate(expired)", cert, Fault.tlsCertificate(certificates.expired()));
    addConnect(
        cases,
        "tlsCertificate(ofUnknownAuthority)",
        cert,
        Fault.tlsCertificate(certificates.ofUnknownAuthority()));
    addConnect(cases, "missingCloseNotify()", psk, Fault.missingCloseNotify());
    cases.add(
        new Case(
            "missingCloseNotify()`, `close().insideReply()",
            psk,
            server -> {
              server.onConnect(Fault.missingCloseNotify());
              server.when(anyRequest()).fault(Fault.close().insideReply());
            }));
    return cases;
  }

  private static void addConnect(List<Case> cases, String name, List<String> options, Fault fault) {
    cases.add(new Case(name, options, server -> server.onConnect(fault)));
  }

  private static void add(List<Case> cases, String name, Fault fault) {
    cases.add(new Case(name, server -> server.when(anyRequest()).fault(fault)));
  }

  private static void addInEveryPhase(List<Case> cases, String name, SocketFault fault) {
    cases.add(new Case(name + ".onAccept()", onConnect(fault, SocketFault::onAccept)));
    cases.add(new Case(name + ".whileReading()", onConnect(fault, SocketFault::whileReading)));
    add(cases, name + ".beforeReply()", fault.at(FaultPhase.BEFORE_REPLY));
    add(cases, name + ".insideReply()", fault.at(FaultPhase.INSIDE_REPLY));
    add(cases, name + ".afterReply()", fault.at(FaultPhase.AFTER_REPLY));
  }

  private static Consumer<MockZabbixServer> onConnect(
      SocketFault fault, Function<SocketFault, SocketFault> phase) {
    return server -> server.onConnect(phase.apply(fault));
  }
}
