package org.mockzabbix.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostAndPortTest {

  private static final byte[] LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  @Test
  void printsIpv4WithoutSlashOrName() throws UnknownHostException {
    InetAddress named = InetAddress.getByAddress("db.example", new byte[] {127, 0, 0, 1});

    assertEquals(
        "127.0.0.1:10051", HostAndPort.of(new InetSocketAddress(named, 10_051)).toString());
  }

  @Test
  void printsIpv6InBrackets() throws UnknownHostException {
    InetAddress loopback = InetAddress.getByAddress(LOOPBACK);

    assertEquals("[::1]:10051", HostAndPort.of(new InetSocketAddress(loopback, 10_051)).toString());
    assertEquals("::1", HostAndPort.host(loopback));
  }

  @Test
  void printsTheNameThatWasWritten() throws UnknownHostException {
    InetAddress named = InetAddress.getByAddress("db.example", LOOPBACK);

    assertEquals(
        "db.example:10051", HostAndPort.asWritten(new InetSocketAddress(named, 10_051)).toString());
  }

  @Test
  void printsTheNameOfAnUnresolvedAddress() {
    InetSocketAddress address = InetSocketAddress.createUnresolved("db.example", 10_051);

    assertEquals("db.example:10051", HostAndPort.of(address).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "0:0:0:0:0:0:0:1,::1",
    "0:0:0:0:0:0:0:0,::",
    "2001:DB8:0:0:0:0:0:1,2001:db8::1",
    "2001:0db8:0000:0001:0000:0000:0000:0001,2001:db8:0:1::1",
    "2001:db8:0:0:1:0:0:1,2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1,2001:db8:0:1:1:1:1:1",
    "1:0:0:0:0:0:0:0,1::",
    "fe80:0:0:0:0:0:0:1%eth0,fe80::1%eth0",
    "::ffff:192.0.2.1,192.0.2.1",
    "1:2:3,1:2:3",
    ":::,:::",
  })
  void shortensIpv6(String written, String canonical) {
    assertEquals(canonical, new HostAndPort(written, 1).host());
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:10050,127.0.0.1,10050",
    "db.example:0,db.example,0",
    "[::1]:65535,::1,65535",
    "[0:0:0:0:0:0:0:1]:1,::1,1",
  })
  void parsesHostAndPort(String text, String host, int port) {
    assertEquals(new HostAndPort(host, port), HostAndPort.parse(text));
  }

  @Test
  void usesTheDefaultPort() {
    assertEquals(new HostAndPort("::1", 10_051), HostAndPort.parse("[::1]", 10_051));
    assertEquals(new HostAndPort("db.example", 7), HostAndPort.parse("db.example:7", 10_051));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", ":1", "::1", "::1:10051", "a:b", "[::1]", "a:1:2"})
  void refusesAnotherForm(String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> HostAndPort.parse(text));

    assertEquals(
        '"'
            + text
            + "\" is not a valid address: use host:port, for example 127.0.0.1:10050 or"
            + " [::1]:10050",
        refused.getMessage());
  }

  @Test
  void refusesPortOutOfRange() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> HostAndPort.parse("localhost:65536"));

    assertEquals("port must be from 0 to 65535, but was 65536", refused.getMessage());
  }

  @Test
  void resolvesToTheSocketAddress() {
    InetSocketAddress address = HostAndPort.parse("[::1]:10051").resolve();

    assertEquals(HostAndPort.parse("[::1]:10051"), HostAndPort.of(address));
  }
}
