package org.mockzabbix.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.mockzabbix.assertion.ItemMatcher;
import org.mockzabbix.assertion.ZabbixAssertions;
import org.mockzabbix.protocol.ItemValue.Source;
import org.mockzabbix.protocol.ItemValue.ValueType;
import org.mockzabbix.scenario.PatternReader.Kinds;

/** Reads which item values an expectation means. Confined to one call. */
final class MatcherReader {

  private final org.mockzabbix.scenario.Source file;
  private final PatternReader patterns;

  MatcherReader(org.mockzabbix.scenario.Source file) {
    this.file = file;
    this.patterns = new PatternReader(file);
  }

  ItemMatcher matcher(Node node) {
    Node.Fields fields = (Node.Fields) node;
    return file.located(
        node,
        () ->
            origin(
                time(content(names(ZabbixAssertions.anyItem(), fields), fields), fields), fields));
  }

  private ItemMatcher names(ItemMatcher any, Node.Fields fields) {
    Node host = fields.node("host");
    Node key = fields.node("key");
    ItemMatcher ofHost =
        host == null
            ? any
            : patterns.read(host, new Kinds<>(any::withHost, any::withHostLike, any::withHost));
    return key == null
        ? ofHost
        : patterns.read(key, new Kinds<>(ofHost::withKey, ofHost::withKeyLike, ofHost::withKey));
  }

  private ItemMatcher content(ItemMatcher item, Node.Fields fields) {
    Node value = fields.node("value");
    String json = fields.text("json");
    String jsonType = fields.text("jsonType");
    Node.Fields row = fields.fields("discoveryRow");
    ItemMatcher matcher =
        value == null
            ? item
            : patterns.read(
                value, new Kinds<>(item::withValue, item::withValueLike, item::withValue));
    matcher = withNumber(matcher, fields);
    matcher = json == null ? matcher : matcher.withJson(json);
    matcher = row == null ? matcher : withRow(matcher, row);
    return jsonType == null
        ? matcher
        : matcher.withValueType(ValueType.valueOf(jsonType.toUpperCase(Locale.ROOT)));
  }

  private ItemMatcher withNumber(ItemMatcher item, Node.Fields fields) {
    String number = fields.text("number");
    String tolerance = fields.text("tolerance");
    if (number == null && tolerance != null) {
      throw file.error(fields.required("tolerance"), "tolerance belongs to a number: give both");
    }
    return number == null
        ? item
        : item.withNumber(
            Double.parseDouble(number), tolerance == null ? 0 : Double.parseDouble(tolerance));
  }

  private ItemMatcher withRow(ItemMatcher item, Node.Fields row) {
    List<String> pairs = new ArrayList<>();
    row.byName()
        .forEach(
            (macro, value) -> {
              pairs.add(macro);
              pairs.add(((Node.Scalar) value).text());
            });
    if (pairs.isEmpty()) {
      throw file.error(row, "a discovery row needs a macro, such as {\"{#FSNAME}\": /}");
    }
    return item.withDiscoveryRow(
        pairs.get(0), pairs.get(1), pairs.subList(2, pairs.size()).toArray(new String[0]));
  }

  private static ItemMatcher time(ItemMatcher item, Node.Fields fields) {
    Long clock = fields.whole("clock");
    Duration near = fields.time("clockNearNow");
    ItemMatcher matcher = clock == null ? item : item.withClock(clock);
    matcher = fields.isTrue("noClock") ? matcher.withoutClock() : matcher;
    return near == null ? matcher : matcher.withClockNearNow(near);
  }

  private static ItemMatcher origin(ItemMatcher item, Node.Fields fields) {
    String state = fields.text("state");
    String source = fields.text("source");
    String proxy = fields.text("proxy");
    ItemMatcher matcher =
        state == null ? item : state.equals("supported") ? item.supported() : item.notSupported();
    matcher = source == null ? matcher : matcher.from(source(source));
    return proxy == null ? matcher : matcher.fromProxy(proxy);
  }

  private static Source source(String words) {
    return Stream.of(Source.values())
        .filter(one -> one.toString().equals(words))
        .findFirst()
        .orElseThrow();
  }
}
