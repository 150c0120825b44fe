package org.mockzabbix.protocol.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.protocol.AgentProgram;
import org.mockzabbix.protocol.AgentProgram.Variant;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.LegacyData;
import org.mockzabbix.protocol.Request.PassiveCheck;
import org.mockzabbix.protocol.Request.PassiveCheckFormat;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.wire.Bytes;

/** Reads data that is a part of a larger array, as packets are. */
class DecoderTest {

  private static final ZabbixVersion VERSION = ZabbixVersion.V7_0;
  private static final AgentProgram AGENT = new AgentProgram(VERSION, Variant.AGENT);

  @Test
  void ofServer_readsItsPart() {
    assertEquals(
        new LegacyData(new ItemName("h1", "trap1"), "5"),
        Decoder.ofServer(VERSION).decode(part("h1:trap1:5")));
  }

  @Test
  void ofAgent_readsItsPart() {
    assertEquals(
        new PassiveCheck("agent.ping", PassiveCheckFormat.PLAIN, null),
        Decoder.ofAgent(AGENT).decode(part("agent.ping")));
  }

  @Test
  void ofProxyData_readsItsPart() {
    Decoder decoder = Decoder.ofProxyData(VERSION, "p1");

    Request.ProxyData data = (Request.ProxyData) decoder.decode(part("{\"version\":\"6.4.1\"}"));

    assertEquals("p1 6.4", data.proxy() + " " + data.version());
    assertEquals(Invalid.unreadable("the packet is empty"), decoder.decode(part("")));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`{\"a\":1}`, -1",
        "`{\"a\":1} \n`, -1",
        "`{a:1}`, 1",
        "`{\"a\":x}`, 5",
        "`{\"a\":`, 5",
        "`h1:trap1:{`, -1",
        "``, -1"
      })
  void invalidAt_isAnIndexOfItsPart(String data, int invalidAt) {
    assertEquals(invalidAt, Decoder.ofServer(VERSION).invalidAt(part(data)));
  }

  @Test
  void invalidAt_isUnknownToOtherDecoders() {
    assertEquals(-1, Decoder.ofAgent(AGENT).invalidAt(part("{a:1}")));
    assertEquals(-1, Decoder.ofProxyData(VERSION, "p1").invalidAt(part("{a:1}")));
  }

  private static Bytes part(String text) {
    byte[] bytes = ("ZBXD" + text + ":more").getBytes(UTF_8);
    return Bytes.of(bytes).slice(4, bytes.length - 9);
  }
}
