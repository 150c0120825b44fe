package org.mockzabbix.cli.certify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.fixtures.CertifyRows;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.fixtures.StartedProcess;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.tls.TlsConfig;

/** Small senders, good and bad, each with its rows word for word. Only the times differ. */
@Timeout(300)
class CertificationTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofSeconds(15); // for programs that hang

  private final List<String> rows = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();

  @Test
  void goodSenderPassesEveryTrial() throws Exception {
    String[] others = SenderTrials.all().stream().skip(1).map(Trial::name).toArray(String[]::new);

    boolean passed = certify("good", LONG, others);

    assertEquals(CertifyRows.ofGoodSender(), text(rows));
    assertEquals(List.of(), sent);
    assertTrue(passed);
  }

  @Test
  void blindSenderMissesEachFailure() throws Exception {
    boolean passed =
        certify("blind", LONG, "failed values", "failed request", "closed", "redirect");

    assertEquals(
        """
        good                   0   T.T s  no    -        no       1 of 1          PASS
        failed values          0   T.T s  no    no       no       0 of 1 lost     FAIL: \
        exit code 0, although the values failed
        failed request         0   T.T s  no    no       no       0 of 1 lost     FAIL: \
        exit code 0, although the values failed
        closed                 0   T.T s  no    no       no       1 of 1          FAIL: \
        exit code 0 without a valid response
        redirect               0   T.T s  no    -        no       0 of 1 lost     FAIL: \
        exit code 0, although the server redirected the values
        """,
        text(rows));
    assertFalse(passed);
  }

  @Test
  void senderWithoutTimeoutHangs() throws Exception {
    boolean passed = certify("patient", SHORT, "failed values", "half-open");

    String table = MarkdownFile.read("docs/certify.md").snippets("text").get(0);
    assertEquals(
        CertifyRows.withoutTimes(table.substring(table.indexOf('\n') + 1)),
        text(rows),
        "docs/certify.md shows this run");
    assertEquals(TrialRow.header(), table.lines().findFirst().orElseThrow());
    assertFalse(passed);
  }

  @Test
  void senderMayRepeatValuesWithTheirTimes() throws Exception {
    boolean passed = certify("retrying", LONG, "empty", "reset once", "closed once");

    assertEquals(
        """
        good                   0   T.T s  no    -        no       1 of 1          PASS
        empty                  1   T.T s  no    yes      yes      1 of 1          PASS
        reset once             0   T.T s  no    -        yes      1 of 1          PASS
        closed once            0   T.T s  no    -        yes      1 of 1          PASS
        """,
        text(rows));
    assertTrue(passed);
  }

  @Test
  void senderDoublesValuesThatItRepeatsWithoutTimes() throws Exception {
    boolean passed = certify("doubling", LONG, "empty", "closed once");

    assertEquals(
        """
        good                   0   T.T s  no    -        no       1 of 1          PASS
        empty                  1   T.T s  no    yes      yes      3 of 1 doubled  PASS
        closed once            0   T.T s  no    -        yes      2 of 1 doubled  FAIL: \
        1 value stored twice: repeat a value with its first clock and ns
        """,
        text(rows));
    assertEquals(List.of("NOTE: values have no clock: a server uses the time of receipt"), sent);
    assertFalse(passed);
  }

  @Test
  void senderThatCountsCharactersFailsAtOnce() throws Exception {
    boolean passed = certify("characters", LONG, "reset");

    assertEquals(
        """
        good                   1   T.T s  no    -        no       0 of 0          FAIL: \
        the packet or its values are invalid
        """,
        text(rows));
    assertEquals(
        "FAIL: unreadable packet: declared 108 bytes, received 109: is the length counted in"
            + " characters instead of bytes? (the data begins with '{\"request\":\"sender"
            + " data\",\"data\":[{\"host\":\"web01\",\"key\":\"app.ok\",\"value\":\"20 °C\","
            + "\"clock\":1700000...')",
        text(sent).strip());
    assertFalse(passed);
  }

  @Test
  void valuesAreJudged() throws Exception {
    String values =
        String.join(
            ",",
            value("a", "\"clock\":1700000000000"),
            value("b", "\"ns\":5"),
            value("c[", "\"clock\":1700000000,\"ns\":5"),
            value("d", "\"clock\":1700000000,\"ns\":5"),
            value("d", "\"clock\":1700000000,\"ns\":5"),
            "{\"host\":\"web01\",\"key\":\"e\",\"value\":\"" + "ä".repeat(32_768) + "\"}");

    boolean passed = certify(values, LONG);

    assertEquals(
        """
        FAIL: web01 a: malformed: "clock" is not an integer from 0 to 2147483647, but \
        1700000000000: is it in milliseconds? Send seconds
        FAIL: web01 c[: failed: the host has no item with this key, and cannot have one: the \
        closing bracket is missing (character 3)
        FAIL: web01 e: the value has 65536 bytes: a server stores at most 65535 bytes of text
        FAIL: web01 b: ns without clock: a server ignores it
        FAIL: web01 d: two values have the same time: a server keeps one of them
        NOTE: values have no clock: a server uses the time of receipt
        """,
        text(sent));
    assertFalse(passed);
  }

  @Test
  void trustingGetterMissesMissingValues() throws Exception {
    List<String> names = List.of("good", "not supported", "closed", "short");
    Certification certification =
        Certification.ofGetter(
            SenderProgram.command("getter"),
            LONG,
            GetterTrials.all().stream().filter(trial -> names.contains(trial.name())).toList(),
            new TrialSettings(ZabbixVersion.V7_0, TlsConfig.unencrypted()),
            StartedProcess::of);

    boolean passed =
        certification.run(
            row -> rows.add(CertifyRows.withoutTimes(row.toString())),
            judgement -> sent.add(judgement.toString()));

    assertEquals(
        """
        good                   0   T.T s  no    -        no       1 of 1          PASS
        not supported          0   T.T s  no    yes      no       1 of 1          PASS
        closed                 0   T.T s  no    no       no       1 of 1          FAIL: \
        exit code 0 without a valid response
        short                  0   T.T s  no    no       no       1 of 1          FAIL: \
        exit code 0 without a valid response
        """,
        text(rows));
    assertEquals(List.of(), sent);
    assertFalse(passed);
  }

  @Test
  void missingProgramIsNamed() {
    Certification certification =
        Certification.ofSender(
            List.of("/missing/sender", "{host}"),
            LONG,
            SenderTrials.all(),
            new TrialSettings(ZabbixVersion.V7_0, TlsConfig.unencrypted()),
            StartedProcess::of);

    CannotStartException failure =
        assertThrows(
            CannotStartException.class, () -> certification.run(row -> {}, judgement -> {}));

    assertEquals(
        "cannot start the command \"/missing/sender\": No such file or directory",
        failure.getMessage());
  }

  private static String value(String key, String members) {
    return "{\"host\":\"web01\",\"key\":\"" + key + "\",\"value\":\"1\"," + members + "}";
  }

  private boolean certify(String sender, Duration timeout, String... trials) throws Exception {
    List<String> names =
        Stream.concat(Stream.of("good"), Stream.of(trials)).collect(Collectors.toList());
    Certification certification =
        Certification.ofSender(
            SenderProgram.command(sender),
            timeout,
            SenderTrials.all().stream().filter(trial -> names.contains(trial.name())).toList(),
            new TrialSettings(ZabbixVersion.V7_0, TlsConfig.unencrypted()),
            StartedProcess::of);
    return certification.run(
        row -> rows.add(CertifyRows.withoutTimes(row.toString())),
        judgement -> sent.add(judgement.toString()));
  }

  private static String text(List<String> lines) {
    return lines.stream().map(line -> line + '\n').collect(Collectors.joining());
  }
}
