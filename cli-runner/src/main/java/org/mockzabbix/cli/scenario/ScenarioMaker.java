package org.mockzabbix.cli.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.protocol.Request.PassiveCheck;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.IncomingRequest;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.text.Plurals;
import org.mockzabbix.transcript.Replay;
import org.mockzabbix.transcript.ReplayedExchange;
import org.mockzabbix.transcript.Transcript;
import org.mockzabbix.transcript.TranscriptExchange;

/**
 * Makes a scenario of one Zabbix version out of a transcript. It serves each draft of the scenario,
 * and replays the transcript: replies that differ become rules. Not thread-safe.
 */
final class ScenarioMaker {

  private final Transcript transcript;
  private final ZabbixVersion version;
  private final RecordedItems items = new RecordedItems();
  private final RecordedRules rules = new RecordedRules();
  private final List<RecordedAgent> agents = new ArrayList<>();
  private final Set<Integer> differing = new HashSet<>(); // lines
  private final Set<Integer> exact = new HashSet<>(); // lines

  private ScenarioMaker(Transcript transcript, ZabbixVersion version) {
    this.transcript = transcript;
    this.version = version;
  }

  /**
   * A scenario.
   *
   * @param text the text of the scenario file
   * @param rules the number of replies that need a rule
   * @param differing the lines of the transcript whose replies the scenario does not reproduce
   */
  record MadeScenario(String text, int rules, Set<Integer> differing) {}

  /** Returns the scenario of the version that needs the fewest rules. */
  static MadeScenario make(Transcript transcript) throws IOException, InterruptedException {
    List<MadeScenario> made = new ArrayList<>();
    for (ZabbixVersion version : ZabbixVersion.values()) {
      made.add(0, new ScenarioMaker(transcript, version).make());
    }
    MadeScenario best = made.get(0);
    for (MadeScenario other : made) {
      int fewer = other.differing().size() - best.differing().size();
      best = fewer < 0 || (fewer == 0 && other.rules() < best.rules()) ? other : best;
    }
    return best;
  }

  private MadeScenario make() throws IOException, InterruptedException {
    observeServer();
    for (String host : hostsOfAgents()) {
      observeAgent(host);
    }
    items.solve();
    differing.addAll(differences());
    Set<Integer> left = differing.isEmpty() ? Set.of() : differences();
    if (!left.isEmpty()) {
      differing.addAll(left);
      exact.addAll(left);
      left = differences();
    }
    return new MadeScenario(text(), differing.size(), left);
  }

  private Set<String> hostsOfAgents() {
    Set<String> hosts = new TreeSet<>();
    transcript.exchanges().forEach(exchange -> exchange.agent().ifPresent(hosts::add));
    return hosts;
  }

  /** Lets a server that accepts everything decode the requests. */
  private void observeServer() throws IOException, InterruptedException {
    ServerConfig lenient = ServerConfig.lenient().toBuilder().version(version).build();
    try (MockZabbixServer server = new MockZabbixServer(lenient).start()) {
      Replay replay = new Replay(server.host(), server.trapperPort());
      replay.run(transcript);
      List<TranscriptExchange> sent = sentBy(replay);
      List<Exchange> requests = requests(server.journal(), sent.size());
      for (int i = 0; i < sent.size(); i++) {
        Exchange request = requests.get(i);
        items.add(request, Response.received(sent.get(i).replyBytes()));
        rules.add(condition(request), sent.get(i));
      }
    }
  }

  private List<TranscriptExchange> sentBy(Replay replay) {
    return transcript.exchanges().stream().filter(replay::includes).toList();
  }

  /** Returns the requests that were sent again, none of which may be missing. */
  private static List<Exchange> requests(Journal journal, int sent) throws IOException {
    List<Exchange> requests = journal.exchanges();
    if (requests.size() != sent) {
      throw new IOException(
          "the transcript is too large for the heap: "
              + Plurals.count(sent, "request")
              + " were sent, and "
              + requests.size()
              + " are kept. Use a larger heap (java -Xmx), or a part of the transcript");
    }
    return requests;
  }

  private static String condition(Exchange request) {
    String host =
        new IncomingRequest(
                request.request(),
                request.peer(),
                1,
                request.connection(),
                itemid -> Optional.empty())
            .host();
    String from = host.isEmpty() ? "" : ", host: {exact: " + ScenarioText.quoted(host) + "}";
    return "{request: " + request.kind().wireName() + from + "}";
  }

  private void observeAgent(String host) throws IOException, InterruptedException {
    RecordedAgent known = new RecordedAgent(host);
    RecordedRules ruled = known.rules();
    agents.add(known);
    AgentConfig any = AgentConfig.of(host).withVersion(ZabbixVersion.newest()).acceptPlainText();
    try (MockAgent agent = new MockAgent(any).start()) {
      Replay replay = new Replay(agent.host(), agent.port()).ofAgent(host);
      replay.run(transcript);
      List<TranscriptExchange> sent = sentBy(replay);
      List<Exchange> requests = requests(agent.journal(), sent.size());
      for (int i = 0; i < sent.size(); i++) {
        Exchange request = requests.get(i);
        if (request.request() instanceof PassiveCheck check) {
          addReply(check.key(), sent.get(i).replyBytes(), known);
          ruled.add("{key: {exact: " + ScenarioText.quoted(check.key()) + "}}", sent.get(i));
        } else {
          ruled.add("{request: " + request.kind().wireName() + "}", sent.get(i));
        }
      }
    }
  }

  /** A connection that was closed without a reply shows no value. */
  private static void addReply(String key, byte[] reply, RecordedAgent known) {
    if (reply.length > 0) {
      known.add(key, Response.received(reply));
    }
  }

  /** Serves the scenario, and returns the lines whose replies differ. */
  private Set<Integer> differences() throws IOException, InterruptedException {
    ServerConfig config = Scenario.parse("scenario", text()).server();
    Set<Integer> lines = new TreeSet<>();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      addDifferences(new Replay(server.host(), server.trapperPort()), lines);
      for (MockAgent agent : server.agents()) {
        addDifferences(new Replay(agent.host(), agent.port()).ofAgent(agent.name()), lines);
      }
    }
    return lines;
  }

  private void addDifferences(Replay replay, Set<Integer> lines)
      throws IOException, InterruptedException {
    for (ReplayedExchange exchange : replay.run(transcript).differing()) {
      lines.add(exchange.recorded().line());
    }
  }

  private String text() {
    ScenarioText text = new ScenarioText();
    text.line("dialect: \"" + version.dialect() + '"');
    text.line("strict: true");
    items.writeTo(text);
    text.line(agents.isEmpty() ? "" : "agents:");
    agents.forEach(agent -> agent.writeTo(text, rulesOf(agent.rules())));
    List<String> ofServer = rulesOf(rules);
    text.line(ofServer.isEmpty() ? "" : "rules:");
    ofServer.forEach(rule -> text.line("  - " + rule));
    return text.toString();
  }

  private List<String> rulesOf(RecordedRules recorded) {
    return recorded.rules(differing, exact);
  }
}
