package org.mockzabbix.rule;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.RequestKind;

class RequestMatcherPeerTest {

  private static final byte[] LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  @ParameterizedTest
  @ValueSource(strings = {"::1", "0:0:0:0:0:0:0:1"})
  void fromPeer_acceptsEverySpellingOfIpv6(String address) throws UnknownHostException {
    InetSocketAddress peer = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 40_312);
    IncomingRequest incoming =
        new IncomingRequest(
            new Request.Invalid(RequestKind.UNKNOWN, "what?", null),
            peer,
            1,
            1,
            itemid -> Optional.empty());

    assertTrue(RequestMatcher.anyRequest().fromPeer(address).matches(incoming));
    assertFalse(RequestMatcher.anyRequest().fromPeer("::2").matches(incoming));
  }
}
