package org.mockzabbix.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.wire.PacketLimits;

class ListenerConfigTest {

  @Test
  void defaultsAreTheRealPrograms() {
    InetSocketAddress address = InetSocketAddress.createUnresolved("localhost", 0);

    ListenerConfig config = ListenerConfig.of("trapper", address, PacketLimits.zabbix70());

    assertEquals(Duration.ofSeconds(3), config.firstByteTimeout());
    assertEquals(Duration.ofSeconds(10), config.restTimeout());
    assertEquals(Duration.ofSeconds(10), config.writeTimeout());
    assertEquals(10_000, config.maxConnections());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.0009S", "PT24H0.001S"})
  void timeout_outOfRange(Duration timeout) {
    ListenerConfig config = Listeners.config();

    assertEquals(
        "firstByteTimeout must be 1 ms to 24 h but was " + timeout,
        refused(() -> config.withFirstByteTimeout(timeout)));
    assertEquals(
        "restTimeout must be 1 ms to 24 h but was " + timeout,
        refused(() -> config.withRestTimeout(timeout)));
    assertEquals(
        "writeTimeout must be 1 ms to 24 h but was " + timeout,
        refused(() -> config.withWriteTimeout(timeout)));
  }

  @Test
  void maxConnections_notPositive() {
    assertEquals(
        "maxConnections must be positive but was 0",
        refused(() -> Listeners.config().withMaxConnections(0)));
  }

  @Test
  void addressesReadAsPeopleWriteThem() throws Exception {
    InetAddress ipv4 = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    InetAddress ipv6 = InetAddress.getByAddress(new byte[16]);

    assertEquals("127.0.0.1:10051", Origin.text(new InetSocketAddress(ipv4, 10_051)));
    assertEquals("[0:0:0:0:0:0:0:0]:1", Origin.text(new InetSocketAddress(ipv6, 1)));
  }

  private static String refused(Runnable change) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, change::run).getMessage());
  }
}
