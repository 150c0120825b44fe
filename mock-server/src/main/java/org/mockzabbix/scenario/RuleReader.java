package org.mockzabbix.scenario;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.rule.Answering;
import org.mockzabbix.rule.RulePlan;

/**
 * Makes rules of nodes whose shape was checked, and finds what a shape cannot tell: parts that
 * contradict each other. Confined to one call.
 */
final class RuleReader {

  private final Source source;
  private final FaultReader faults;
  private final ReplyReader replies;
  private final RequestReader requests;

  RuleReader(Source source) {
    this.source = source;
    this.faults = new FaultReader(source);
    this.replies = new ReplyReader(source);
    this.requests = new RequestReader(source);
  }

  /** What a rule, or what comes after it, does once. */
  private record Action(@Nullable Answering answering, List<Fault> faults) {}

  RulePlan rule(Node node) {
    Node.Fields rule = (Node.Fields) node;
    boolean ofConnections = rule.text("when") != null;
    Function<Node.Fields, Action> reading = ofConnections ? this::onConnect : this::onRequest;
    Action first = reading.apply(rule);
    RulePlan plan =
        ofConnections
            ? RulePlan.forConnections(first.faults())
            : RulePlan.forRequests(
                requests.matcher(rule.fields("when")), first.answering(), first.faults());
    return chosen(rule, further(rule, plan, reading));
  }

  private Action onRequest(Node.Fields step) {
    Node reply = step.node("reply");
    List<Fault> spoiling = faults.ofReply(step);
    if (reply == null && spoiling.isEmpty()) {
      throw source.error(step, "a rule does something: give it a reply, a fault or faults");
    }
    return new Action(reply == null ? null : replies.reply(reply), spoiling);
  }

  private Action onConnect(Node.Fields step) {
    List<Fault> early = faults.ofConnection(step);
    if (step.has("reply") || early.isEmpty()) {
      throw source.error(
          step, "a rule for connections has fault or faults, and no reply: nobody asked yet");
    }
    return new Action(null, early);
  }

  /** How often it is done, what comes when it is used up, and so on. */
  private RulePlan further(
      Node.Fields first, RulePlan begun, Function<Node.Fields, Action> reading) {
    RulePlan plan = begun;
    Node.Fields step = first;
    while (step != null) {
      Long times = step.whole("times");
      plan = times == null ? plan : plan.times(times);
      step = step.fields("afterwards");
      if (step != null) {
        checkUsedUp(step, times);
        Action next = reading.apply(step);
        plan = plan.afterwards(next.answering(), next.faults());
      }
    }
    return plan;
  }

  private void checkUsedUp(Node afterwards, @Nullable Long times) {
    if (times == null) {
      throw source.error(
          afterwards, "afterwards comes when the rule is used up: say with times when that is");
    }
  }

  /** Which of the matching requests it is used for. */
  private RulePlan chosen(Node.Fields rule, RulePlan plan) {
    Long skip = rule.whole("skip");
    Long everyNth = rule.whole("everyNth");
    RulePlan chosen = skip == null ? plan : plan.skip(skip);
    chosen = everyNth == null ? chosen : chosen.everyNth(everyNth);
    return withChance(rule, chosen);
  }

  private RulePlan withChance(Node.Fields rule, RulePlan plan) {
    String probability = rule.text("probability");
    Long seed = rule.whole("seed");
    if (probability == null && seed == null) {
      return plan;
    }
    if (probability == null || seed == null) {
      throw source.error(
          rule, "probability and seed belong together: the same seed gives the same decisions");
    }
    return plan.withProbability(Double.parseDouble(probability), seed);
  }
}
