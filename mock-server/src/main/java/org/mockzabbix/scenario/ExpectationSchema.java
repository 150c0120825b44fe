package org.mockzabbix.scenario;

import static org.mockzabbix.scenario.ItemMatcherSchema.ITEM;
import static org.mockzabbix.scenario.ScalarSchema.BOOLEAN;
import static org.mockzabbix.scenario.ScalarSchema.COUNT;
import static org.mockzabbix.scenario.ScalarSchema.POSITIVE;
import static org.mockzabbix.scenario.ScalarSchema.TIMEOUT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.assertion.ItemMatcher;
import org.mockzabbix.assertion.ValueOrder;
import org.mockzabbix.assertion.ZabbixAssertions;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.scenario.ItemMatcherSchema.MatcherDraft;
import org.mockzabbix.scenario.ScenarioNode.ObjectNode;

/** The schema of expectations. */
final class ExpectationSchema {

  /** An expectation. */
  static final Schema<Expectation> EXPECTATION =
      AlternativesSchema.of(ScalarSchema.choice(words()), object())
          .map((expectation, node) -> expectation.withDeclaration(node.json()));

  private ExpectationSchema() {}

  /**
   * The subject of an expectation, unless it is the values of one item.
   *
   * @param hasOrder whether {@code inOrder} may be set
   * @param isCounted whether {@code times}, {@code atLeast} and {@code atMost} may be set
   */
  private record Subject(
      boolean hasOrder, boolean isCounted, Function<ValueOrder, Expectation> expectation) {

    private static Subject counted(Expectation expectation) {
      return new Subject(false, true, arrangement -> expectation);
    }

    private static Subject ordered(Function<ValueOrder, Expectation> expectation) {
      return new Subject(true, false, expectation);
    }

    private static Subject other(Expectation expectation) {
      return new Subject(false, false, arrangement -> expectation);
    }
  }

  /** Collects the fields of an expectation. */
  private static final class ExpectationDraft {
    private final MatcherDraft item = new MatcherDraft();
    private final List<Subject> subjects = new ArrayList<>();
    private ValueOrder arrangement = ValueOrder.ANY_ORDER;
    private @Nullable Integer times;
    private @Nullable Integer atLeast;
    private @Nullable Integer atMost;
    private @Nullable Duration within;
    private @Nullable Duration during;

    private Expectation build(ObjectNode node) {
      Subject subject = subject(node);
      if (node.has("inOrder") && !subject.hasOrder()) {
        throw node.error("inOrder", "inOrder is valid only with all or exactly: remove it");
      }
      return timed(counted(subject.expectation().apply(arrangement), subject, node), node);
    }

    private Subject subject(ObjectNode node) {
      if (node.fields().keySet().stream()
          .anyMatch(ItemMatcherSchema.FIELDS.fieldNames()::contains)) {
        subjects.add(Subject.counted(Expectation.of(item.build(node))));
      }
      if (subjects.size() != 1) {
        throw node.error(
            "an expectation must have one subject: values by host and key, or one of rejected,"
                + " requested, registered, available, unavailable, commandResult, all, exactly,"
                + " inOnePacket");
      }
      return subjects.get(0);
    }

    private Expectation counted(Expectation once, Subject subject, ObjectNode node) {
      Stream.of("times", "atLeast", "atMost")
          .filter(count -> node.has(count) && !subject.isCounted())
          .forEach(
              count -> {
                throw node.error(
                    count, count + " has no effect with all, exactly and inOnePacket: remove it");
              });
      if (times != null) {
        if (atLeast != null || atMost != null) {
          throw node.error("times", "times is an exact number: remove atLeast and atMost");
        }
        return times == 0 ? once.never() : once.times(times);
      }
      if (atLeast != null) {
        return atMost == null ? once.atLeast(atLeast) : once.timesBetween(atLeast, atMost);
      }
      return atMost == null ? once : once.atMost(atMost);
    }

    private Expectation timed(Expectation now, ObjectNode node) {
      if (within != null && during != null) {
        throw node.error(
            "during",
            "within and during are both set: use within to wait until the expectation is met, or"
                + " during to check that it stays met");
      }
      if (within != null) {
        return within(now, within, node);
      }
      return during == null ? now : now.during(during);
    }
  }

  private static Expectation within(Expectation now, Duration time, ObjectNode node) {
    try {
      return now.within(time);
    } catch (IllegalStateException nothingToWaitFor) {
      throw node.error("within", String.valueOf(nothingToWaitFor.getMessage()));
    }
  }

  private static Map<String, Expectation> words() {
    Map<String, Expectation> words = new LinkedHashMap<>();
    words.put("nothing", Expectation.nothing());
    words.put("noDuplicates", Expectation.noDuplicates(ZabbixAssertions.anyItem()));
    words.put("noUnreadable", Expectation.noUnreadable());
    words.put("everyRuleUsed", Expectation.everyRuleUsed());
    return words;
  }

  private static Schema<Expectation> object() {
    return ObjectSchema.of("an expectation", ExpectationDraft::new)
        .include(ItemMatcherSchema.FIELDS, draft -> draft.item)
        .set(
            "rejected",
            rejected(),
            (draft, rejected) -> draft.subjects.add(Subject.counted(rejected)))
        .optional("Rejected values, instead of processed ones.")
        .set(
            "requested",
            RequestSchema.ofAny(),
            (draft, matcher) -> draft.subjects.add(Subject.counted(Expectation.requested(matcher))))
        .optional("Requests, instead of values.")
        .set("registered", ReportSchema.REGISTERED, ExpectationSchema::add)
        .optional("Agents that asked for their active checks, at the server or at a proxy.")
        .set("available", ReportSchema.AVAILABLE, ExpectationSchema::add)
        .optional("Reports that the agent of a host is available.")
        .set("unavailable", ReportSchema.UNAVAILABLE, ExpectationSchema::add)
        .optional("Reports that the agent of a host is not available.")
        .set("commandResult", ReportSchema.COMMAND_RESULT, ExpectationSchema::add)
        .optional("Results of remote commands.")
        .set(
            "all",
            items(Expectation::all),
            (draft, all) -> draft.subjects.add(Subject.ordered(all)))
        .optional("Values that must all arrive; other values may arrive too.")
        .set(
            "exactly",
            items(Expectation::exactly),
            (draft, exactly) -> draft.subjects.add(Subject.ordered(exactly)))
        .optional("Values that must all arrive; no other values may arrive.")
        .set(
            "inOnePacket",
            items((items, arrangement) -> Expectation.inOnePacket(items)),
            (draft, packet) ->
                draft.subjects.add(Subject.other(packet.apply(ValueOrder.ANY_ORDER))))
        .optional("Values that must all arrive in the same packet.")
        .set(
            "inOrder",
            BOOLEAN,
            (draft, inOrder) ->
                draft.arrangement = inOrder ? ValueOrder.AS_LISTED : ValueOrder.ANY_ORDER)
        .optional("Whether the values of all or exactly must arrive in the listed order.")
        .set("times", COUNT, (draft, n) -> draft.times = n)
        .optional("The exact number of matches; 0 for never.")
        .set("atLeast", POSITIVE, (draft, n) -> draft.atLeast = n)
        .optional("The least number of matches (default: 1).")
        .set("atMost", POSITIVE, (draft, n) -> draft.atMost = n)
        .optional("The greatest number of matches.")
        .set("within", TIMEOUT, (draft, time) -> draft.within = time)
        .optional(
            "The longest time to wait until the expectation is met, from 1 ms to 24 h; not for limits such as times: 0.")
        .set("during", TIMEOUT, (draft, time) -> draft.during = time)
        .optional("The time during which the expectation must stay met, from 1 ms to 24 h.")
        .build(ExpectationDraft::build);
  }

  private static void add(ExpectationDraft draft, Expectation reports) {
    draft.subjects.add(Subject.counted(reports));
  }

  private static Schema<Function<ValueOrder, Expectation>> items(
      BiFunction<List<ItemMatcher>, ValueOrder, Expectation> expectation) {
    return new ListSchema<>(ITEM)
        .map(
            (items, node) -> {
              if (items.isEmpty()) {
                throw node.error(
                    node.location().subject()
                        + " needs at least one value: to expect none, write the string nothing");
              }
              return arrangement -> expectation.apply(items, arrangement);
            });
  }

  private static Schema<Expectation> rejected() {
    final class RejectedDraft {
      private final MatcherDraft item = new MatcherDraft();
      private @Nullable Outcome because;
    }
    return ObjectSchema.of("rejected", RejectedDraft::new)
        .include(ItemMatcherSchema.FIELDS, draft -> draft.item)
        .without(
            ItemMatcherSchema.OF_STORAGE,
            "no rejected value matches it, because a server decides only about processed values"
                + " whether it stores them: remove it")
        .set(
            "because",
            ScalarSchema.choice(
                Stream.of(Outcome.values()).filter(outcome -> !outcome.isProcessed()).toList(),
                ScalarSchema::camelCase),
            (draft, outcome) -> draft.because = outcome)
        .optional("The reason for the rejection.")
        .build(
            (draft, node) -> {
              ItemMatcher matcher = draft.item.build(node);
              return draft.because == null
                  ? Expectation.rejected(matcher)
                  : Expectation.rejected(matcher, draft.because);
            });
  }
}
