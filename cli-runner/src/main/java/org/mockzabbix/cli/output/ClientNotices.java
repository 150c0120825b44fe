package org.mockzabbix.cli.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.PassiveCheck;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.Plurals;

/**
 * The lines about mistakes of clients on standard error. The first mistake of a kind and host has a
 * line, the second one announces that more of them are only counted. Not thread-safe.
 */
public final class ClientNotices {

  private static final int MOST_KINDS = 10_000; // limits the memory
  private static final int MOST_LINES = 20; // at the end

  private final RateLimitedLog log;
  private final boolean shown;
  private final Function<Exchange, Optional<String>> agent;
  private final Map<String, Long> mistakes = new LinkedHashMap<>();
  private final Map<String, Long> rules = new LinkedHashMap<>();

  /**
   * Creates notices.
   *
   * @param shown whether the same terminal shows the mistakes among the values
   * @param agent returns the host of the mock agent that received a request; empty for the server
   */
  public ClientNotices(
      RateLimitedLog log, boolean shown, Function<Exchange, Optional<String>> agent) {
    this.log = log;
    this.shown = shown;
    this.agent = agent;
  }

  /**
   * Reports what the server or agent did not accept or does not store, and counts the rule and
   * faults.
   */
  void add(Exchange exchange, Rejections rejections) {
    List<Rejections.Line> lines = rejections.lines();
    lines.forEach(line -> add(line.label(), exchange, line.kind(), line.text()));
    boolean rejected = lines.stream().anyMatch(line -> line.label().equals(Rejections.REJECTED));
    if (!rejected && exchange.kind() != RequestKind.EMPTY) { // ports are probed
      exchange.reason().ifPresent(why -> addRefusal(exchange, why));
    }
    if (exchange.request() instanceof PassiveCheck check) {
      addUnsupported(exchange, check);
    }
    countRule(exchange);
  }

  private void addRefusal(Exchange exchange, String why) {
    switch (exchange.kind()) {
      case UNREADABLE -> add("UNREADABLE", exchange, why, why);
      case UNKNOWN -> add("UNKNOWN", exchange, why, why);
      default -> {
        String text = exchange.kind() + sender(exchange.request(), why) + ": " + why;
        boolean isPoll = exchange.localPort() == 0; // the server connected to the peer
        add(isPoll ? "FAILED" : "REFUSED", exchange, text, text);
      }
    }
  }

  /** Returns the host or proxy of a request, unless the reason names it. */
  private static String sender(Request request, String why) {
    String name = request.proxy() == null ? request.host() : request.proxy();
    return name == null || name.isEmpty() || why.contains(name) ? "" : " of " + name;
  }

  private void addUnsupported(Exchange exchange, PassiveCheck check) {
    CheckResult result = CheckResult.ofResponse(exchange.response().text(), check.form());
    if (!result.isSupported()) {
      String text = check.key() + ": " + result.error();
      add("UNSUPPORTED", exchange, text, text);
    }
  }

  /** Reports warnings, which the lines of values do not show. */
  void addWarnings(Exchange exchange, List<String> warnings) {
    warnings.forEach(warning -> count("WARNING", exchange, warning, warning));
  }

  private void add(String label, Exchange exchange, String kind, String text) {
    if (!shown) {
      count(label, exchange, kind, text);
    }
  }

  private void count(String label, Exchange exchange, String kind, String text) {
    Optional<String> receiver = agent.apply(exchange).map(AgentLabel::of);
    String to = receiver.map(name -> name + ": ").orElse("");
    String key = label + ' ' + to + kind;
    long times = mistakes.getOrDefault(key, 0L) + 1;
    if (times > 1 || mistakes.size() < MOST_KINDS) {
      mistakes.put(key, times);
    }
    String peer = HostAndPort.of(exchange.peer()) + ": " + to;
    if (times == 1) {
      log.printLimited(label + ' ' + peer + text);
    } else if (times == 2) {
      log.printLimited("AGAIN " + peer + text + ": from now on, this is only counted");
    }
  }

  private void countRule(Exchange exchange) {
    String faults = String.join(", ", exchange.faults());
    Optional<String> rule = exchange.rule();
    if (rule.isPresent() || !faults.isEmpty()) {
      String to = agent.apply(exchange).map(name -> AgentLabel.of(name) + ": ").orElse("");
      String what = rule.map(name -> "RULE for " + name).orElse("FAULT of a key");
      String how = faults.isEmpty() ? "" : ": " + faults;
      String key = to + what + how;
      if (rules.containsKey(key) || rules.size() < MOST_KINDS) {
        rules.merge(key, 1L, Long::sum);
      }
    }
  }

  /** Prints how often the mistakes were repeated, and which rules and faults had an effect. */
  void printSummary() {
    mistakes.values().removeIf(times -> times <= 2);
    print(mistakes, "kind of mistake", "kinds of mistakes");
    print(rules, "rule", "rules");
  }

  private void print(Map<String, Long> counts, String singular, String plural) {
    counts.entrySet().stream()
        .limit(MOST_LINES)
        .forEach(
            entry ->
                log.printNotice(
                    "TOTAL " + Plurals.times(entry.getValue()) + ": " + entry.getKey()));
    int others = counts.size() - MOST_LINES;
    if (others > 0) {
      log.printNotice("TOTAL of " + Plurals.count(others, singular, plural) + " left out");
    }
  }
}
