package org.mockzabbix.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

  @Test
  void readsHostAndPort() {
    InetSocketAddress address = Addresses.parse("127.0.0.1:10050");

    assertEquals("127.0.0.1", address.getAddress().getHostAddress());
    assertEquals(10_050, address.getPort());
  }

  @Test
  void readsVersion6InBrackets() {
    InetSocketAddress address = Addresses.parse("[::1]:10050");

    assertEquals("0:0:0:0:0:0:0:1", address.getAddress().getHostAddress());
    assertEquals(10_050, address.getPort());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10050", ":10050", "127.0.0.1", "127.0.0.1:", "::1:5", "[::1]", "a:b"})
  void refusesWhatIsNoAddress(String text) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Addresses.parse(text));

    assertEquals(
        '"'
            + text
            + "\" is not a valid address: use host:port, for example 127.0.0.1:10050 or"
            + " [::1]:10050",
        e.getMessage());
  }

  @Test
  void refusesPort() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Addresses.parse("127.0.0.1:65536"));

    assertEquals("port must be from 0 to 65535, but was 65536", e.getMessage());
  }
}
