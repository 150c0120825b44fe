package org.mockzabbix.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Which settings of a proxy fit together. */
class ProxyTest {

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void addressAndAllowedHosts_dependOnTheMode() {
    assertRefused(
        "an active proxy has no address, because it connects to the server: make it passive, or set"
            + " its allowed hosts instead",
        () -> Proxy.active("px").withAddress("127.0.0.1:10061"));
    assertRefused(
        "a passive proxy has no allowed hosts, because the server connects to it: set its address"
            + " instead",
        () -> Proxy.passive("px").withAllowedHosts("127.0.0.1"));
    assertRefused(
        "\"127.0.0.1\" is not a valid address: use host:port, for example 127.0.0.1:10050 or"
            + " [::1]:10050",
        () -> Proxy.passive("px").withAddress("127.0.0.1"));
    assertEquals("127.0.0.1:10061", Proxy.passive("px").withAddress("127.0.0.1:10061").address());
  }
}
