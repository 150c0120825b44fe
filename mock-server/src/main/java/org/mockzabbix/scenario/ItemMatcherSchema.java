package org.mockzabbix.scenario;

import static org.mockzabbix.scenario.ScalarSchema.BOOLEAN;
import static org.mockzabbix.scenario.ScalarSchema.COUNT;
import static org.mockzabbix.scenario.ScalarSchema.NUMBER;
import static org.mockzabbix.scenario.ScalarSchema.STRING;
import static org.mockzabbix.scenario.ScalarSchema.duration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.assertion.ItemMatcher;
import org.mockzabbix.assertion.ZabbixAssertions;
import org.mockzabbix.protocol.ItemValue.JsonValueType;
import org.mockzabbix.protocol.ItemValue.Source;
import org.mockzabbix.protocol.NotStored;
import org.mockzabbix.scenario.ScenarioNode.ObjectNode;
import org.mockzabbix.text.DurationRange;

/** The schemas of the fields that select item values. */
final class ItemMatcherSchema {

  private static final DurationRange CLOCK_DIFFERENCES =
      new DurationRange(Duration.ZERO, Duration.ofDays(366));

  /** The names of the fields for what a server stores of a processed value. */
  static final Set<String> OF_STORAGE = Set.of("storedAs", "stored", "notStored");

  /** The fields that select item values. */
  static final ObjectSchema<MatcherDraft> FIELDS =
      ObjectSchema.of("an item value", MatcherDraft::new)
          .set("number", NUMBER, (draft, number) -> draft.number = number)
          .optional("The value, compared as a number.")
          .set("tolerance", NUMBER, (draft, tolerance) -> draft.tolerance = tolerance)
          .optional("The largest difference to number (default: 0).")
          .include(
              withOrigin(
                  withStorage(
                      withTime(withContent(ObjectSchema.of("", ZabbixAssertions::anyItem))))),
              draft -> draft.matcher,
              (draft, matcher) -> draft.matcher = matcher);

  /** An object with only these fields. */
  static final Schema<ItemMatcher> ITEM =
      new SharedSchema<>("itemValue", () -> FIELDS.build(MatcherDraft::build));

  private ItemMatcherSchema() {}

  /** Collects the fields of an item value. */
  static final class MatcherDraft {
    private ItemMatcher matcher = ZabbixAssertions.anyItem();
    private @Nullable Double number;
    private @Nullable Double tolerance;

    ItemMatcher build(ObjectNode node) {
      if (number == null && tolerance != null) {
        throw node.error("tolerance", "tolerance has no effect without number: add number");
      }
      return number == null
          ? matcher
          : matcher.withNumber(number, tolerance == null ? 0 : tolerance);
    }
  }

  private static ObjectSchema<ItemMatcher> withContent(ObjectSchema<ItemMatcher> schema) {
    return schema
        .field(
            "host",
            StringPatternSchema.PATTERN,
            (m, host) -> host.apply(m::withHost, m::withHostLike, m::withHost))
        .optional("The host of the item.")
        .field(
            "key",
            StringPatternSchema.PATTERN,
            (m, key) -> key.apply(m::withKey, m::withKeyLike, m::withKey))
        .optional("The item key.")
        .field(
            "value",
            StringPatternSchema.PATTERN,
            (m, value) -> value.apply(m::withValue, m::withValueLike, m::withValue))
        .optional("The value, compared as the string that a server reads.")
        .field("json", STRING, ItemMatcher::withJson)
        .optional("The value, compared as JSON.")
        .field("discoveryRow", new MapSchema<>(STRING), ItemMatcherSchema::withRow)
        .optional("Macros of a row of low-level discovery, with their values.")
        .field(
            "jsonType",
            ScalarSchema.choice(
                List.of(
                    JsonValueType.STRING,
                    JsonValueType.NUMBER,
                    JsonValueType.BOOLEAN,
                    JsonValueType.NULL),
                type -> type.name().toLowerCase(Locale.ROOT)),
            ItemMatcher::withValueType)
        .optional("The JSON type of the value as sent.");
  }

  private static ItemMatcher withRow(ItemMatcher matcher, Map<String, Schema.Located<String>> row) {
    if (row.isEmpty()) {
      throw new IllegalArgumentException(
          "discoveryRow needs a macro, for example {\"{#FSNAME}\": /}");
    }
    List<String> pairs = new ArrayList<>();
    row.forEach((macro, value) -> pairs.addAll(List.of(macro, value.value())));
    return matcher.withDiscoveryRow(
        pairs.get(0), pairs.get(1), pairs.subList(2, pairs.size()).toArray(new String[0]));
  }

  private static ObjectSchema<ItemMatcher> withTime(ObjectSchema<ItemMatcher> schema) {
    return schema
        .field("clock", COUNT, (m, clock) -> m.withClock(clock))
        .optional("The clock as sent, in seconds since 1970-01-01 00:00:00 UTC.")
        .field("noClock", BOOLEAN, (m, without) -> without ? m.withoutClock() : m)
        .optional("Whether the value must have been sent without a clock.")
        .field("clockNearNow", duration(CLOCK_DIFFERENCES), ItemMatcher::withClockNearNow)
        .optional("The largest difference between the clock and the time of receipt.");
  }

  private static ObjectSchema<ItemMatcher> withStorage(ObjectSchema<ItemMatcher> schema) {
    return schema
        .field("storedAs", STRING, ItemMatcher::storedAs)
        .optional("The string that a real server stores; the item must declare its valueType.")
        .field("stored", BOOLEAN, (m, stored) -> stored ? m.stored() : m.notStored())
        .optional("Whether a real server stores the value.")
        .field(
            "notStored",
            ScalarSchema.choice(
                Arrays.stream(NotStored.values())
                    .filter(reason -> reason != NotStored.NO_VALUE) // such values are not received
                    .toList(),
                ScalarSchema::camelCase),
            ItemMatcher::notStored)
        .optional("The reason why a real server processes the value, but does not store it.");
  }

  private static ObjectSchema<ItemMatcher> withOrigin(ObjectSchema<ItemMatcher> schema) {
    return schema
        .field(
            "state",
            ScalarSchema.choice(
                List.of(true, false), supported -> supported ? "supported" : "notSupported"),
            (m, supported) -> supported ? m.supported() : m.notSupported())
        .optional("The state of the item.")
        .field(
            "source",
            ScalarSchema.choice(List.of(Source.values()), Source::toString),
            ItemMatcher::from)
        .optional("The kind of client that sent the value.")
        .field("proxy", STRING, ItemMatcher::fromProxy)
        .optional("The proxy that sent the value.")
        .field("encrypted", BOOLEAN, (m, encrypted) -> encrypted ? m.encrypted() : m.unencrypted())
        .optional("Whether the connection is encrypted.")
        .field("pskIdentity", STRING, ItemMatcher::withPskIdentity)
        .optional("The identity of the connection's pre-shared key.")
        .field("certificate", STRING, ItemMatcher::withCertificate)
        .optional("The subject of the client's certificate, most specific part first.");
  }
}
