package org.mockzabbix.assertion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockzabbix.assertion.ZabbixAssertions.anyItem;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;
import org.mockzabbix.client.Sender.OutgoingValue;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.NotStored;
import org.mockzabbix.protocol.ValueType;
import org.mockzabbix.protocol.ZabbixVersion;

/** The conditions on what a real server stores. */
@Timeout(60)
class StorageCriterionTest {

  private final MockZabbixServer server =
      new MockZabbixServer(
              ServerConfig.strict(
                      Host.of(
                          "h",
                          Item.trapper("uint").withValueType(ValueType.UNSIGNED),
                          Item.trapper("char").withValueType(ValueType.CHARACTER),
                          Item.trapper("any")))
                  .toBuilder()
                  .version(ZabbixVersion.V6_0)
                  .build())
          .start();

  @BeforeEach
  void send() throws IOException {
    new Sender("127.0.0.1", server.trapperPort())
        .send(
            List.of(
                OutgoingValue.of("h", "uint", "5.0"),
                OutgoingValue.of("h", "uint", "x"),
                OutgoingValue.of("h", "char", "y".repeat(256)),
                OutgoingValue.of("h", "any", "5")));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void matches() {
    assertThat(server).received(item("h", "uint").storedAs("5")).times(1).now();
    assertThat(server).received(anyItem().stored()).times(2).now();
    assertThat(server).received(anyItem().notStored()).times(1).now();
    assertThat(server).received(anyItem().notStored(NotStored.UNSUITABLE)).times(1).now();
    assertThat(server).received(anyItem().notStored(NotStored.TOO_OLD)).never().now();
    assertThat(server).received(item("h", "char").storedAs("y".repeat(255))).now();
  }

  private static String failure(Executable assertion) {
    return assertThrows(AssertionError.class, assertion).getMessage();
  }

  private static List<String> lines(String message, String about) {
    return message
        .lines()
        .filter(line -> line.contains(" " + about + " = "))
        .map(String::trim)
        .distinct()
        .toList();
  }

  @Test
  void aFailureSaysWhatIsStored() {
    assertEquals(
        List.of(
            "#1 h uint = \"x\" (not stored: it is not suitable for the value type of the item) <-"
                + " value is not stored",
            "#1 h uint = \"5.0\" <- stored value is \"5\" instead of \"6\""),
        lines(
            failure(() -> assertThat(server).received(item("h", "uint").storedAs("6")).now()),
            "h uint"));
    assertEquals(
        List.of(
            "#1 h char = \""
                + "y".repeat(120)
                + "\"... (256 characters) (cut to 255 characters) <- stored value is \""
                + "y".repeat(120)
                + "\"... (255 characters) instead of \"y\""),
        lines(
            failure(() -> assertThat(server).received(item("h", "char").storedAs("y")).now()),
            "h char"));
  }

  @Test
  void aFailureSaysThatItIsNotKnown() {
    String message = failure(() -> assertThat(server).received(item("h", "any").stored()).now());

    assertEquals(
        List.of(
            "#1 h any = \"5\" <- stored value is not known: declare the value type of the item"),
        lines(message, "h any"));
  }

  @Test
  void aFailureSaysThatItIsStored_orNotForAnotherReason() {
    String message =
        failure(
            () ->
                assertThat(server).received(item("h", "uint").notStored(NotStored.TOO_OLD)).now());

    assertEquals(
        "expected: h uint with no stored value because its clock is older than the history storage"
            + " period of the item",
        message.lines().findFirst().orElse(""));
    assertEquals(
        List.of(
            "#1 h uint = \"x\" (not stored: it is not suitable for the value type of the item) <-"
                + " value is not stored for another reason",
            "#1 h uint = \"5.0\" <- value is stored as \"5\""),
        lines(message, "h uint"));
  }

  @Test
  void words() {
    assertEquals(
        "h k with value \"5.0\" and stored value \"5\"",
        item("h", "k").withValue("5.0").storedAs("5").toString());
    assertEquals("h k with a stored value", item("h", "k").stored().toString());
    assertEquals("h k with no stored value", item("h", "k").notStored().toString());
    assertEquals(
        "h k with no stored value because the item keeps no history",
        item("h", "k").notStored(NotStored.HISTORY_OFF).toString());
  }

  @Test
  void contradictions() {
    assertEquals(
        "stored value \"6\" contradicts stored value \"5\"",
        contradiction(() -> anyItem().storedAs("5").storedAs("6")));
    assertEquals(
        "no stored value contradicts a stored value",
        contradiction(() -> anyItem().stored().notStored()));
    assertEquals(
        "no stored value because the item keeps no history contradicts no stored value because its"
            + " clock is older than the history storage period of the item",
        contradiction(
            () -> anyItem().notStored(NotStored.TOO_OLD).notStored(NotStored.HISTORY_OFF)));
    assertEquals(
        "state not supported contradicts a stored value",
        contradiction(() -> anyItem().stored().notSupported()));
    assertEquals(
        "no stored value because the client reported that the item is not supported contradicts"
            + " state supported",
        contradiction(() -> anyItem().supported().notStored(NotStored.NOT_SUPPORTED)));
    assertEquals(
        "the reason must not be NO_VALUE, because nothing is received without a value: look at the"
            + " items of exchanges()",
        contradiction(() -> anyItem().notStored(NotStored.NO_VALUE)));
  }

  private static String contradiction(Executable matcher) {
    return assertThrows(IllegalArgumentException.class, matcher).getMessage();
  }
}
