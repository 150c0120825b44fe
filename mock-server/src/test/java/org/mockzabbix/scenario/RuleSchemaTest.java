package org.mockzabbix.scenario;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.sentence.FunctionFailures;
import org.mockzabbix.server.Rules;

/** Which requests a scenario's rules match, and which rules are invalid. */
class RuleSchemaTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{fault: reset}; any request",
        "{when: {}, fault: reset}; any request",
        "{when: connect, fault: reset}; connections",
        "{when: {request: sender data}, fault: reset}; sender data",
        "{when: {host: web01}, fault: reset}; any request from web01",
        "{when: {host: web*}, fault: reset}; any request from like web*",
        "{when: {host: /web\\d+/}, fault: reset}; any request from /web\\d+/",
        "{when: {host: {exact: web*}}, fault: reset}; any request from web*",
        "{when: {key: 'k?', value: 1}, fault: reset};"
            + " any request with key like k? with value 1",
        "{when: {key: /a|b/, value: '/', peer: 192.0.2.1, connection: 3}, fault: reset};"
            + " any request with key /a|b/ with value / from peer 192.0.2.1 on connection 3",
        "{when: {key: {exact: /a/}, value: '*'}, fault: reset};"
            + " any request with key /a/ with value like *"
      })
  void when_saysWhatItIsFor(String rule, String subject) {
    List<String> unused =
        new Rules(rules(rule).server().rules(), FunctionFailures.unreported())
            .unused().stream().map(Object::toString).toList();

    assertEquals(List.of("rule for " + subject + ", used 0 times"), unused);
  }

  @TestFactory
  Stream<DynamicTest> everyKindOfRequestHasAWord() {
    return Stream.of(RequestKind.values())
        .filter(kind -> kind != RequestKind.POLL) // which only we send
        .map(kind -> DynamicTest.dynamicTest(kind.wireName(), () -> assertReads(kind)));
  }

  private static void assertReads(RequestKind kind) {
    String rule = "- {when: {request: " + kind.wireName() + "}, fault: reset}";
    String text =
        RequestSchema.OF_SERVERS.contains(kind)
            ? "rules:\n  " + rule
            : "agents:\n  - host: h\n    rules:\n      " + rule;

    Scenario scenario = Scenario.parse("s", text);

    Rules read =
        new Rules(
            RequestSchema.OF_SERVERS.contains(kind)
                ? scenario.server().rules()
                : scenario.server().agents().get(0).rules(),
            FunctionFailures.unreported());
    assertEquals("[rule for " + kind.wireName() + ", used 0 times]", read.unused().toString());
  }

  @Test
  void everyKindOfRequest_comesToAServerOrAnAgent() {
    Set<RequestKind> all =
        Stream.of(RequestSchema.OF_SERVERS, RequestSchema.OF_AGENTS)
            .flatMap(Set::stream)
            .collect(toSet());

    assertEquals(EnumSet.complementOf(EnumSet.of(RequestKind.POLL)), all);
  }

  @Test
  void laterRule_isNewer() {
    Rules read =
        new Rules(
            rules("{when: {host: a}, fault: reset}\n  - {when: {host: b}, fault: close}")
                .server()
                .rules(),
            FunctionFailures.unreported());

    assertEquals(
        "[rule for any request from b, used 0 times, rule for any request from a, used 0 times]",
        read.unused().toString());
  }

  @Test
  void schema_knowsRecursion() throws Exception {
    assertTrue(JsonSchema.text().contains("\"$ref\" : \"#/$defs/serverStep\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{when: {request: sender data}}; s:2: a rule does nothing without reply, forward, fault or faults:"
            + " add one",
        "{faults: []}; s:2: a rule does nothing without reply, forward, fault or faults: add one",
        "`{fault: reset, times: 1,\n     afterwards: {times: 2}}`; s:3: a rule does nothing"
            + " without reply, forward, fault or faults: add one",
        "`{fault: reset,\n     afterwards: {fault: close}}`; s:3: afterwards has no effect"
            + " without times: add times",
        "`{fault: {reset: true, phase: whileReading}}`; s:2: \"reset while reading\" happens"
            + " before there is a request: use it in a rule with when: connect",
        "{fault: reset, forwardTls: {psk: {identity: a, key: 00112233445566778899aabbccddeeff}}};"
            + " s:2: forwardTls has no effect without forward: add forward",
        "{forward: '127.0.0.1:1', forwardTls: {like: gnutls}}; s:2: encrypted connections need a key:"
            + " set psk or certFile",
        "{when: connect, reply: close}; s:2: a rule with when: connect needs fault or faults and"
            + " has no reply, because there is no request yet",
        "{when: connect}; s:2: a rule with when: connect needs fault or faults and has no reply,"
            + " because there is no request yet",
        "{when: connect, fault: corruptHeader}; s:2: \"corrupt header\" applies to a response,"
            + " not to a connection: remove when: connect",
        "`{when: connect, fault: {reset: true, phase: insideReply}}`; s:2: \"reset inside the"
            + " reply\" applies to a response, not to a connection: remove when: connect",
        "`{when: connect, fault: {reset: true, phase: beforeReply}}`; s:2: \"reset before the"
            + " reply\" applies to a response, not to a connection: remove when: connect",
        "{fault: reset, probability: 0.5}; s:2: probability and seed belong together: set both",
        "{fault: reset, seed: 1}; s:2: probability and seed belong together: set both",
        "{fault: reset, probability: 1.5, seed: 1}; s:2: rules[0].probability must be a number"
            + " from 0 to 1, but was 1.5",
        "{fault: reset, times: 0}; s:2: rules[0].times must be an integer from 1 to 2147483647,"
            + " but was 0",
        "{fault: reset, everyNth: x}; s:2: rules[0].everyNth must be an integer from 1 to"
            + " 2147483647, but was \"x\"",
        "{fault: reset, times: 2147483648, afterwards: {fault: close}}; s:2: rules[0].times must"
            + " be an integer from 1 to 2147483647, but was 2147483648",
        "{reply: failed}; s:2: rules[0].reply needs a value for failed: write {failed: ...}",
        "{reply: {close: true}}; s:2: rules[0].reply must be the string close, without braces",
        "{reply: {counts: {processed: 2147483647, failed: 1}}}; s:2: processed and failed must be at"
            + " least 0, and their sum at most 2147483647, but were 2147483647 and 1",
        "{when: {request: send data}, fault: reset}; s:2: rules[0].when.request must be one of"
            + " REQUESTS, but was \"send data\": did"
            + " you mean \"sender data\"?",
        "{when: {hots: a}, fault: reset}; s:2: unknown field \"hots\" in when: did you mean"
            + " \"host\"?",
        "{when: connected, fault: reset}; s:2: rules[0].when must be connect, but was"
            + " \"connected\": did you mean \"connect\"?",
        "{when: {key: /a(/}, fault: reset}; `s:2: /a(/ is not a valid regular expression"
            + " (Unclosed group): write {exact: \"...\"} if the string begins and ends with a"
            + " slash`",
        "{reply: {}}; s:2: a reply has one field, for example {failed: all} or {json: \"...\"},"
            + " or is the string close",
        "{reply: {failure: a, json: b}}; s:2: a reply has one field, for example {failed: all} or"
            + " {json: \"...\"}, or is the string close",
        "{reply: clsoe}; s:2: rules[0].reply must be one of close, uploadDisabled, but was"
            + " \"clsoe\": did you mean \"close\"?",
        "{reply: {failed: {}}}; `s:2: failed needs host or key; {failed: all} applies to all"
            + " values`",
        "{reply: {failed: some}}; s:2: rules[0].reply.failed must be all, but was \"some\"",
        "{reply: {hex: 5a4}}; s:2: rules[0].reply.hex must be pairs of hexadecimal digits, for"
            + " example \"5a425844 01\", but was \"5a4\"",
        "{reply: {base64: '!'}}; s:2: rules[0].reply.base64 must be Base64, for example WkJYRAE=,"
            + " but was \"!\"",
        "{reply: {counts: {processed: 1}}}; s:2: counts needs the field \"failed\"",
        "{reply: {redirect: {address: a}}}; s:2: redirect needs the field \"revision\""
      })
  void nonsense_isRefused(String rule, String message) {
    ScenarioException e = assertThrows(ScenarioException.class, () -> rules(rule));

    String requests =
        RequestSchema.OF_SERVERS.stream()
            .map(RequestKind::wireName)
            .collect(Collectors.joining(", "));
    assertEquals(message.replace("REQUESTS", requests), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{when: {host: a}, fault: reset}; s:4: unknown field \"host\" in when: use one of request,"
            + " key, peer, connection, encrypted, pskIdentity, certificate",
        "{reply: {failed: all}}; s:4: unknown field \"failed\" in a reply: use one of json,"
            + " hex, base64",
        "{when: {request: sender data}, fault: reset}; s:4: agents[0].rules[0].when.request must"
            + " be one of passive checks, unreadable, empty, but was \"sender data\""
      })
  void agentsRule_thatNeverCould_isRefused(String rule, String message) {
    String text = "agents:\n  - host: h\n    rules:\n      - " + rule;

    ScenarioException e = assertThrows(ScenarioException.class, () -> Scenario.parse("s", text));

    assertEquals(message, e.getMessage());
  }

  private static Scenario rules(String rule) {
    return Scenario.parse("s", "rules:\n  - " + rule);
  }
}
