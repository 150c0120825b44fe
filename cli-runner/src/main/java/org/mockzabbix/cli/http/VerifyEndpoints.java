package org.mockzabbix.cli.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.assertion.Verdict;
import org.mockzabbix.assertion.ZabbixAssertions;
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
            .query("timeout", "5s", "Waits at most this time until it is met, at most 10m.")
            .body("{\"host\": \"web01\", \"key\": \"app.ok\", \"value\": \"1\"}"),
        Endpoint.get(
            "/api/v1/expectations",
            "Lists the expectations of the scenario, and whether they are met now.",
            call -> list()));
  }

  private HttpReply verify(HttpCall call) throws Exception {
    Expectation expectation = ScenarioPart.expectation("body", call.body());
    Expectation timed =
        call.time("timeout").map(time -> within(expectation, time)).orElse(expectation);
    return waits.limited(() -> judge(timed));
  }

  /** An expectation that later values cannot meet is judged now. */
  private Expectation within(Expectation expectation, Duration time) {
    boolean pending = expectation.check(server) == Verdict.PENDING;
    return pending && !time.isZero() ? expectation.within(time) : expectation;
  }

  private HttpReply judge(Expectation expectation) {
    try {
      ZabbixAssertions.assertThat(server).meets(expectation);
    } catch (AssertionError missed) {
      throw new HttpProblem(422, "Not Met", expectation.toString())
          .with("verdict", name(expectation.check(server)))
          .with("explanation", String.valueOf(missed.getMessage()));
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
