package org.mockzabbix.rule;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.rule.RequestMatcher.activeChecks;
import static org.mockzabbix.rule.RequestMatcher.anyRequest;
import static org.mockzabbix.rule.RequestMatcher.passiveChecks;
import static org.mockzabbix.rule.RequestMatcher.request;
import static org.mockzabbix.rule.RequestMatcher.senderData;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.tls.TlsInfo;

class RequestMatcherTest {

  private static final byte[] LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  @ParameterizedTest
  @ValueSource(strings = {"::1", "0:0:0:0:0:0:0:1"})
  void fromPeer_acceptsEverySpellingOfIpv6(String address) throws UnknownHostException {
    IncomingRequest incoming = incoming(InetAddress.getByAddress(LOOPBACK), null);

    assertTrue(RequestMatcher.anyRequest().fromPeer(address).matches(incoming));
    assertFalse(RequestMatcher.anyRequest().fromPeer("::2").matches(incoming));
  }

  @Test
  void encryption_isWhatItSays() {
    IncomingRequest plain = incoming(InetAddress.getLoopbackAddress(), null);
    IncomingRequest psk = overTls(TlsInfo.psk("TLSv1.2", "suite", "web01"));
    IncomingRequest cert = overTls(TlsInfo.cert("TLSv1.3", "suite", "CN=web01", "CN=ca"));

    assertEquals("FTT", matched(anyRequest().encrypted(), plain, psk, cert));
    assertEquals("TFF", matched(anyRequest().unencrypted(), plain, psk, cert));
    assertEquals("FTF", matched(anyRequest().withPskIdentity("web01"), plain, psk, cert));
    assertEquals("FFF", matched(anyRequest().withPskIdentity("CN=web01"), plain, psk, cert));
    assertEquals("FFT", matched(anyRequest().withCertificate("CN=web01"), plain, psk, cert));
    assertEquals("FFF", matched(anyRequest().withCertificate("web01"), plain, psk, cert));
  }

  @Test
  void pskIdentity_thatTheClientDidNotTell_isNoIdentity() {
    IncomingRequest unnamed = overTls(TlsInfo.psk("TLSv1.2", "suite", null));

    assertEquals("F", matched(anyRequest().withPskIdentity(""), unnamed));
  }

  @Test
  void key_canBeRequiredOnlyOfRequestsThatHaveSome() {
    assertDoesNotThrow(() -> senderData().withKey("k"));
    assertDoesNotThrow(() -> passiveChecks().withKey("k"));
    assertDoesNotThrow(() -> request(RequestKind.PROXY_DATA).withKey("k"));
    assertEquals(
        "with key k contradicts active checks",
        assertThrows(IllegalArgumentException.class, () -> activeChecks().withKey("k"))
            .getMessage());
  }

  @Test
  void connections_areNoRequests() {
    assertEquals(
        "F", matched(RequestMatcher.CONNECTIONS, incoming(InetAddress.getLoopbackAddress(), null)));
  }

  private static String matched(RequestMatcher matcher, IncomingRequest... all) {
    return Stream.of(all).map(each -> matcher.matches(each) ? "T" : "F").collect(joining());
  }

  private static IncomingRequest overTls(TlsInfo tls) {
    return incoming(InetAddress.getLoopbackAddress(), tls);
  }

  private static IncomingRequest incoming(InetAddress peer, @Nullable TlsInfo tls) {
    return new IncomingRequest(
        new Request.Invalid(RequestKind.UNKNOWN, "what?", null),
        new InetSocketAddress(peer, 40_312),
        1,
        1,
        itemid -> Optional.empty(),
        tls,
        () -> new byte[0]);
  }
}
