package org.mockzabbix.assertion;

import java.math.BigDecimal;
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
import org.mockzabbix.assertion.NameCriterion.Part;
import org.mockzabbix.assertion.OtherCriterion.State.Support;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.ItemValue.Source;
import org.mockzabbix.protocol.ItemValue.ValueType;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.IntegerRange;

/**
 * Which item values are meant: those of one item or of many, narrowed by what they have to carry.
 * Immutable; each method returns a narrower matcher, and refuses what could never match.
 *
 * <pre>{@code
 * item("web01", "app.orders")                               // any value
 *     .withValue("12")                                      // "12", and the JSON number 12
 *     .withValueType(ValueType.NUMBER)                      // no longer "12"
 *     .withClockNearNow(ofSeconds(10))
 *
 * anyItem().withHostLike("web*").withKeyName("net.if.in").withParameter(1, "eth0").withNumber(0.5, 0.1)
 * item("web01", "vfs.fs.discovery").withDiscoveryRow("{#FSNAME}", "/")
 * }</pre>
 *
 * <p>In a glob {@code *} is anything and {@code ?} one character; a regular expression has to match
 * the whole text.
 */
@CheckReturnValue
public final class ItemMatcher {

  private static final IntegerRange CLOCKS = new IntegerRange(0, Integer.MAX_VALUE);
  private static final IntegerRange NANOSECONDS = new IntegerRange(0, 999_999_999);

  private final List<NameCriterion> names;
  private final List<Criterion> details;

  private ItemMatcher(List<NameCriterion> names, List<Criterion> details) {
    this.names = names;
    this.details = details;
  }

  static ItemMatcher any() {
    return new ItemMatcher(List.of(), List.of());
  }

  /** Only items of the host with this technical name. */
  public ItemMatcher withHost(String host) {
    return named(new NameCriterion.Text(Part.HOST, Objects.requireNonNull(host, "host")));
  }

  /** Only items of hosts whose whole name {@code regex} matches. */
  public ItemMatcher withHost(Pattern regex) {
    return named(NameCriterion.Matching.regex(Part.HOST, regex));
  }

  /** Only items of hosts like this glob. */
  public ItemMatcher withHostLike(String glob) {
    return named(NameCriterion.Matching.like(Part.HOST, glob));
  }

  /** Only items with this key, compared as text: {@code k["a"]} is not {@code k[a]}. */
  public ItemMatcher withKey(String key) {
    return named(new NameCriterion.Text(Part.KEY, Objects.requireNonNull(key, "key")));
  }

  /** Only items with this key in any spelling: {@code k["a"]} is {@code k[a]}. */
  public ItemMatcher withKey(ItemKey key) {
    return named(NameCriterion.Matching.inAnySpelling(key));
  }

  /** Only items whose whole key {@code regex} matches. */
  public ItemMatcher withKey(Pattern regex) {
    return named(NameCriterion.Matching.regex(Part.KEY, regex));
  }

  /** Only items with keys like this glob. */
  public ItemMatcher withKeyLike(String glob) {
    return named(NameCriterion.Matching.like(Part.KEY, glob));
  }

  /** Only items with keys of this name, whatever their parameters. */
  public ItemMatcher withKeyName(String name) {
    return named(NameCriterion.Matching.keyName(Objects.requireNonNull(name, "name")));
  }

  /**
   * Only items whose key has this parameter, quotes aside.
   *
   * @param number from 1
   */
  public ItemMatcher withParameter(int number, String text) {
    if (number < 1) {
      throw new IllegalArgumentException(
          "parameters are counted from 1 but the number was " + number);
    }
    return named(NameCriterion.Matching.parameter(number, Objects.requireNonNull(text, "text")));
  }

  /**
   * Only values that a Zabbix server would store as this text: {@code "1"} is also what the JSON
   * number 1 is stored as.
   */
  public ItemMatcher withValue(String value) {
    return detailed(new ValueCriterion.Text(Objects.requireNonNull(value, "value")));
  }

  /** Only values whose whole text {@code regex} matches. */
  public ItemMatcher withValue(Pattern regex) {
    return detailed(ValueCriterion.Matching.regex(regex));
  }

  /** Only values like this glob. */
  public ItemMatcher withValueLike(String glob) {
    return detailed(ValueCriterion.Matching.like(glob));
  }

  /** Only values that are this number, however it is spelled: 0.5, 0.50, 5e-1. */
  public ItemMatcher withNumber(double number) {
    return withNumber(number, 0);
  }

  /**
   * Only values that are a number so far at most from {@code expected}.
   *
   * @param tolerance not negative
   */
  public ItemMatcher withNumber(double expected, double tolerance) {
    if (!Double.isFinite(expected) || !Double.isFinite(tolerance) || tolerance < 0) {
      throw new IllegalArgumentException(
          "number and tolerance must be finite, and the tolerance not negative, but they were "
              + expected
              + " and "
              + tolerance);
    }
    return detailed(
        ValueCriterion.Matching.number(
            BigDecimal.valueOf(expected), BigDecimal.valueOf(tolerance)));
  }

  /**
   * Only values that are this JSON; the order of members and the spelling of numbers do not matter.
   *
   * @throws IllegalArgumentException if {@code json} is none
   */
  public ItemMatcher withJson(String json) {
    return detailed(ValueCriterion.Matching.json(json));
  }

  /**
   * Only values of low-level discovery with a row that says so, among others perhaps. A value is an
   * array of rows, or has it as {@code data}.
   *
   * <pre>{@code withDiscoveryRow("{#FSNAME}", "/", "{#FSTYPE}", "ext4")}</pre>
   *
   * @param macro such as <code>{#FSNAME}</code>
   * @param more further macros, each followed by its value
   */
  public ItemMatcher withDiscoveryRow(String macro, String value, String... more) {
    if (more.length % 2 != 0) {
      throw new IllegalArgumentException(
          "each macro needs a value, but " + more[more.length - 1] + " has none");
    }
    Map<String, String> row = new TreeMap<>(Map.of(macro, value));
    for (int i = 0; i < more.length; i += 2) {
      row.put(more[i], more[i + 1]);
    }
    return detailed(ValueCriterion.Matching.discovery(Discovery.some(row)));
  }

  /** Only values of low-level discovery that have these rows and no others, in any order. */
  public ItemMatcher withDiscoveryRows(List<Map<String, String>> rows) {
    return detailed(ValueCriterion.Matching.discovery(Discovery.all(rows)));
  }

  /**
   * Only values that were sent in this JSON type.
   *
   * @throws IllegalArgumentException for a type that no stored value has
   */
  public ItemMatcher withValueType(ValueType type) {
    return switch (type) {
      case STRING, NUMBER, BOOLEAN, NULL -> detailed(new ValueCriterion.JsonType(type));
      case OBJECT, ARRAY, ABSENT ->
          throw new IllegalArgumentException(
              "no value has the JSON type " + type + ": a server stores nothing of it");
    };
  }

  /** Only values sent with this {@code clock}, in seconds since 1970, 0 to 2147483647. */
  public ItemMatcher withClock(long clock) {
    return detailed(new TimeCriterion.Clock(CLOCKS.check("clock", clock)));
  }

  /**
   * Only values sent with a {@code clock} so near at most to the moment when the server had them.
   * Where no {@code ns} was sent, whole seconds are compared.
   *
   * @param tolerance not negative
   */
  public ItemMatcher withClockNearNow(Duration tolerance) {
    return near(new TimeCriterion.Near.Moment.Reception(), tolerance);
  }

  /** The same for another moment. */
  public ItemMatcher withClockNear(Instant moment, Duration tolerance) {
    return near(new TimeCriterion.Near.Moment.At(moment), tolerance);
  }

  private ItemMatcher near(TimeCriterion.Near.Moment moment, Duration tolerance) {
    if (tolerance.isNegative()) {
      throw new IllegalArgumentException(
          "tolerance must not be negative, but was " + DurationFormat.format(tolerance));
    }
    return detailed(new TimeCriterion.Near(moment, tolerance));
  }

  /** Only values sent without a {@code clock}; a clock of zero is one. */
  public ItemMatcher withoutClock() {
    return detailed(new TimeCriterion.NoClock());
  }

  /** Only values sent with these nanoseconds of their second, 0 to 999999999. */
  public ItemMatcher withNs(int ns) {
    return detailed(new TimeCriterion.Ns(NANOSECONDS.check("ns", ns)));
  }

  /** Only values sent without {@code ns}. */
  public ItemMatcher withoutNs() {
    return detailed(new TimeCriterion.NoNs());
  }

  /** Only values whose {@code state} says that the item is supported, or that have no state. */
  public ItemMatcher supported() {
    return detailed(new OtherCriterion.State(Support.SUPPORTED));
  }

  /** Only reasons why the item is not supported: {@code state} is 1. */
  public ItemMatcher notSupported() {
    return detailed(new OtherCriterion.State(Support.NOT_SUPPORTED));
  }

  /** Only values delivered so: by a sender, an active agent, a proxy, a poll ... */
  public ItemMatcher from(Source source) {
    return detailed(new OtherCriterion.Source(Objects.requireNonNull(source, "source")));
  }

  /** Only values delivered by this proxy. */
  public ItemMatcher fromProxy(String proxy) {
    return detailed(new OtherCriterion.Proxy(Objects.requireNonNull(proxy, "proxy")));
  }

  /** Only values of this packet: {@code id} is that of the {@code Exchange} that brought it. */
  public ItemMatcher inExchange(long id) {
    return detailed(new OtherCriterion.InExchange(id));
  }

  /** Only values that came on this connection, as {@code Exchange.connection()} numbers them. */
  public ItemMatcher onConnection(long number) {
    return detailed(new OtherCriterion.OnConnection(number));
  }

  /**
   * Only values that {@code predicate} accepts. It is called often and on several threads, so it
   * should be quick and change nothing.
   *
   * @param description what it asks for, for messages, such as {@code "an even number"}
   */
  public ItemMatcher matching(String description, Predicate<ItemValue> predicate) {
    return detailed(
        new OtherCriterion.Custom(
            Objects.requireNonNull(description, "description"),
            Objects.requireNonNull(predicate, "predicate")));
  }

  ItemMatcher because(Outcome outcome) {
    return detailed(new OtherCriterion.Because(outcome));
  }

  private ItemMatcher named(NameCriterion more) {
    checkAgainst(names, more);
    return new ItemMatcher(Stream.concat(names.stream(), Stream.of(more)).toList(), details);
  }

  private ItemMatcher detailed(Criterion more) {
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

  /** Whether this value is meant. Its outcome is not looked at. */
  public boolean matches(ItemValue value) {
    return isOfItem(value) && details.stream().allMatch(criterion -> criterion.accepts(value));
  }

  /** Whether host and key are meant, whatever the rest. */
  boolean isOfItem(ItemValue value) {
    return names.stream().allMatch(criterion -> criterion.accepts(value));
  }

  /** The only item that is meant; empty if it may be one of several. */
  Optional<ItemName> onlyItem() {
    Optional<String> host = text(Part.HOST);
    Optional<String> key = text(Part.KEY);
    return host.isPresent() && key.isPresent()
        ? Optional.of(new ItemName(host.get(), key.get()))
        : Optional.empty();
  }

  private Optional<String> text(Part part) {
    return names.stream()
        .filter(name -> name instanceof NameCriterion.Text && name.part() == part)
        .map(name -> ((NameCriterion.Text) name).text())
        .findFirst();
  }

  /** How far the item of a value is from the expected one; costly. */
  int nameDistance(ItemValue value) {
    return distance(names, value);
  }

  /** How far the rest of a value is from what is expected: less than another item is away. */
  int contentDistance(ItemValue value) {
    return distance(details, value);
  }

  private static int distance(List<? extends Criterion> criteria, ItemValue value) {
    return criteria.stream()
        .filter(criterion -> !criterion.accepts(value))
        .mapToInt(criterion -> criterion.distance(value))
        .sum();
  }

  /** In what a value differs that does not match, such as {@code host differs in case only}. */
  String differences(ItemValue value) {
    return Stream.concat(names.stream(), details.stream())
        .filter(criterion -> !criterion.accepts(value))
        .map(criterion -> criterion.difference(value))
        .collect(Collectors.joining(", "));
  }

  /** A value in the form of {@link #toString()}, so that the two can be compared. */
  String describe(ItemValue value) {
    String name = Wording.name(value.host()) + ' ' + Wording.name(value.key());
    return sentence(name, details.stream().map(criterion -> criterion.actual(value)).toList());
  }

  private static String sentence(String name, List<String> details) {
    if (details.isEmpty()) {
      return name;
    }
    int last = details.size() - 1;
    String allButLast = details.stream().limit(last).collect(Collectors.joining(", "));
    return name + " with " + (last == 0 ? "" : allButLast + " and ") + details.get(last);
  }

  /** Host and key, in brackets where it is no plain name. */
  private String name() {
    return names.isEmpty() ? "any item" : name(Part.HOST) + ' ' + name(Part.KEY);
  }

  private String name(Part part) {
    Optional<String> text = text(part);
    List<String> all = new ArrayList<>();
    names.stream()
        .filter(name -> name.part() == part)
        .filter(name -> text.isEmpty() || !(name instanceof NameCriterion.Text))
        .forEach(name -> all.add(name.expected()));
    if (all.isEmpty()) {
      return text.map(Wording::name).orElse("(any " + part + ")");
    }
    String properties = "(" + String.join(" and ", all) + ")";
    return text.map(name -> Wording.name(name) + ' ' + properties).orElse(properties);
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

  /** Such as {@code web01 system.cpu.load with value "0.42" and no clock}. */
  @Override
  public String toString() {
    return sentence(name(), details.stream().map(Criterion::expected).toList());
  }
}
