package org.mockzabbix.stress;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.mockzabbix.MockAgent;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.stress.Report.Figure;

/** A mock agent that counts its requests, and clients that request the next number or die. */
final class AgentScene implements Scene {

  private static final String KEY = "counter";

  private final AtomicLong counter = new AtomicLong();
  private final Set<String> values = ConcurrentHashMap.newKeySet();
  private final MockAgent agent =
      new MockAgent("web01")
          .reply(KEY, KeyScript.computed(key -> Long.toString(counter.incrementAndGet())))
          .start();
  private final Client client = new Client(agent.port());
  private final Report report;

  AgentScene(Report report) {
    this.report = report;
  }

  @Override
  public List<Actor> actors() {
    Actor poller = random -> poll();
    Actor killed =
        random -> {
          client.kill(KEY, random.nextInt(KEY.length()));
          report.count(Figure.KILLED);
          poll();
        };
    return List.of(poller, poller, killed);
  }

  private void poll() throws Exception {
    String value = client.exchange(KEY);
    if (value.isEmpty() || !values.add(value)) {
      throw new IllegalStateException("the agent sent the value " + value + " twice");
    }
    report.count(Figure.POLLS);
  }

  @Override
  public void check(Report report) {
    report.checkExchanges("the agent", agent.journal(), client);
  }

  @Override
  public List<Integer> ports() {
    return List.of(agent.port());
  }

  @Override
  public void close() {
    agent.close();
  }
}
