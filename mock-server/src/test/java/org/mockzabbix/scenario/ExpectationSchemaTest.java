package org.mockzabbix.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.protocol.Outcome;

/**
 * What each expectation of a file means, in the words of a failed assertion, and what is refused.
 */
class ExpectationSchemaTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{host: web01, key: app.ok}; web01 app.ok",
        "{host: web01, key: app.ok, value: 1, times: 3, within: 5s};"
            + " web01 app.ok with value \"1\", 3 times within 5 s",
        "{host: 'web*', key: '/app\\..+/', times: 0, during: 300ms};"
            + " (host like web*) (key /app\\..+/), never during 300 ms",
        "{key: {exact: 'a*'}, atLeast: 2}; (any host) a*, at least 2 times",
        "{host: h, atMost: 2}; h (any key), at most 2 times",
        "{host: h, atLeast: 1, atMost: 2}; h (any key), 1 to 2 times",
        "{host: h, key: k, number: 0.5, tolerance: 1e-1}; h k with number 0.5 ± 0.1",
        "{host: h, key: k, number: -2}; h k with number -2",
        "`{host: h, key: k, json: '{\"a\": 1}'}`; `h k with JSON {\"a\":1}`",
        "`{host: h, key: k, discoveryRow: {'{#FS}': /, '{#T}': ext4}}`;"
            + " `h k with discovery row {#FS}=\"/\" {#T}=\"ext4\"`",
        "{host: h, key: k, value: 1, jsonType: number, clock: 7};"
            + " h k with value \"1\", JSON type number and clock 7",
        "{host: h, key: k, noClock: true}; h k with no clock",
        "{host: h, key: k, clockNearNow: 10s};"
            + " h k with clock within 10 s of the time of receipt",
        "{host: h, key: k, state: notSupported, source: active agent};"
            + " h k with state not supported and source active agent",
        "{host: h, key: k, state: supported, source: proxy, proxy: px};"
            + " h k with state supported, source proxy and proxy px",
        "{rejected: {host: h}, times: 2}; rejected h (any key), 2 times",
        "{rejected: {host: h, because: unknownHost}};"
            + " rejected h (any key) with outcome failed: no such host",
        "{requested: {request: sender data, host: h}, times: 1}; sender data from h, once",
        "{requested: {request: passive checks, key: agent.ping}};"
            + " passive checks with key agent.ping",
        "{registered: {host: web09, metadata: '*linux*', ip: 192.0.2.1, port: 10051}, within: 5s};"
            + " `registration of web09 with metadata like \"*linux*\", ip 192.0.2.1 and port 10051,"
            + " within 5 s`",
        "{registered: {host: 'web*', dns: /a.+/, proxy: px}, times: 2};"
            + " `registration of (host like web*) with dns /a.+/ through proxy px, 2 times`",
        "{registered: {}}; registration of any host",
        "{available: {host: web01}, within: 2s}; `web01 available, within 2 s`",
        "{unavailable: {host: web01, error: '*refused*', proxy: px}};"
            + " web01 unavailable with error like \"*refused*\" through proxy px",
        "{commandResult: {host: web01, command: uptime, output: '*load*'}, within: 5s};"
            + " `result of \"uptime\" on web01 with output like \"*load*\", within 5 s`",
        "{commandResult: {error: 'x', proxy: px}, times: 0};"
            + " `result of any command on any host with error \"x\" through proxy px, never`",
        "{all: [{host: h, key: a}, {host: h, key: b}], within: 2s};"
            + " `all of these values, within 2 s: h a; h b`",
        "{all: [{host: h, key: a}], inOrder: true}; all of these values in this order: h a",
        "{all: [{host: h, key: a}], inOrder: false}; all of these values: h a",
        "{inOnePacket: [{host: h, key: a}]}; all of these values in one packet: h a",
        "{exactly: [{host: h, key: a}, {}], inOrder: true};"
            + " `exactly these 2 values in this order: h a; any item`",
        "nothing; no exchanges",
        "noDuplicates; no duplicates for any item",
        "noUnreadable; no unreadable exchanges",
        "everyRuleUsed; no unused rules"
      })
  void meansWhatItSays(String expectation, String words) {
    Scenario scenario = Scenario.parse("s", "expect:\n  - " + expectation + "\n");

    assertEquals(words, scenario.expectations().get(0).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "nothin; expect[0] must be one of nothing, noDuplicates, noUnreadable, everyRuleUsed, but"
            + " was \"nothin\": did you mean \"nothing\"?",
        "{}; an expectation must have one subject: values by host and key, or one of rejected,"
            + " requested, registered, available, unavailable, commandResult, all, exactly,"
            + " inOnePacket",
        "{host: h, registered: {host: h}}; an expectation must have one subject: values by host"
            + " and key, or one of rejected, requested, registered, available, unavailable,"
            + " commandResult, all, exactly, inOnePacket",
        "{registered: {host: h}, times: 0, within: 5s}; `within has nothing to wait for, because"
            + " later values cannot make this true: registration of h, never; use during to keep"
            + " checking; to check once, use now() in Java, or omit within`",
        "{registered: {hosst: h}}; unknown field \"hosst\" in registered: did you mean \"host\"?",
        "{commandResult: {output: y, error: x}}; error \"x\" contradicts output \"y\"",
        "{host: h, exactly: []}; expect[0].exactly needs at least one value: to expect none,"
            + " write the string nothing",
        "{exactly: []}; expect[0].exactly needs at least one value: to expect none, write the"
            + " string nothing",
        "{all: []}; expect[0].all needs at least one value: to expect none, write the string"
            + " nothing",
        "{noUnreadable: true}; expect[0] must be the string noUnreadable, without braces",
        "{host: h, number: 1e999}; expect[0].number must be a number, for example 0.42, but was"
            + " 1e999",
        "{host: h, noClock: yes}; expect[0].noClock must be true or false, but was \"yes\"",
        "{host: h, inOrder: true}; inOrder is valid only with all or exactly: remove it",
        "{all: [{host: h}], times: 2}; times has no effect with all, exactly and inOnePacket:"
            + " remove it",
        "{host: h, times: 2, atMost: 3}; times is an exact number: remove atLeast and atMost",
        "{host: h, atLeast: 3, atMost: 2}; the least number of times must be from 0 to 2, but was 3",
        "{host: h, within: 5s, during: 5s}; within and during are both set: use within to wait"
            + " until the expectation is met, or during to check that it stays met",
        "`{host: h, times: 0, within: 5s}`; `within has nothing to wait for, because later values"
            + " cannot make this true: h (any key), never; use during to keep checking;"
            + " to check once, use now() in Java, or omit within`",
        "`{host: h, atMost: 2, within: 5s}`; `within has nothing to wait for, because later values"
            + " cannot make this true: h (any key), at most 2 times; use during to keep checking;"
            + " to check once, use now() in Java, or omit within`",
        "{host: h, within: 0s}; expect[0].within must be from 1 ms to 24 h, but was 0 s",
        "{host: h, tolerance: 1}; tolerance has no effect without number: add number",
        "{host: h, number: one}; expect[0].number must be a number, for example 0.42, but was"
            + " \"one\"",
        "{host: h, discoveryRow: {}}; discoveryRow needs a macro, for example {\"{#FSNAME}\": /}",
        "{host: h, clock: 1, noClock: true}; no clock contradicts clock 1",
        "{rejected: {host: h, stored: true}}; unknown field \"stored\" in rejected: no rejected value"
            + " matches it, because a server decides only about processed values whether it stores"
            + " them: remove it",
        "{rejected: {host: h, storedAs: 5}}; unknown field \"storedAs\" in rejected: no rejected"
            + " value matches it, because a server decides only about processed values whether it"
            + " stores them: remove it",
        "{rejected: {source: sender, because: notThisProxy}}; outcome failed: the host is not"
            + " monitored by this proxy contradicts source sender",
        "{rejected: {host: h, because: noHost}}; outcome malformed: \"host\" is missing contradicts"
            + " h",
        "{rejected: {because: unknownHots}};"
            + " expect[0].rejected.because must be one of OUTCOMES, but was \"unknownHots\": did you mean \"unknownHost\"?"
      })
  void whatMakesNoSenseIsRefused(String expectation, String message) {
    String text = "# a comment\nexpect:\n  - " + expectation + "\n";

    ScenarioException e = assertThrows(ScenarioException.class, () -> Scenario.parse("s", text));

    String outcomes =
        EnumSet.complementOf(EnumSet.of(Outcome.PROCESSED)).stream()
            .map(ScalarSchema::camelCase)
            .collect(Collectors.joining(", "));
    assertEquals("s:3: " + message.replace("OUTCOMES", outcomes), e.getMessage());
  }
}
