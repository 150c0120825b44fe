package org.mockzabbix.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ValueType;
import org.mockzabbix.rule.RuleDefinition;
import org.mockzabbix.tls.PeerTls;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsLibrary;
import org.mockzabbix.tls.TlsMode;

class ScenarioPartTest {

  @Test
  void aRuleKeepsItsDeclarationAsJson() {
    RuleDefinition rule =
        ScenarioPart.rule(
            "body", "when: {request: sender data, key: 'app.*'}\ntimes: 2\nfault: reset\n");

    assertEquals(
        Optional.of(
            "{\"when\":{\"request\":\"sender data\",\"key\":\"app.*\"},\"times\":2,\"fault\":\"reset\"}"),
        rule.declaration());
    assertEquals(
        rule.declaration(),
        ScenarioPart.rule("again", rule.declaration().orElseThrow()).declaration());
    assertEquals(Optional.empty(), rule.times(3).declaration());
  }

  @Test
  void aDeclarationKeepsEachScalar() {
    String yaml = "sequence: ['1', 02, true, 1e5, \"a\\u0000\\\"b\"]\nthen: repeat\ndelay: 5\n";

    assertEquals(
        Optional.of(
            "{\"sequence\":[\"1\",\"02\",true,1e5,\"a\\u0000\\\"b\"],\"then\":\"repeat\",\"delay\":5}"),
        ScenarioPart.keyScript("body", yaml).restarted().declaration());
  }

  @Test
  void aKeyMayHaveAValueOfAnySize() {
    String json = "{\"reply\":\"" + "x".repeat(20_000_001) + "\"}"; // Jackson's limit is 20,000,000

    assertEquals(Optional.of(json), ScenarioPart.keyScript("body", json).declaration());
  }

  @Test
  void anExpectationKeepsItsDeclaration_andEqualsOneOfJava() {
    Expectation expectation = ScenarioPart.expectation("body", "nothing");

    assertEquals(Optional.of("\"nothing\""), expectation.declaration());
    assertEquals(Expectation.nothing(), expectation);
    assertEquals(Optional.empty(), Expectation.nothing().declaration());
  }

  @Test
  void aHostIsReadAsItWasWritten() {
    Host host =
        Host.of(
                "web01",
                Item.trapper("app.ok").withAllowedHosts("192.0.2.1").disabled(),
                Item.active("log[/x]", "5s").withItemid(7),
                Item.passive("agent.ping", "1m")
                    .withValueType(ValueType.UNSIGNED)
                    .withHistory(Duration.ofDays(7))
                    .withTimeout(Duration.ofSeconds(5)))
            .withMacro("{$PORT}", "80")
            .withAgent("127.0.0.1:1")
            .monitoredBy("px")
            .withTls(
                PeerTls.accepting(TlsMode.PSK, TlsMode.CERT)
                    .withPsk(TestPsk.of("id", "00112233445566778899aabbccddeeff"))
                    .withIssuer("CN=CA")
                    .withSubject("CN=a")
                    .connecting(TlsMode.CERT))
            .disabled();

    assertEquals(host, ScenarioPart.host("body", ScenarioPart.json(host).toString(), List.of()));
    assertEquals(
        "{\"host\":\"web01\",\"status\":\"disabled\",\"agent\":\"127.0.0.1:1\",\"proxy\":\"px\","
            + "\"tls\":{\"accept\":[\"psk\",\"cert\"],\"psk\":{\"identity\":\"id\","
            + "\"key\":\"00112233445566778899aabbccddeeff\"},\"issuer\":\"CN=CA\","
            + "\"subject\":\"CN=a\",\"connect\":\"cert\"},"
            + "\"macros\":{\"{$PORT}\":\"80\"},"
            + "\"items\":[{\"key\":\"app.ok\",\"type\":\"trapper\","
            + "\"status\":\"disabled\",\"allowedHosts\":\"192.0.2.1\"},{\"key\":\"log[/x]\","
            + "\"type\":\"active\",\"itemid\":7,\"delay\":\"5s\"},"
            + "{\"key\":\"agent.ping\",\"type\":\"passive\",\"delay\":\"1m\","
            + "\"timeout\":\"5s\",\"valueType\":\"unsigned\",\"history\":\"604800s\"}]}",
        ScenarioPart.json(host).toString());
  }

  @Test
  void anEncryptionOfConnectionsIsReadAsItWasWritten() {
    TlsConfig psk =
        TlsConfig.psk(TestPsk.of("id", "00112233445566778899aabbccddeeff")).like(TlsLibrary.GNUTLS);
    ServerConfig config =
        ServerConfig.lenient().toBuilder().forward("127.0.0.1:1").forwardTls(psk).build();

    String json = ScenarioPart.settings(config).toString();

    assertTrue(
        json.contains(
            "\"forwardTls\":{\"psk\":{\"identity\":\"id\","
                + "\"key\":\"00112233445566778899aabbccddeeff\"},\"like\":\"gnutls\"}"),
        json);
    TlsConfig read = Scenario.parse("s", json).server().forwardTls();
    assertEquals(psk.psks(), read.psks());
    assertEquals(TlsLibrary.GNUTLS, read.library());
  }

  @Test
  void severalHosts_areRefused() {
    ScenarioException error =
        assertThrows(
            ScenarioException.class,
            () -> ScenarioPart.host("body", "host: 'web{n}'\ncount: 2\n", List.of()));

    assertEquals("count must be left out for a single host, but was 2", error.problem());
  }

  @Test
  void anErrorNamesFieldAndLine() {
    ScenarioException error =
        assertThrows(
            ScenarioException.class,
            () -> ScenarioPart.rule("body", "times: 1\nwhen:\n  hots: web01\n"));

    assertEquals("when.hots", error.field());
    assertEquals(3, error.line());
    assertEquals("unknown field \"hots\" in when: did you mean \"host\"?", error.problem());
    assertEquals("body:3: " + error.problem(), error.getMessage());
  }

  @Test
  void anErrorAboutTheWholeText_saysWhatItShouldBe() {
    assertStartsWith("an expectation must be one of ", () -> ScenarioPart.expectation("body", "7"));
    assertStartsWith("a rule must be an object ", () -> ScenarioPart.rule("body", "7"));
    assertStartsWith("a rule must be an object ", () -> ScenarioPart.agentRule("body", "7"));
    assertStartsWith("a key must be a string ", () -> ScenarioPart.keyScript("body", "[]"));
    assertStartsWith("a host must be an object ", () -> ScenarioPart.host("body", "7", List.of()));
    assertStartsWith("an item must be an object ", () -> ScenarioPart.item("body", "7"));
  }

  private static void assertStartsWith(String beginning, Executable reading) {
    String problem = assertThrows(ScenarioException.class, reading).problem();
    assertTrue(problem.startsWith(beginning), problem);
  }

  @Test
  void encryptionHasDefaults() {
    String psk = "psk: {identity: id, key: 00112233445566778899aabbccddeeff}";
    TestPsk key = TestPsk.of("id", "00112233445566778899aabbccddeeff");

    assertEquals(PeerTls.psk(key), tls(psk));
    assertEquals(PeerTls.cert().withSubject("CN=a"), tls("subject: CN=a"));
    assertEquals(
        PeerTls.accepting(TlsMode.UNENCRYPTED, TlsMode.PSK).withPsk(key),
        tls("accept: [psk, unencrypted], " + psk));
    assertEquals(
        "body:1: the PSK of identity \"id\" has 2 hexadecimal digits instead of 32 to 512",
        assertThrows(ScenarioException.class, () -> tls("psk: {identity: id, key: 00}"))
            .getMessage());
  }

  private static PeerTls tls(String fields) {
    return ScenarioPart.host("body", "{host: h, tls: {" + fields + "}}", List.of()).tls();
  }
}
