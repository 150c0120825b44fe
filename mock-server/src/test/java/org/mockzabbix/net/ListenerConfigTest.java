package org.mockzabbix.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.wire.PacketLimits;

class ListenerConfigTest {

  @Test
  void defaults_areThoseOfTheRealPrograms() {
    InetSocketAddress address = InetSocketAddress.createUnresolved("localhost", 0);

    ListenerConfig config = ListenerConfig.of("trapper", address, PacketLimits.zabbix70());

    assertEquals(Duration.ofSeconds(3), config.timeouts().firstByte());
    assertEquals(Duration.ofSeconds(10), config.timeouts().rest());
    assertEquals(Duration.ofSeconds(10), config.timeouts().write());
    assertEquals(10_000, config.maxConnections());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.0009S", "PT24H0.001S"})
  void timeout_outOfRange(Duration timeout) {
    ListenerConfig config = Listeners.config();

    assertEquals(
        "firstByteTimeout must be from 1 ms to 24 h, but was " + DurationFormat.format(timeout),
        refused(() -> config.withFirstByteTimeout(timeout)));
    assertEquals(
        "restTimeout must be from 1 ms to 24 h, but was " + DurationFormat.format(timeout),
        refused(() -> config.withRestTimeout(timeout)));
    assertEquals(
        "writeTimeout must be from 1 ms to 24 h, but was " + DurationFormat.format(timeout),
        refused(() -> config.withWriteTimeout(timeout)));
  }

  @Test
  void maxConnections_notPositive() {
    assertEquals(
        "maxConnections must be at least 1, but was 0",
        refused(() -> Listeners.config().withMaxConnections(0)));
  }

  @Test
  void connectionInfo_namesNumberAndPeer() throws Exception {
    InetSocketAddress peer = new InetSocketAddress(InetAddress.getByName("::1"), 40_312);

    assertEquals("connection 7 from [::1]:40312", new ConnectionInfo(7, peer, peer).toString());
  }

  private static String refused(Runnable change) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, change::run).getMessage());
  }
}
