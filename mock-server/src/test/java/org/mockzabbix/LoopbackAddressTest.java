package org.mockzabbix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mockzabbix.client.Sender;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;

/** Servers and agents print the address that they listen on, for each address of the loopback. */
class LoopbackAddressTest {

  @TestFactory
  Stream<DynamicTest> addressesAreCanonicalAndInBrackets() throws SocketException {
    return NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress())
        .inetAddresses()
        .map(address -> DynamicTest.dynamicTest(address.toString(), () -> check(address)));
  }

  private static void check(InetAddress address) throws IOException {
    boolean isIpv6 = address instanceof Inet6Address;
    String host = isIpv6 ? "::1" : address.getHostAddress();
    String shown = isIpv6 ? "[::1]:" : host + ":";
    ServerConfig config = ServerConfig.lenient().toBuilder().bindAddress(host).build();
    try (MockZabbixServer server = new MockZabbixServer(config).start();
        MockAgent agent = new MockAgent(AgentConfig.of("web01").withBindAddress(host)).start()) {
      new Sender(host, server.trapperPort()).send("web01", "k", "1");

      assertEquals(host, server.host());
      assertContains("trapper " + shown + server.trapperPort(), server);
      assertEquals(shown + agent.port(), agent.address());
      assertContains("#1 " + shown, server.exchanges().get(0));
    }
  }

  private static void assertContains(String part, Object text) {
    assertTrue(text.toString().contains(part), text.toString());
  }
}
