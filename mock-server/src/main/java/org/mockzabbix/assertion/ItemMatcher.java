package org.mockzabbix.assertion;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mockzabbix.assertion.EncryptionCriterion.RequiredEncryption;
import org.mockzabbix.assertion.PropertyCriterion.Property;
import org.mockzabbix.assertion.TextCriterion.ComparedText;
import org.mockzabbix.assertion.TextCriterion.ExactText;
import org.mockzabbix.assertion.TextCriterion.TextPattern;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.ItemValue.JsonValueType;
import org.mockzabbix.protocol.ItemValue.Source;
import org.mockzabbix.protocol.NotStored;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.sentence.CheckReturnValue;
import org.mockzabbix.text.IntegerRange;
import org.mockzabbix.text.NonNull;
import org.mockzabbix.text.Quoting;

/**
 * Selects item values by host, key, content, time and origin. Immutable: each method returns a
 * narrower matcher, and rejects a requirement that contradicts an earlier one.
 *
 * <pre>{@code
 * item("web01", "app.orders")                               // any value
 *     .withValue("12")                                      // "12", and the JSON number 12
 *     .withValueType(JsonValueType.NUMBER)                  // only the JSON number
 *     .withClockNearNow(ofSeconds(10))
 *
 * anyItem().withHostLike("web*").withKeyName("net.if.in").withParameter(1, "eth0").withNumber(0.5, 0.1)
 * item("web01", "vfs.fs.discovery").withDiscoveryRow("{#FSNAME}", "/")
 * }</pre>
 *
 * <p>In a glob, {@code *} matches any text and {@code ?} any one character. A regular expression
 * must match the whole text.
 */
@CheckReturnValue
public final class ItemMatcher {

  private static final IntegerRange CLOCK = new IntegerRange(0, Integer.MAX_VALUE);
  private static final IntegerRange NS = new IntegerRange(0, 999_999_999);

  private final List<TextCriterion> names;
  private final List<Criterion> details;

  private ItemMatcher(List<TextCriterion> names, List<Criterion> details) {
    this.names = names;
    this.details = details;
  }

  static ItemMatcher any() {
    return new ItemMatcher(List.of(), List.of());
  }

  /** Selects only items of the host with this technical name. */
  public ItemMatcher withHost(String host) {
    return named(
        new ExactText(ComparedText.HOST, Objects.requireNonNull(host, "host must not be null")));
  }

  /** Selects only items of hosts whose technical name matches {@code regex}. */
  public ItemMatcher withHost(Pattern regex) {
    Objects.requireNonNull(regex, "regex must not be null");
    return named(TextPattern.regex(ComparedText.HOST, regex));
  }

  /** Selects only items of hosts whose technical name matches a glob. */
  public ItemMatcher withHostLike(String glob) {
    Objects.requireNonNull(glob, "glob must not be null");
    return named(TextPattern.like(ComparedText.HOST, glob));
  }

  /** Selects only items with this key, compared as text: {@code k["a"]} is not {@code k[a]}. */
  public ItemMatcher withKey(String key) {
    return named(
        new ExactText(ComparedText.KEY, Objects.requireNonNull(key, "key must not be null")));
  }

  /** Selects only items with this key in any spelling: {@code k["a"]} is {@code k[a]}. */
  public ItemMatcher withKey(ItemKey key) {
    Objects.requireNonNull(key, "key must not be null");
    return named(TextPattern.keyInAnySpelling(key));
  }

  /** Selects only items whose key matches {@code regex}. */
  public ItemMatcher withKey(Pattern regex) {
    Objects.requireNonNull(regex, "regex must not be null");
    return named(TextPattern.regex(ComparedText.KEY, regex));
  }

  /** Selects only items whose key matches a glob. */
  public ItemMatcher withKeyLike(String glob) {
    Objects.requireNonNull(glob, "glob must not be null");
    return named(TextPattern.like(ComparedText.KEY, glob));
  }

  /**
   * Selects only items whose key has this name, regardless of its parameters.
   *
   * @throws IllegalArgumentException if no key can have this name
   */
  public ItemMatcher withKeyName(String name) {
    Objects.requireNonNull(name, "name must not be null");
    if (ItemKey.tryParse(name).filter(key -> key.name().equals(name)).isEmpty()) {
      throw new IllegalArgumentException(
          "the name of a key must consist of letters, digits, '_', '-' and '.', but was "
              + Quoting.quote(name));
    }
    return named(TextPattern.keyName(name));
  }

  /**
   * Selects only items whose key has this parameter.
   *
   * @param number the position of the parameter, from 1
   * @param text the parameter without quotes
   */
  public ItemMatcher withParameter(int number, String text) {
    IntegerRange.atLeast(1).check("the number of a parameter", number);
    return named(
        TextPattern.keyParameter(number, Objects.requireNonNull(text, "text must not be null")));
  }

  /**
   * Selects only values that a Zabbix server reads as this text. The JSON number 1 is read as
   * {@code "1"}, too. To compare the text that the server stores, use {@link #storedAs}.
   */
  public ItemMatcher withValue(String value) {
    return detailed(
        new ExactText(ComparedText.VALUE, Objects.requireNonNull(value, "value must not be null")));
  }

  /** Selects only values whose text matches {@code regex}. */
  public ItemMatcher withValue(Pattern regex) {
    Objects.requireNonNull(regex, "regex must not be null");
    return detailed(TextPattern.regex(ComparedText.VALUE, regex));
  }

  /** Selects only values whose text matches a glob. */
  public ItemMatcher withValueLike(String glob) {
    Objects.requireNonNull(glob, "glob must not be null");
    return detailed(TextPattern.like(ComparedText.VALUE, glob));
  }

  /** Selects only values that are equal to a number, for example 0.5, 0.50 and 5e-1. */
  public ItemMatcher withNumber(double number) {
    return withNumber(number, 0);
  }

  /**
   * Selects only values that are numbers close to {@code expected}.
   *
   * @param tolerance the greatest accepted difference, 0 or more
   */
  public ItemMatcher withNumber(double expected, double tolerance) {
    return detailed(TextPattern.number(NumberRange.of(expected, tolerance)));
  }

  /**
   * Selects only values that are equal to this JSON. The order of members does not matter, and
   * numbers are compared as numbers.
   *
   * @throws IllegalArgumentException if {@code json} is not valid JSON
   */
  public ItemMatcher withJson(String json) {
    Objects.requireNonNull(json, "json must not be null");
    return detailed(TextPattern.json(ExpectedJson.parse(json)));
  }

  /**
   * Selects only values of low-level discovery that contain a row with these macros. The row may
   * have more macros, and the value more rows. A value is an array of rows, or an object whose
   * {@code data} is that array.
   *
   * <pre>{@code withDiscoveryRow("{#FSNAME}", "/", "{#FSTYPE}", "ext4")}</pre>
   *
   * @param macro the name of a macro, for example <code>{#FSNAME}</code>
   * @param more further macros, each followed by its value
   */
  public ItemMatcher withDiscoveryRow(String macro, String value, String... more) {
    Objects.requireNonNull(macro, "macro must not be null");
    Objects.requireNonNull(value, "value must not be null");
    List<String> rest = NonNull.listOf("more", more);
    if (rest.size() % 2 != 0) {
      throw new IllegalArgumentException(
          "the discovery macro "
              + rest.get(rest.size() - 1)
              + " has no value: pass a value after each macro");
    }
    Map<String, String> row = new TreeMap<>(Map.of(macro, value));
    for (int i = 0; i < rest.size(); i += 2) {
      if (row.putIfAbsent(rest.get(i), rest.get(i + 1)) != null) {
        throw new IllegalArgumentException(
            "the discovery macro " + rest.get(i) + " has two values: pass each macro once");
      }
    }
    return detailed(TextPattern.discovery(ExpectedDiscoveryRows.some(row)));
  }

  /** Selects only values of low-level discovery with exactly these rows, in any order. */
  public ItemMatcher withDiscoveryRows(List<Map<String, String>> rows) {
    return detailed(TextPattern.discovery(ExpectedDiscoveryRows.all(NonNull.copyOf("rows", rows))));
  }

  /**
   * Selects only values that were sent with this JSON type.
   *
   * @throws IllegalArgumentException if a server does not store values of this type
   */
  public ItemMatcher withValueType(JsonValueType type) {
    Objects.requireNonNull(type, "type must not be null");
    return switch (type) {
      case STRING, NUMBER, BOOLEAN, NULL ->
          detailed(PropertyCriterion.is(Property.JSON_TYPE, type));
      case OBJECT, ARRAY, ABSENT ->
          throw new IllegalArgumentException(
              "the JSON type must be string, number, boolean or null, but was " + type);
    };
  }

  /** Selects only values sent with this {@code clock}, in seconds since 1970, 0 to 2147483647. */
  public ItemMatcher withClock(long clock) {
    return detailed(PropertyCriterion.is(Property.CLOCK, CLOCK.check("clock", clock)));
  }

  /**
   * Selects only values sent with a {@code clock} close to the time when the server received them.
   * If a value has no {@code ns}, whole seconds are compared.
   *
   * @param tolerance the greatest accepted difference, 0 s or more
   */
  public ItemMatcher withClockNearNow(Duration tolerance) {
    Objects.requireNonNull(tolerance, "tolerance must not be null");
    return detailed(new ClockCriterion(Optional.empty(), tolerance));
  }

  /**
   * Selects only values sent with a {@code clock} close to a moment. If a value has no {@code ns},
   * whole seconds are compared.
   *
   * @param tolerance the greatest accepted difference, 0 s or more
   */
  public ItemMatcher withClockNear(Instant moment, Duration tolerance) {
    Objects.requireNonNull(moment, "moment must not be null");
    Objects.requireNonNull(tolerance, "tolerance must not be null");
    return detailed(new ClockCriterion(Optional.of(moment), tolerance));
  }

  /**
   * Selects only values sent without a {@code clock}. A value with clock 0 is sent with a clock.
   */
  public ItemMatcher withoutClock() {
    return detailed(PropertyCriterion.absent(Property.CLOCK));
  }

  /**
   * Selects only values sent with this {@code ns}, the nanoseconds of its second, 0 to 999999999.
   */
  public ItemMatcher withNs(int ns) {
    return detailed(PropertyCriterion.is(Property.NS, NS.check("ns", ns)));
  }

  /** Selects only values sent without {@code ns}. */
  public ItemMatcher withoutNs() {
    return detailed(PropertyCriterion.absent(Property.NS));
  }

  /** Selects only values of supported items: their {@code state} is 0 or absent. */
  public ItemMatcher supported() {
    return detailed(PropertyCriterion.is(Property.STATE, true));
  }

  /**
   * Selects only values whose {@code state} is 1. Their text is the reason why the item is not
   * supported.
   */
  public ItemMatcher notSupported() {
    return detailed(PropertyCriterion.is(Property.STATE, false));
  }

  /**
   * Selects only values of which a real server stores this text, for example {@code "5"} of {@code
   * "+5.0"} for an item of type Numeric (unsigned). The item must declare its value type ({@code
   * Item.withValueType(...)}): see {@link ItemValue#stored()}.
   */
  public ItemMatcher storedAs(String text) {
    return detailed(
        StorageCriterion.storedAs(Objects.requireNonNull(text, "text must not be null")));
  }

  /** Selects only values that a real server stores: see {@link ItemValue#stored()}. */
  public ItemMatcher stored() {
    return detailed(StorageCriterion.storedAs(null));
  }

  /**
   * Selects only values that a real server counts as processed, but does not store: see {@link
   * ItemValue#notStored()}.
   */
  public ItemMatcher notStored() {
    return detailed(StorageCriterion.notStored(null));
  }

  /**
   * Selects only values that a real server counts as processed, but does not store for this reason.
   *
   * @throws IllegalArgumentException if {@code reason} is that the client sent no value, because
   *     such a value is not received
   */
  public ItemMatcher notStored(NotStored reason) {
    Objects.requireNonNull(reason, "reason must not be null");
    if (reason == NotStored.NO_VALUE) {
      throw new IllegalArgumentException(
          "the reason must not be NO_VALUE, because nothing is received without a value: look at"
              + " the items of exchanges()");
    }
    return detailed(StorageCriterion.notStored(reason));
  }

  /** Selects only values from this source, for example from a sender or a proxy. */
  public ItemMatcher from(Source source) {
    return detailed(
        PropertyCriterion.is(
            Property.SOURCE, Objects.requireNonNull(source, "source must not be null")));
  }

  /** Selects only values sent by the proxy with this name. */
  public ItemMatcher fromProxy(String proxy) {
    return detailed(
        PropertyCriterion.is(
            Property.PROXY, Objects.requireNonNull(proxy, "proxy must not be null")));
  }

  /** Selects only values over an encrypted connection: that of the proxy, if one sent the value. */
  public ItemMatcher encrypted() {
    return detailed(new EncryptionCriterion(RequiredEncryption.ENCRYPTED, ""));
  }

  /** Selects only values over an unencrypted connection. */
  public ItemMatcher unencrypted() {
    return detailed(new EncryptionCriterion(RequiredEncryption.UNENCRYPTED, ""));
  }

  /** Selects only values over a connection with the pre-shared key of this identity. */
  public ItemMatcher withPskIdentity(String identity) {
    Objects.requireNonNull(identity, "identity must not be null");
    return detailed(new EncryptionCriterion(RequiredEncryption.IDENTITY, identity));
  }

  /**
   * Selects only values over a connection with a certificate of the client.
   *
   * @param subject the subject of the certificate, most specific part first, for example {@code
   *     CN=web01,O=Kit}
   */
  public ItemMatcher withCertificate(String subject) {
    Objects.requireNonNull(subject, "subject must not be null");
    return detailed(new EncryptionCriterion(RequiredEncryption.SUBJECT, subject));
  }

  /**
   * Selects only values of the packet of one exchange. {@code id} is that of the {@code Exchange}.
   */
  public ItemMatcher inExchange(long id) {
    return detailed(PropertyCriterion.is(Property.EXCHANGE, id));
  }

  /**
   * Selects only values that clients sent to this port, for example to one node of a cluster.
   *
   * <pre>{@code
   * item("web01", "app.ok").onPort(cluster.node(1).trapperPort())
   * }</pre>
   */
  public ItemMatcher onPort(int port) {
    return detailed(PropertyCriterion.is(Property.PORT, IntegerRange.PORT.check("port", port)));
  }

  /** Selects only values received on the connection with this number. */
  public ItemMatcher onConnection(long number) {
    return detailed(PropertyCriterion.is(Property.CONNECTION, number));
  }

  /**
   * Selects only values that {@code predicate} accepts. Several threads call the predicate often,
   * so it should be fast and have no side effects.
   *
   * @param description the requirement of the predicate, for example {@code "an even number"}
   */
  public ItemMatcher matching(String description, Predicate<ItemValue> predicate) {
    return detailed(
        new CustomCriterion(
            Objects.requireNonNull(description, "description must not be null"),
            Objects.requireNonNull(predicate, "predicate must not be null")));
  }

  /** Returns whether only processed values can match. */
  boolean isForProcessed() {
    return details.contains(PropertyCriterion.is(Property.OUTCOME, Outcome.PROCESSED));
  }

  /** Returns a requirement on what a server stores, in words; empty if this has none. */
  Optional<String> expectedStorage() {
    return details.stream()
        .filter(StorageCriterion.class::isInstance)
        .map(Criterion::expected)
        .findFirst();
  }

  /** Returns a copy that calls functions of the test only if this is allowed. */
  ItemMatcher limitedBy(Overtime overtime) {
    return new ItemMatcher(
        names, details.stream().map(criterion -> criterion.limitedBy(overtime)).toList());
  }

  ItemMatcher because(Outcome outcome) {
    return detailed(PropertyCriterion.is(Property.OUTCOME, outcome));
  }

  private ItemMatcher named(TextCriterion more) {
    checkAgainst(names, more);
    checkAgainst(details, more);
    return new ItemMatcher(Stream.concat(names.stream(), Stream.of(more)).toList(), details);
  }

  private ItemMatcher detailed(Criterion more) {
    checkAgainst(names, more);
    checkAgainst(details, more);
    return new ItemMatcher(names, Stream.concat(details.stream(), Stream.of(more)).toList());
  }

  private static void checkAgainst(List<? extends Criterion> known, Criterion more) {
    known.stream()
        .filter(other -> more.contradicts(other) || other.contradicts(more))
        .findFirst()
        .ifPresent(
            other -> {
              throw new IllegalArgumentException(
                  more.expected() + " contradicts " + other.expected());
            });
  }

  /** Returns whether this matcher selects a value. The outcome of the value does not matter. */
  public boolean matches(ItemValue value) {
    Objects.requireNonNull(value, "value must not be null");
    return isOfItem(value) && allAccept(details, value);
  }

  /** Returns whether host and key match, regardless of the other requirements. */
  boolean isOfItem(ItemValue value) {
    return allAccept(names, value);
  }

  /** Each value of a large journal is tested, which a stream for each of them would slow down. */
  private static boolean allAccept(List<? extends Criterion> criteria, ItemValue value) {
    for (Criterion criterion : criteria) {
      if (!criterion.accepts(value)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the only item whose values can match; empty if there may be several. */
  Optional<ItemName> onlyItem() {
    Optional<String> host = text(ComparedText.HOST);
    Optional<String> key = text(ComparedText.KEY);
    return host.isPresent() && key.isPresent()
        ? Optional.of(new ItemName(host.get(), key.get()))
        : Optional.empty();
  }

  /** Returns the values in an exchange, without those that the item alone excludes. */
  List<ItemValue> valuesIn(Exchange exchange) {
    return onlyItem()
        .map(only -> exchange.items(only.host(), only.key()))
        .orElseGet(exchange::items);
  }

  private Optional<String> text(ComparedText part) {
    return names.stream()
        .filter(name -> name instanceof ExactText && name.part() == part)
        .map(name -> ((ExactText) name).text())
        .findFirst();
  }

  /** Returns the distance of a value's item from the expected item. This is slow. */
  int nameDistance(ItemValue value) {
    return distance(names, value);
  }

  /**
   * Returns the distance of a value of the expected item, which is less than that of a different
   * item.
   */
  int contentDistance(ItemValue value) {
    return distance(details, value);
  }

  private static int distance(List<? extends Criterion> criteria, ItemValue value) {
    return criteria.stream()
        .filter(criterion -> !criterion.accepts(value))
        .mapToInt(criterion -> criterion.distance(value))
        .sum();
  }

  /** Returns the differences of a value, for example {@code host differs in case only}. */
  String differences(ItemValue value) {
    return Stream.concat(names.stream(), details.stream())
        .filter(criterion -> !criterion.accepts(value))
        .map(criterion -> criterion.difference(value))
        .collect(Collectors.joining(", "));
  }

  /** Describes a value in the form of {@link #toString()}, for comparison. */
  String describe(ItemValue value) {
    String name = Quoting.quoteIfNeeded(value.host()) + ' ' + Quoting.quoteIfNeeded(value.key());
    return sentence(name, details.stream().map(criterion -> criterion.actual(value)).toList());
  }

  /** Adds details to a name, for example {@code web01 app.ok with value "1" and no clock}. */
  static String sentence(String name, List<String> details) {
    if (details.isEmpty()) {
      return name;
    }
    int last = details.size() - 1;
    String allButLast = details.stream().limit(last).collect(Collectors.joining(", "));
    return name + " with " + (last == 0 ? "" : allButLast + " and ") + details.get(last);
  }

  /** Returns host and key, each in parentheses unless it is exactly one name. */
  private String name() {
    return names.isEmpty() ? "any item" : name(ComparedText.HOST) + ' ' + name(ComparedText.KEY);
  }

  private String name(ComparedText part) {
    Optional<String> text = text(part);
    List<String> all = new ArrayList<>();
    names.stream()
        .filter(name -> name.part() == part)
        .filter(name -> text.isEmpty() || !(name instanceof ExactText))
        .forEach(name -> all.add(name.expected()));
    if (all.isEmpty()) {
      return text.map(Quoting::quoteIfNeeded).orElse("(any " + part + ")");
    }
    String properties = "(" + String.join(" and ", all) + ")";
    return text.map(name -> Quoting.quoteIfNeeded(name) + ' ' + properties).orElse(properties);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ItemMatcher that
        && names.equals(that.names)
        && details.equals(that.details);
  }

  @Override
  public int hashCode() {
    return Objects.hash(names, details);
  }

  /**
   * Returns the matcher in words, for example {@code web01 system.cpu.load with value "0.42" and no
   * clock}.
   */
  @Override
  public String toString() {
    return sentence(name(), details.stream().map(Criterion::expected).toList());
  }
}
