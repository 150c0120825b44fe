package org.mockzabbix.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.SizeFormat;
import org.mockzabbix.tls.PeerTls;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;

class ServerConfigTest {

  private static final Host WEB01 = Host.of("web01", Item.trapper("app.ok"));

  @Test
  void lenient_hasTheDocumentedDefaults() {
    ServerConfig config = ServerConfig.lenient();

    assertTrue(config.isLenient());
    assertEquals(ZabbixVersion.V7_0, config.version());
    assertEquals(List.of(), config.hosts());
    assertEquals("127.0.0.1", config.bindAddress());
    assertEquals(0, config.trapperPort());
    assertEquals(128L << 20, config.maxPacketSize());
    assertEquals(Duration.ofSeconds(3), config.firstByteTimeout());
    assertEquals(Duration.ofSeconds(10), config.trapperTimeout());
    assertEquals(10_000, config.maxConnections());
    assertEquals(Runtime.getRuntime().maxMemory() / 4, config.journalSize());
    assertTrue(config.sharesJournalSize());
    assertEquals(1, config.configRevision());
    assertFalse(config.pollsFromStart());
    assertTrue(Duration.between(config.clock().instant(), Instant.now()).abs().toSeconds() < 60);
  }

  @Test
  void strict_knowsItsHosts() {
    ServerConfig config = ServerConfig.strict(WEB01);

    assertFalse(config.isLenient());
    assertEquals(List.of(WEB01), config.hosts());
  }

  @Test
  void builder_changesEverySetting() {
    InstantSource clock = InstantSource.fixed(Instant.EPOCH);

    ServerConfig config =
        ServerConfig.strict(WEB01).toBuilder()
            .version(ZabbixVersion.V6_0)
            .host(Host.of("web02"))
            .bindAddress("::1")
            .trapperPort(10_051)
            .maxPacketSize(1 << 30)
            .firstByteTimeout(Duration.ofMillis(1))
            .trapperTimeout(Duration.ofDays(1))
            .maxConnections(1)
            .journalSize(1)
            .clock(clock)
            .configRevision(2)
            .poll(true)
            .build();

    assertEquals(ZabbixVersion.V6_0, config.version());
    assertEquals(List.of(WEB01, Host.of("web02")), config.hosts());
    assertEquals("::1", config.bindAddress());
    assertEquals(10_051, config.trapperPort());
    assertEquals(1L << 30, config.maxPacketSize());
    assertEquals(Duration.ofMillis(1), config.firstByteTimeout());
    assertEquals(Duration.ofDays(1), config.trapperTimeout());
    assertEquals(1, config.maxConnections());
    assertEquals(1, config.journalSize());
    assertFalse(config.sharesJournalSize());
    assertEquals(clock, config.clock());
    assertEquals(2, config.configRevision());
    assertTrue(config.pollsFromStart());
    assertFalse(config.isLenient());
  }

  @Test
  void toBuilder_keepsEverySetting() {
    InstantSource clock = InstantSource.fixed(Instant.EPOCH);
    ServerConfig config =
        ServerConfig.lenient(WEB01).toBuilder()
            .version(ZabbixVersion.V6_0)
            .bindAddress("::1")
            .trapperPort(7)
            .maxPacketSize(8)
            .firstByteTimeout(Duration.ofSeconds(9))
            .trapperTimeout(Duration.ofSeconds(11))
            .maxConnections(12)
            .journalSize(13)
            .clock(clock)
            .configRevision(14)
            .build();

    ServerConfig copy = config.toBuilder().build();

    assertEquals(ZabbixVersion.V6_0, copy.version());
    assertEquals(List.of(WEB01), copy.hosts());
    assertEquals("::1", copy.bindAddress());
    assertEquals(7, copy.trapperPort());
    assertEquals(8, copy.maxPacketSize());
    assertEquals(Duration.ofSeconds(9), copy.firstByteTimeout());
    assertEquals(Duration.ofSeconds(11), copy.trapperTimeout());
    assertEquals(12, copy.maxConnections());
    assertEquals(13, copy.journalSize());
    assertEquals(clock, copy.clock());
    assertEquals(14, copy.configRevision());
    assertTrue(copy.isLenient());
  }

  @Test
  void build_isNotChangedByItsBuilderAfterwards() {
    ServerConfig.Builder builder = ServerConfig.lenient().toBuilder().trapperPort(1);
    ServerConfig config = builder.build();

    builder.trapperPort(2).host(WEB01);

    assertEquals(1, config.trapperPort());
    assertEquals(List.of(), config.hosts());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536, 70_000})
  void refusesAPortThatIsNone(int port) {
    assertEquals(
        "trapperPort must be from 0 to 65535, but was " + port,
        refusal(() -> builder().trapperPort(port)));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, (1L << 30) + 1})
  void refusesAPacketSizeOutOfRange(long size) {
    assertEquals(
        "maxPacketSize must be from 1 byte to 1G, but was " + SizeFormat.format(size),
        refusal(() -> builder().maxPacketSize(size)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.000999S", "P1DT0.000000001S", "PT99999999999H"})
  void refusesATimeoutOutOfRange(String timeout) {
    Duration duration = Duration.parse(timeout);

    assertEquals(
        "firstByteTimeout must be from 1 ms to 24 h, but was " + DurationFormat.format(duration),
        refusal(() -> builder().firstByteTimeout(duration)));
    assertEquals(
        "trapperTimeout must be from 1 ms to 24 h, but was " + DurationFormat.format(duration),
        refusal(() -> builder().trapperTimeout(duration)));
  }

  @Test
  void refusesAnEndlessTimeout() {
    Duration forever = ChronoUnit.FOREVER.getDuration();

    assertEquals(
        "trapperTimeout must be from 1 ms to 24 h, but was " + DurationFormat.format(forever),
        refusal(() -> builder().trapperTimeout(forever)));
  }

  @Test
  void refusesToAllowNoConnection() {
    assertEquals(
        "maxConnections must be at least 1, but was 0", refusal(() -> builder().maxConnections(0)));
  }

  @Test
  void refusesAJournalWithoutRoom() {
    assertEquals(
        "journalSize must be at least 1, but was 0", refusal(() -> builder().journalSize(0)));
  }

  @Test
  void refusesABlankBindAddress() {
    assertEquals("bindAddress must not be blank", refusal(() -> builder().bindAddress(" ")));
  }

  @Test
  void refusesEncryptionThatHasNoEffect() {
    TestPsk psk = TestPsk.random("web01");
    ServerConfig.Builder forwarding =
        ServerConfig.lenient().toBuilder().forwardTls(TlsConfig.psk(psk));
    ServerConfig.Builder registering =
        ServerConfig.lenient().toBuilder().autoRegisterTls(PeerTls.psk(psk));

    assertEquals(
        "forwardTls has no effect without forward: set forward, too, or leave out forwardTls",
        assertThrows(IllegalArgumentException.class, forwarding::build).getMessage());
    assertEquals(
        "autoRegisterTls has no effect without autoRegister: set autoRegister, too, or leave out"
            + " autoRegisterTls",
        assertThrows(IllegalArgumentException.class, registering::build).getMessage());
    assertEquals(
        TlsConfig.psk(psk).psks(), forwarding.forward("127.0.0.1:1").build().forwardTls().psks());
    assertEquals(
        Optional.of(PeerTls.psk(psk)),
        registering.autoRegister(List.of()).build().autoRegisterTls());
  }

  @Test
  void refusesARevisionBelowOne() {
    assertEquals(
        "configRevision must be at least 1, but was 0", refusal(() -> builder().configRevision(0)));
  }

  @Test
  void refusesTwoHostsOfOneName() {
    assertEquals(
        "two hosts have the name \"web01\": rename one of them",
        refusal(() -> ServerConfig.lenient(WEB01, WEB01)));
    assertEquals(
        "two hosts have the name \"web01\": rename one of them",
        refusal(() -> ServerConfig.strict(WEB01).toBuilder().host(Host.of("web01"))));
  }

  private static ServerConfig.Builder builder() {
    return ServerConfig.lenient().toBuilder();
  }

  private static String refusal(Executable action) {
    return assertThrows(IllegalArgumentException.class, action).getMessage();
  }
}
