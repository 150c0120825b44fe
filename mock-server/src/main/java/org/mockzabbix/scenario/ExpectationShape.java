package org.mockzabbix.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.mockzabbix.protocol.ItemValue.Source;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.scenario.Shape.Decimal;
import org.mockzabbix.scenario.Shape.ListOf;
import org.mockzabbix.scenario.Shape.MapOf;
import org.mockzabbix.scenario.Shape.OneOf;
import org.mockzabbix.scenario.Shape.Shared;
import org.mockzabbix.scenario.Shape.Text;
import org.mockzabbix.scenario.Shape.Time;
import org.mockzabbix.scenario.Shape.Truth;
import org.mockzabbix.scenario.Shape.Whole;
import org.mockzabbix.scenario.Shape.Word;

/** The format of expectations in a scenario file, declared once. */
final class ExpectationShape {

  /** What is expected in one word. */
  static final List<String> WORDS =
      List.of("nothing", "noDuplicates", "noUnreadable", "everyRuleUsed");

  private static final Shape TEXT = new Text();
  private static final Shape COUNT = new Whole(0, Integer.MAX_VALUE);
  private static final Shape TIME = Time.positive();
  private static final Shape A_YEAR = new Time(Duration.ZERO, Duration.ofDays(366));
  private static final Shape ITEM = new Shared("itemValue", ExpectationShape::item);

  private ExpectationShape() {}

  /** One expectation: a word, or an object. */
  static Shape expectation() {
    Shape.ObjBuilder expectation =
        matcher(Shape.object("an expectation"))
            .optional("rejected", rejected(), "Rows like this that were not taken over.")
            .optional("requested", RuleShape.whenRequested(), "Requests like this.")
            .optional("all", new ListOf(ITEM), "All of these values, among others perhaps.")
            .optional("exactly", new ListOf(ITEM), "These values and no others.")
            .optional("inOnePacket", new ListOf(ITEM), "All of these values in one packet.")
            .optional("inOrder", new Truth(), "Whether all or exactly these come in this order.")
            .optional("times", COUNT, "How often, exactly; 0 for never.")
            .optional("atLeast", new Whole(1, Integer.MAX_VALUE), "How often at least.")
            .optional("atMost", new Whole(1, Integer.MAX_VALUE), "How often at most.")
            .optional("within", TIME, "How long it may take.")
            .optional("during", TIME, "How long it has to hold.");
    return new OneOf(List.of(new Word(WORDS), expectation.build()));
  }

  private static Shape item() {
    return matcher(Shape.object("an item value")).build();
  }

  private static Shape rejected() {
    return matcher(Shape.object("rejected"))
        .optional(
            "because",
            new Word(
                Stream.of(Outcome.values())
                    .filter(o -> !o.isProcessed())
                    .map(ExpectationShape::word)
                    .toList()),
            "The reason.")
        .build();
  }

  /** A constant as files write it: {@code UNKNOWN_HOST} is {@code unknownHost}. */
  static String word(Enum<?> constant) {
    StringBuilder word = new StringBuilder();
    for (String part : constant.name().split("_", -1)) {
      String rest = part.substring(1).toLowerCase(Locale.ROOT);
      char first = word.isEmpty() ? Character.toLowerCase(part.charAt(0)) : part.charAt(0);
      word.append(first).append(rest);
    }
    return word.toString();
  }

  private static Shape.ObjBuilder matcher(Shape.ObjBuilder owner) {
    return owner
        .optional("host", RuleShape.PATTERN, "The host of the item.")
        .optional("key", RuleShape.PATTERN, "The key of the item.")
        .optional("value", RuleShape.PATTERN, "The value, as the text that a server stores.")
        .optional("number", new Decimal(), "The value as a number, however it is spelled.")
        .optional("tolerance", new Decimal(), "How far the number may be away.")
        .optional("json", TEXT, "The value as JSON.")
        .optional("discoveryRow", new MapOf(TEXT), "Macros of a row of low-level discovery.")
        .optional(
            "jsonType",
            new Word(List.of("string", "number", "boolean", "null")),
            "The JSON type in which the value was sent.")
        .optional("clock", COUNT, "The clock as it was sent, in seconds since 1970.")
        .optional("noClock", new Truth(), "That no clock was sent.")
        .optional("clockNearNow", A_YEAR, "How far the clock may be from the reception.")
        .optional(
            "state",
            new Word(List.of("supported", "notSupported")),
            "Whether the item is supported.")
        .optional(
            "source",
            new Word(Stream.of(Source.values()).map(Source::toString).toList()),
            "Who delivered it.")
        .optional("proxy", TEXT, "The proxy that delivered it.");
  }
}
