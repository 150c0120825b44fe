package org.mockzabbix.scenario;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fault.FaultPhase;
import org.mockzabbix.fault.TlsFault;
import org.mockzabbix.scenario.FaultSchema.Faults;
import org.mockzabbix.tls.TestCertificates;
import org.mockzabbix.tls.TlsCertificate;

class FaultSchemaTest {

  private record Spelling(String name, String yaml, Fault fault) {}

  private static final TlsCertificate OTHER = TestCertificates.create().expired();

  private static final List<Spelling> SPELLINGS =
      List.of(
          new Spelling("delay", "{delay: 2s}", Fault.delay(ofSeconds(2))),
          new Spelling("delay", "{delay: 2}", Fault.delay(ofSeconds(2))),
          new Spelling("stall", "stall", Fault.stall()),
          new Spelling("stall", "{stall: 5s}", Fault.stall(ofSeconds(5))),
          new Spelling("stall", "{stall: true}", Fault.stall()),
          new Spelling("close", "close", Fault.close()),
          new Spelling("halfClose", "halfClose", Fault.halfClose()),
          new Spelling("reset", "reset", Fault.reset()),
          new Spelling(
              "trickle", "{trickle: {bytes: 1, interval: 50ms}}", Fault.trickle(1, ofMillis(50))),
          new Spelling("wrongLength", "{wrongLength: -10}", Fault.wrongLength(-10)),
          new Spelling("corruptHeader", "corruptHeader", Fault.corruptHeader()),
          new Spelling("missingHeader", "missingHeader", Fault.missingHeader()),
          new Spelling("wrongFlags", "{wrongFlags: 5}", Fault.wrongFlags(5)),
          new Spelling("zlibReply", "zlibReply", Fault.zlibReply()),
          new Spelling("largePacketReply", "largePacketReply", Fault.largePacketReply()),
          new Spelling("garbage", "{garbage: {length: 100, seed: 42}}", Fault.garbage(100, 42)),
          new Spelling("extraBytes", "{extraBytes: 3}", Fault.extraBytes(3)),
          new Spelling("emptyReply", "emptyReply", Fault.emptyReply()),
          new Spelling("duplicateReply", "{duplicateReply: true}", Fault.duplicateReply()),
          new Spelling("wrongReserved", "{wrongReserved: 7}", Fault.wrongReserved(7)),
          new Spelling("extraMembers", "extraMembers", Fault.extraMembers()),
          new Spelling("extraWhitespace", "{extraWhitespace: true}", Fault.extraWhitespace()),
          new Spelling("cutAfter", "{cutAfter: 0}", Fault.cutAfter(0)),
          new Spelling("missingCloseNotify", "missingCloseNotify", Fault.missingCloseNotify()),
          new Spelling("tlsAlert", "{tlsAlert: 40}", Fault.tlsAlert(40)),
          new Spelling(
              "tlsIdentityHint", "{tlsIdentityHint: web02}", Fault.tlsIdentityHint("web02")),
          new Spelling(
              "tlsPieces",
              "{tlsPieces: {bytes: 1, interval: 5ms}}",
              Fault.tlsPieces(1, ofMillis(5))),
          new Spelling(
              "tlsCertificate",
              "{tlsCertificate: {certFile: DIR/other.crt, keyFile: DIR/other.key}}",
              Fault.tlsCertificate(OTHER)));

  @TempDir static Path directory;

  @BeforeAll
  static void writeCertificate() throws IOException {
    OTHER.writeTo(directory, "other");
  }

  @TestFactory
  Stream<DynamicTest> readsEach() {
    return SPELLINGS.stream()
        .map(
            spelling ->
                DynamicTest.dynamicTest(
                    spelling.yaml(),
                    () -> {
                      Faults read = read(spelling.yaml().replace("DIR", directory.toString()));
                      assertEquals(
                          List.of(spelling.fault()),
                          spelling.fault() instanceof TlsFault
                              ? read.forConnection()
                              : read.forRequest());
                    }));
  }

  @Test
  void everyFaultHasASpelling() {
    Set<String> factories =
        Stream.of(Fault.class.getMethods())
            .filter(method -> Modifier.isStatic(method.getModifiers()))
            .filter(method -> Fault.class.isAssignableFrom(method.getReturnType()))
            .map(method -> method.getName())
            .filter(name -> !name.endsWith("Connection")) // second names, for Java only
            .collect(toCollection(TreeSet::new));

    assertEquals(
        factories, SPELLINGS.stream().map(Spelling::name).collect(toCollection(TreeSet::new)));
  }

  @Test
  void readsSeveral() {
    String text = "rules:\n  - {faults: [reset, {delay: 1s, phase: insideReply}]}";

    assertEquals(
        "[rule for any request: [the default response [reset before the reply,"
            + " delay of 1 s inside the reply]]]",
        Scenario.parse("s", text).server().rules().toString());
  }

  @Test
  void readsANumberOfBytesInsteadOfAPhase() {
    assertEquals(
        List.of(Fault.delay(ofSeconds(1)).afterBytes(13)), faults("{delay: 1s, afterBytes: 13}"));
  }

  @Test
  void everyPhaseHasAWord() {
    for (FaultPhase phase : FaultPhase.values()) {
      String word = ScalarSchema.camelCase(phase);

      Faults faults = read("{reset: true, phase: " + word + "}");
      assertEquals(
          List.of(Fault.reset().at(phase)),
          phase.precedesRequest() ? faults.forConnection() : faults.forRequest(),
          word);
    }
  }

  private static List<Fault> faults(String yaml) {
    return read(yaml).forRequest();
  }

  private static Faults read(String yaml) {
    return FaultSchema.FIELDS.read(ScenarioParser.parse("s", "fault: " + yaml));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "reste; s:1: fault must be one of close, corruptHeader, duplicateReply, emptyReply,"
            + " extraMembers, extraWhitespace, halfClose, largePacketReply, missingCloseNotify,"
            + " missingHeader, reset, stall, zlibReply, but was \"reste\": did you mean \"reset\"?",
        "{dealy: 2s}; s:1: unknown field \"dealy\" in a fault: did you mean \"delay\"?",
        "{delay: 0s}; s:1: fault.delay must be from 1 ms to 24 h, but was 0 s",
        "{delay: 999h}; s:1: fault.delay must be from 1 ms to 24 h, but was 999 h",
        "{stall: soon}; s:1: fault.stall must be a time, for example 500ms, 10s, 5m, 1h, 7d or"
            + " 2w, but was \"soon\"",
        "{wrongLength: 0}; s:1: difference must not be 0",
        "{wrongFlags: 256}; s:1: fault.wrongFlags must be an integer from 0 to 255, but was 256",
        "{trickle: {bytes: 1}}; s:1: trickle needs the field \"interval\"",
        "{garbage: {length: 1}}; s:1: garbage needs the field \"seed\"",
        "{reset: true, phase: later}; s:1: fault.phase must be one of onAccept, whileReading,"
            + " duringHandshake, beforeReply, insideReply, afterReply, but was \"later\"",
        "{cutAfter: 3, phase: insideReply}; s:1: phase is valid only for delay, stall, close,"
            + " halfClose and reset: remove it",
        "{phase: insideReply}; s:1: a fault needs a name, for example {reset: true, phase:"
            + " insideReply}",
        "{reset: true, close: true}; s:1: these are 2 faults: write a list, for example faults:"
            + " [reset, close]",
        "{reset: false}; s:1: fault.reset must be true, but was false",
        "[reset]; s:1: fault must be one of close, corruptHeader, duplicateReply, emptyReply,"
            + " extraMembers, extraWhitespace, halfClose, largePacketReply, missingCloseNotify,"
            + " missingHeader, reset, stall, zlibReply or an object with close, corruptHeader,"
            + " duplicateReply, emptyReply, extraMembers, extraWhitespace, halfClose,"
            + " largePacketReply, missingCloseNotify, missingHeader, reset, stall, zlibReply, delay,"
            + " trickle, wrongLength, wrongFlags, wrongReserved, garbage, extraBytes, cutAfter,"
            + " tlsAlert, tlsCertificate, tlsIdentityHint, tlsPieces, afterBytes, phase, but was a"
            + " list",
        "{tlsAlert: 256}; s:1: fault.tlsAlert must be an integer from 0 to 255, but was 256",
        "{tlsAlert: 40}; s:1: \"TLS alert 40\" happens before there is a request: use it in a rule"
            + " with when: connect",
        "{tlsCertificate: {certFile: nowhere, keyFile: nowhere}}; s:1: cannot open file"
            + " \"nowhere\"",
        "{wrongReserved: -1}; s:1: value must be from 0 to 4294967295, but was -1",
        "{cutAfter: 3, afterBytes: 2}; s:1: afterBytes is valid only for delay, stall, close,"
            + " halfClose and reset: remove it",
        "{reset: true, afterBytes: 0}; s:1: fault.afterBytes must be an integer from 1 to"
            + " 2147483647, but was 0",
        "{reset: true, afterBytes: 2, phase: afterReply}; s:1: phase and afterBytes are both set:"
            + " remove one",
        "{reset: yes}; s:1: fault.reset must be true or false, but was \"yes\"",
        "delay; s:1: fault needs a value for delay: write {delay: ...}",
        "{trickle: true}; s:1: fault.trickle must be an object with bytes, interval, but was true"
      })
  void nonsense_isRefused(String yaml, String message) {
    ScenarioException e = assertThrows(ScenarioException.class, () -> faults(yaml));

    assertEquals(message, e.getMessage());
  }

  @Test
  void faultAndFaults_areOneTooMany() {
    String text = "rules:\n  - {fault: reset, faults: [close]}";

    ScenarioException e = assertThrows(ScenarioException.class, () -> Scenario.parse("s", text));

    assertEquals("s:2: fault and faults are both set: remove one", e.getMessage());
  }
}
