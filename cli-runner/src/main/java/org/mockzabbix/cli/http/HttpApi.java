package org.mockzabbix.cli.http;

import java.util.ArrayList;
import java.util.List;

/** All endpoints of the API. */
final class HttpApi {

  private HttpApi() {}

  /** Returns a router for all endpoints. */
  static HttpRouter router(HttpTarget target) {
    return new HttpRouter(endpoints(target, new ScenarioState(target)));
  }

  static List<Endpoint> endpoints(HttpTarget target, ScenarioState scenario) {
    Waits waits = new Waits(target.server());
    JournalView journal = new JournalView(target.server());
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.addAll(new ValueEndpoints(journal, waits).endpoints());
    endpoints.addAll(new ExchangeEndpoints(journal, waits).endpoints());
    endpoints.addAll(new EventEndpoints(journal, waits).endpoints());
    endpoints.addAll(new VerifyEndpoints(target.server(), scenario, waits).endpoints());
    endpoints.addAll(new RuleEndpoints(target.server(), scenario).endpoints());
    endpoints.addAll(new HostEndpoints(target.server(), scenario).endpoints());
    endpoints.addAll(new ProxyEndpoints(target.server(), scenario).endpoints());
    endpoints.addAll(new AgentEndpoints(target.server(), scenario, journal).endpoints());
    endpoints.addAll(new ControlEndpoints(target, scenario).endpoints());
    endpoints.addAll(new StatusEndpoints(target).endpoints());
    endpoints.add(OpenApiDocument.endpoint(endpoints));
    return List.copyOf(endpoints);
  }
}
