package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.protocol.Request.ActiveChecks;
import org.mockzabbix.protocol.Request.CompletedPoll;
import org.mockzabbix.protocol.Request.FailedPoll;
import org.mockzabbix.protocol.Request.FrontendRequest;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.LegacyData;
import org.mockzabbix.protocol.Request.PassiveCheck;
import org.mockzabbix.protocol.Request.PassiveCheckFormat;
import org.mockzabbix.protocol.Request.ProxyHeartbeat;
import org.mockzabbix.protocol.Request.Registration;
import org.mockzabbix.protocol.Request.ZabbixStats;
import org.mockzabbix.tls.TlsInfo;
import org.mockzabbix.tls.TlsMode;

class RequestTest {

  private static final ItemName ITEM = new ItemName("web01", "agent.ping");

  @Test
  void mostRequestsHaveNeitherValuesNorNames() {
    Request stats = new ZabbixStats(false);

    assertEquals(List.of(), stats.values());
    assertNull(stats.host());
    assertNull(stats.proxy());
    assertNull(stats.requestedKey());
    assertNull(stats.reason());
    assertEquals(RequestKind.ZABBIX_STATS, stats.kind());
    assertEquals("zabbix.stats", stats.kind().toString());
  }

  @Test
  void aRequestNamesWhatItIsAbout() {
    assertEquals("p", new ProxyHeartbeat("p").proxy());
    assertEquals("web01", new LegacyData(ITEM, "1").host());
    assertEquals("agent.ping", check("agent.ping", null).requestedKey());
    assertEquals("refused", new FailedPoll(ITEM, "refused").reason());
  }

  @Test
  void registration_hasTheDefaultsOfAServer() {
    assertEquals(
        new AgentRegistration(
            "web01", "", "192.0.2.1", "", 10050, TlsMode.UNENCRYPTED, null, false),
        checks(Registration.NONE).registrationFrom("192.0.2.1", null));
  }

  @Test
  void registration_hasWhatTheAgentSent() {
    TlsInfo psk = TlsInfo.psk("TLSv1.3", "", "id");

    assertEquals(
        new AgentRegistration("web01", "linux", "192.0.2.7", "", 20050, TlsMode.PSK, null, false),
        checks(new Registration("linux", null, "192.0.2.7", 20050L, 1L))
            .registrationFrom("192.0.2.1", psk));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "192.0.2.9       | 192.0.2.9 | ``              | false",
        "2001:db8::9     | 2001:db8::9 | ``            | false",
        "web01.kit.test  | 192.0.2.7 | web01.kit.test  | true",
        "``              | 192.0.2.7 | ``              | false"
      })
  void registration_mayNameAnInterface(String name, String ip, String dns, boolean isPolledByName) {
    AgentRegistration registration =
        checks(new Registration(null, name, "192.0.2.7", null, null))
            .registrationFrom("192.0.2.1", null);

    assertEquals(ip, registration.ip());
    assertEquals(dns, registration.dns());
    assertEquals(isPolledByName, registration.isPolledByName());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"agent.ping\"   | the key \"\\\"agent.ping\\\"\" is not valid: remove the quotes around it",
        "\"agent.ping     | the key \"\\\"agent.ping\" is not valid: a name consists of"
            + " letters, digits, dots, underscores and hyphens (character 1)",
        "\uFEFFagent.ping | the key \"\\ufeffagent.ping\" is not valid: remove the byte order mark (ef"
            + " bb bf) before it",
        "k[a              | the key \"k[a\" is not valid: the closing bracket is missing (character 4)"
      })
  void keyDefect_saysWhatToChange(String key, String defect) {
    assertEquals(Optional.of(defect), check(key, null).keyDefect());
  }

  @Test
  void keyDefect_isEmptyForAValidKeyAndForNone() {
    assertEquals(Optional.empty(), check("agent.ping", null).keyDefect());
    assertEquals(Optional.empty(), check("", null).keyDefect());
  }

  @ParameterizedTest
  @CsvSource({"1, true", "600s, true", "10m, true", "601, false", "0, false", "x, false", ", true"})
  void timeout_isFromOneSecondToTenMinutes(@Nullable String timeout, boolean isValid) {
    assertEquals(isValid, check("agent.ping", timeout).hasValidTimeout());
  }

  @Test
  void frontendRequest_hasATypeAmongItsParameters() {
    Map<String, String> parameters = Map.of("type", "overview", "limit", "5");

    assertEquals(
        "overview", new FrontendRequest(RequestKind.QUEUE_GET, null, parameters, null).type());
    assertNull(new FrontendRequest(RequestKind.QUEUE_GET, null, Map.of(), null).type());
  }

  @Test
  void valuesThatComeAlone() {
    CompletedPoll poll = new CompletedPoll(ITEM, CheckResult.value("1"), PassiveCheckFormat.PLAIN);
    LegacyData legacy = new LegacyData(ITEM, "2", true, ": a hint");

    assertEquals("web01 agent.ping = \"1\"", poll.values().get(0).toString());
    assertEquals("web01 agent.ping = \"2\"", legacy.values().get(0).toString());
    assertEquals(": a hint", legacy.values().get(0).explanation(Outcome.NOT_READ_AS_JSON));
  }

  @Test
  void halfClosed_isOneOfTheEmptyConnections() {
    assertEquals("the peer closed without sending a byte", Invalid.halfClosed().reason());
    assertTrue(Invalid.halfClosed().isHalfClosed());
    assertFalse(Invalid.empty("the peer reset the connection").isHalfClosed());
    assertFalse(Invalid.unreadable(Invalid.halfClosed().reason()).isHalfClosed());
  }

  private static ActiveChecks checks(Registration registration) {
    return new ActiveChecks("web01", AgentVersion.parse("7.0"), null, 0, registration, false);
  }

  private static PassiveCheck check(String key, @Nullable String timeout) {
    return new PassiveCheck(key, PassiveCheckFormat.PLAIN, timeout);
  }
}
