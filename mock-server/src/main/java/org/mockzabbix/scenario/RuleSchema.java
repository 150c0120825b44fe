package org.mockzabbix.scenario;

import static org.mockzabbix.scenario.ScalarSchema.LONG;
import static org.mockzabbix.scenario.ScalarSchema.POSITIVE;
import static org.mockzabbix.scenario.ScalarSchema.PROBABILITY;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.rule.RuleDefinition;
import org.mockzabbix.scenario.FaultSchema.Faults;
import org.mockzabbix.scenario.ScenarioNode.ObjectNode;
import org.mockzabbix.tls.TlsConfig;

/** The schemas of rules. */
final class RuleSchema {

  /** The rules of an agent. */
  static final Schema<RuleDefinition> OF_AGENT =
      rule("agentStep", RequestSchema.ofAgent(), ResponseSchema.ofAgent());

  /** The rules of a server. */
  static final Schema<RuleDefinition> OF_SERVER =
      rule("serverStep", RequestSchema.ofServer(), ResponseSchema.ofServer());

  private RuleSchema() {}

  /** Collects the fields of an action of a rule, and how often it applies. */
  static class ActionDraft {
    @Nullable Responder response;
    @Nullable String forward;
    @Nullable TlsConfig forwardTls;
    final Faults faults = new Faults();
    @Nullable Integer times;
    Schema.@Nullable Located<ActionDraft> afterwards;

    @Nullable Responder responder() {
      if (response != null || forward == null) {
        return response;
      }
      return forwardTls == null
          ? Responder.forward(forward)
          : Responder.forward(forward, forwardTls);
    }

    List<Fault> forRequest(Location location) {
      if (response != null && forward != null) {
        throw location.error("a rule has reply or forward, not both: remove one of them");
      }
      if (forward == null && forwardTls != null) {
        throw location.error("forwardTls has no effect without forward: add forward");
      }
      List<Fault> all = faults.forRequest();
      if (responder() == null && all.isEmpty()) {
        throw location.error(
            "a rule does nothing without reply, forward, fault or faults: add one");
      }
      return all;
    }

    List<Fault> forConnection(Location location) {
      List<Fault> all = faults.forConnection();
      if (responder() != null || all.isEmpty()) {
        throw location.error(
            "a rule with when: connect needs fault or faults and has no reply, because there is no"
                + " request yet");
      }
      return all;
    }
  }

  /** Collects the fields of a rule. */
  private static final class RuleDraft extends ActionDraft {
    private Optional<RequestMatcher> when = Optional.of(RequestMatcher.anyRequest());
    private @Nullable Integer skip;
    private @Nullable Integer everyNth;
    private @Nullable Double probability;
    private @Nullable Long seed;
  }

  private static Schema<RuleDefinition> rule(
      String stepName, ObjectSchema<RequestMatcher> when, Schema<Responder> response) {
    Supplier<Schema<ActionDraft>> step =
        new Supplier<>() {
          @Override
          public Schema<ActionDraft> get() {
            return withAction(
                ObjectSchema.of("afterwards", ActionDraft::new),
                response,
                new SharedSchema<>(stepName, this));
          }
        };
    return withAction(
            ObjectSchema.of("a rule", RuleDraft::new)
                .set(
                    "when",
                    AlternativesSchema.of(
                        ScalarSchema.choice(Map.of("connect", Optional.<RequestMatcher>empty())),
                        when.build((matcher, node) -> Optional.of(matcher))),
                    (draft, matcher) -> draft.when = matcher)
                .optional(
                    "The requests that the rule applies to (default: all); connect is for"
                        + " connections."),
            response,
            new SharedSchema<>(stepName, step))
        .set("skip", POSITIVE, (draft, n) -> draft.skip = n)
        .optional("Skip this many matching requests first.")
        .set("everyNth", POSITIVE, (draft, n) -> draft.everyNth = n)
        .optional("Apply the rule only to every n-th matching request.")
        .set("probability", PROBABILITY, (draft, share) -> draft.probability = share)
        .optional("Apply the rule only to this share of the matching requests; requires seed.")
        .set("seed", LONG, (draft, seed) -> draft.seed = seed)
        .optional("The seed of probability; equal seeds cause equal decisions in each run.")
        .build(RuleSchema::build);
  }

  private static <B extends ActionDraft> ObjectSchema<B> withAction(
      ObjectSchema<B> schema, Schema<Responder> response, Schema<ActionDraft> step) {
    return schema
        .include(FaultSchema.FIELDS, draft -> draft.faults)
        .set("reply", response, (draft, reply) -> draft.response = reply)
        .optional("The response, which replaces the default response.")
        .set("forward", ScalarSchema.ADDRESS, (draft, address) -> draft.forward = address)
        .optional("The address of a real server or agent that responds instead, as host:port.")
        .set("forwardTls", TlsSchema.CONNECTION, (draft, tls) -> draft.forwardTls = tls)
        .optional("The encryption of the connections to the address of forward (default: none).")
        .set("times", POSITIVE, (draft, n) -> draft.times = n)
        .optional("How often the rule applies before it is exhausted (default: always).")
        .set("afterwards", step.located(), (draft, next) -> draft.afterwards = next)
        .optional("The action after the rule is exhausted (default: the rule no longer applies).");
  }

  private static RuleDefinition build(RuleDraft draft, ObjectNode node) {
    RuleDefinition plan =
        draft.when.isPresent()
            ? RuleDefinition.forRequests(
                draft.when.get(), draft.responder(), draft.forRequest(node.location()))
            : RuleDefinition.forConnections(draft.forConnection(node.location()));
    plan = withSteps(plan, draft, draft.when.isEmpty());
    plan = draft.skip == null ? plan : plan.skip(draft.skip);
    plan = draft.everyNth == null ? plan : plan.everyNth(draft.everyNth);
    return withProbability(plan, draft, node).withDeclaration(node.json());
  }

  private static RuleDefinition withSteps(
      RuleDefinition first, ActionDraft action, boolean forConnections) {
    RuleDefinition plan = action.times == null ? first : first.times(action.times);
    if (action.afterwards == null) {
      return plan;
    }
    Location location = action.afterwards.location();
    if (action.times == null) {
      throw location.error("afterwards has no effect without times: add times");
    }
    ActionDraft next = action.afterwards.value();
    List<Fault> faults = forConnections ? next.forConnection(location) : next.forRequest(location);
    return withSteps(plan.afterwards(next.responder(), faults), next, forConnections);
  }

  private static RuleDefinition withProbability(
      RuleDefinition plan, RuleDraft draft, ObjectNode node) {
    if (draft.probability == null && draft.seed == null) {
      return plan;
    }
    if (draft.probability == null || draft.seed == null) {
      throw node.error("probability and seed belong together: set both");
    }
    return plan.withProbability(draft.probability, draft.seed);
  }
}
