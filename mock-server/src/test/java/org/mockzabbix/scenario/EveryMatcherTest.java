package org.mockzabbix.scenario;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockzabbix.assertion.ZabbixAssertions.anyItem;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.assertion.ItemMatcher;
import org.mockzabbix.protocol.ItemValue.JsonValueType;
import org.mockzabbix.protocol.ItemValue.Source;
import org.mockzabbix.protocol.NotStored;

/**
 * Every method of {@link ItemMatcher} is also a field of a scenario's expectations, or is listed
 * here as a matcher for Java only.
 */
class EveryMatcherTest {

  private static final Set<String> FOR_JAVA_ONLY =
      Set.of(
          "withKey(ItemKey)",
          "withKeyName(String)",
          "withParameter(int, String)",
          "withDiscoveryRows(List)",
          "withClockNear(Instant, Duration)",
          "withNs(int)",
          "withoutNs()",
          "inExchange(long)",
          "onConnection(long)",
          "onPort(int)",
          "matching(String, Predicate)");

  /** The fields of an expectation, and the matcher that they stand for. */
  private record Example(String fields, ItemMatcher matcher) {}

  private static final Map<String, Example> EXAMPLES =
      Map.ofEntries(
          Map.entry("withHost(String)", new Example("host: h", anyItem().withHost("h"))),
          Map.entry(
              "withHost(Pattern)",
              new Example("host: /h/", anyItem().withHost(Pattern.compile("h")))),
          Map.entry("withHostLike(String)", new Example("host: h*", anyItem().withHostLike("h*"))),
          Map.entry("withKey(String)", new Example("key: k", anyItem().withKey("k"))),
          Map.entry(
              "withKey(Pattern)", new Example("key: /k/", anyItem().withKey(Pattern.compile("k")))),
          Map.entry("withKeyLike(String)", new Example("key: k*", anyItem().withKeyLike("k*"))),
          Map.entry("withValue(String)", new Example("value: 1", anyItem().withValue("1"))),
          Map.entry(
              "withValue(Pattern)",
              new Example("value: /1/", anyItem().withValue(Pattern.compile("1")))),
          Map.entry(
              "withValueLike(String)", new Example("value: 1*", anyItem().withValueLike("1*"))),
          Map.entry("withNumber(double)", new Example("number: 5", anyItem().withNumber(5))),
          Map.entry(
              "withNumber(double, double)",
              new Example("number: 5, tolerance: 1", anyItem().withNumber(5, 1))),
          Map.entry("withJson(String)", new Example("json: '[1]'", anyItem().withJson("[1]"))),
          Map.entry(
              "withDiscoveryRow(String, String, String[])",
              new Example("discoveryRow: {'{#A}': b}", anyItem().withDiscoveryRow("{#A}", "b"))),
          Map.entry(
              "withValueType(JsonValueType)",
              new Example("jsonType: number", anyItem().withValueType(JsonValueType.NUMBER))),
          Map.entry("withClock(long)", new Example("clock: 7", anyItem().withClock(7))),
          Map.entry(
              "withClockNearNow(Duration)",
              new Example("clockNearNow: 2s", anyItem().withClockNearNow(ofSeconds(2)))),
          Map.entry("withoutClock()", new Example("noClock: true", anyItem().withoutClock())),
          Map.entry("storedAs(String)", new Example("storedAs: 5", anyItem().storedAs("5"))),
          Map.entry("stored()", new Example("stored: true", anyItem().stored())),
          Map.entry("notStored()", new Example("stored: false", anyItem().notStored())),
          Map.entry(
              "notStored(NotStored)",
              new Example("notStored: tooOld", anyItem().notStored(NotStored.TOO_OLD))),
          Map.entry("supported()", new Example("state: supported", anyItem().supported())),
          Map.entry("notSupported()", new Example("state: notSupported", anyItem().notSupported())),
          Map.entry("from(Source)", new Example("source: sender", anyItem().from(Source.SENDER))),
          Map.entry("encrypted()", new Example("encrypted: true", anyItem().encrypted())),
          Map.entry("unencrypted()", new Example("encrypted: false", anyItem().unencrypted())),
          Map.entry(
              "withPskIdentity(String)",
              new Example("pskIdentity: id", anyItem().withPskIdentity("id"))),
          Map.entry(
              "withCertificate(String)",
              new Example("certificate: CN=a", anyItem().withCertificate("CN=a"))),
          Map.entry("fromProxy(String)", new Example("proxy: px", anyItem().fromProxy("px"))));

  @Test
  void eachMethodHasAFieldOrIsForJavaOnly() {
    Set<String> listed = new TreeSet<>(EXAMPLES.keySet());
    listed.addAll(FOR_JAVA_ONLY);

    assertEquals(listed, new TreeSet<>(methods().map(EveryMatcherTest::signature).toList()));
  }

  private static Stream<Method> methods() {
    return Arrays.stream(ItemMatcher.class.getMethods())
        .filter(method -> method.getReturnType() == ItemMatcher.class);
  }

  private static String signature(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(Collectors.joining(", ", method.getName() + "(", ")"));
  }

  @TestFactory
  Stream<DynamicTest> fieldsMeanTheMatcher() {
    return EXAMPLES.values().stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.fields(),
                    () ->
                        assertEquals(
                            Expectation.of(example.matcher()),
                            Scenario.parse("s", "expect: [{" + example.fields() + "}]")
                                .expectations()
                                .get(0))));
  }
}
