package org.mockzabbix.cli.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.assertion.ExpectationResult;
import org.mockzabbix.assertion.ExpectationWatch;
import org.mockzabbix.assertion.Verdict;
import org.mockzabbix.scenario.ScenarioPart;

/** The endpoints that judge expectations, with the explanation that Java gives. */
final class VerifyEndpoints {

  private final MockZabbixServer server;
  private final ScenarioState scenario;
  private final Waits waits;

  VerifyEndpoints(MockZabbixServer server, ScenarioState scenario, Waits waits) {
    this.server = server;
    this.scenario = scenario;
    this.waits = waits;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(
                "/api/v1/verify",
                "Judges an expectation: 200 if it is met, 422 with an explanation if it is not.",
                this::verify)
            .returns("MetExpectation")
            .query("timeout", "5s", "Waits at most this time until it is met, at most 10m.")
            .body(
                "ScenarioExpectation",
                "{\"host\": \"web01\", \"key\": \"app.ok\", \"value\": \"1\"}"),
        Endpoint.get(
                "/api/v1/expectations",
                "Lists the expectations of the scenario, and whether they are met now.",
                call -> list())
            .returns("Expectations"));
  }

  private HttpReply verify(HttpCall call) throws Exception {
    Expectation expectation = ScenarioPart.expectation("body", call.body());
    Duration timeout = call.time("timeout").orElse(Duration.ZERO);
    return timeout.isZero()
        ? judge(expectation, HttpCall.LONGEST_WAIT)
        : judge(within(expectation, timeout), timeout);
  }

  /** An expectation that later values cannot meet is judged now. */
  private Expectation within(Expectation expectation, Duration time) {
    return watch(expectation).hasOnlyLimits() ? expectation : expectation.within(time);
  }

  private ExpectationWatch watch(Expectation expectation) {
    return new ExpectationWatch(List.of(expectation), server);
  }

  private HttpReply judge(Expectation expectation, Duration timeout) throws Exception {
    ExpectationWatch watch = watch(expectation);
    Duration during = watch.longestDuring();
    Duration longest = timeout.compareTo(during) < 0 ? during : timeout;
    long begun = System.nanoTime();
    Supplier<Verdict> verdict =
        () -> watch.verdict(Duration.ofNanos(System.nanoTime() - begun), Duration.ZERO);
    waits.until(known -> known != Verdict.PENDING, longest, verdict);
    ExpectationResult result = watch.results().get(0);
    if (!result.isMet()) {
      throw new HttpProblem(422, "Not Met", expectation.toString())
          .with("verdict", name(result.verdict()))
          .with("explanation", result.explanation());
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    return HttpReply.json(json.put("verdict", "met").put("expectation", expectation.toString()));
  }

  private HttpReply list() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode list = json.putArray("expectations");
    for (Expectation expectation : scenario.expectations()) {
      ObjectNode entry =
          list.addObject()
              .put("expectation", expectation.toString())
              .put("verdict", name(expectation.check(server)));
      expectation
          .declaration()
          .ifPresent(declared -> entry.set("declaration", JournalView.parsed(declared)));
    }
    return HttpReply.json(json);
  }

  private static String name(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }
}
