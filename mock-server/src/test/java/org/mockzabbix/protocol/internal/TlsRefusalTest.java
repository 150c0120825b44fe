package org.mockzabbix.protocol.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.mockzabbix.protocol.Outcome.CONNECTION_TYPE_NOT_ALLOWED;
import static org.mockzabbix.protocol.Outcome.FALSE_PSK_IDENTITY;
import static org.mockzabbix.protocol.Outcome.PROCESSED;
import static org.mockzabbix.protocol.Outcome.WRONG_CERTIFICATE_ISSUER;
import static org.mockzabbix.protocol.Outcome.WRONG_CERTIFICATE_SUBJECT;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockzabbix.protocol.AgentRegistration;
import org.mockzabbix.tls.PeerTls;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsInfo;
import org.mockzabbix.tls.TlsMode;

class TlsRefusalTest {

  private static final @Nullable TlsInfo PLAIN = null;
  private static final TlsInfo PSK = TlsInfo.psk("TLSv1.3", "", "web01");
  private static final TlsInfo OTHER_PSK = TlsInfo.psk("TLSv1.3", "", "db01");
  private static final TlsInfo CERT = TlsInfo.cert("TLSv1.3", "", "CN=web01", "CN=Kit CA");
  private static final TlsInfo NO_CERT = TlsInfo.cert("TLSv1.3", "", null, null);

  private static final PeerTls ANY_PSK = PeerTls.accepting(TlsMode.PSK);
  private static final PeerTls ONE_PSK = PeerTls.psk(TestPsk.random("web01"));

  private static final String HOST = "host \"web01\"";

  @Test
  void aServerWithoutSettingsAcceptsAnyConnection() {
    assertEquals(PROCESSED, TlsRefusal.outcome(null, PLAIN));
    assertEquals(PROCESSED, TlsRefusal.outcome(null, PSK));
    assertEquals(PROCESSED, TlsRefusal.outcome(null, CERT));
  }

  @Test
  void theTypeOfTheConnectionMustBeAccepted() {
    PeerTls plainOrCert = PeerTls.accepting(TlsMode.UNENCRYPTED, TlsMode.CERT);

    assertEquals(PROCESSED, TlsRefusal.outcome(plainOrCert, PLAIN));
    assertEquals(PROCESSED, TlsRefusal.outcome(plainOrCert, CERT));
    assertEquals(CONNECTION_TYPE_NOT_ALLOWED, TlsRefusal.outcome(plainOrCert, PSK));
    assertEquals(CONNECTION_TYPE_NOT_ALLOWED, TlsRefusal.outcome(ANY_PSK, PLAIN));
  }

  @Test
  void theIdentityMustBeThatOfTheKey() {
    assertEquals(PROCESSED, TlsRefusal.outcome(ANY_PSK, OTHER_PSK));
    assertEquals(PROCESSED, TlsRefusal.outcome(ONE_PSK, PSK));
    assertEquals(FALSE_PSK_IDENTITY, TlsRefusal.outcome(ONE_PSK, OTHER_PSK));
  }

  @Test
  void theIssuerIsComparedBeforeTheSubject() {
    PeerTls issuer = PeerTls.cert().withIssuer("CN=Kit CA");
    PeerTls other = issuer.withIssuer("CN=CA");

    assertEquals(PROCESSED, TlsRefusal.outcome(PeerTls.cert(), NO_CERT));
    assertEquals(PROCESSED, TlsRefusal.outcome(issuer.withSubject("CN=web01"), CERT));
    assertEquals(
        WRONG_CERTIFICATE_SUBJECT, TlsRefusal.outcome(issuer.withSubject("CN=db01"), CERT));
    assertEquals(WRONG_CERTIFICATE_ISSUER, TlsRefusal.outcome(other.withSubject("CN=db01"), CERT));
    assertEquals(WRONG_CERTIFICATE_ISSUER, TlsRefusal.outcome(issuer, NO_CERT));
  }

  @Test
  void logged_isTheLineOfTheServersLog() {
    assertEquals(
        "host \"web01\" is using false PSK identity",
        TlsRefusal.logged(FALSE_PSK_IDENTITY, PSK, HOST));
    assertEquals(
        "host \"web01\" certificate issuer does not match",
        TlsRefusal.logged(WRONG_CERTIFICATE_ISSUER, CERT, HOST));
    assertEquals(
        "host \"web01\" certificate subject does not match",
        TlsRefusal.logged(WRONG_CERTIFICATE_SUBJECT, CERT, HOST));
    assertEquals(
        "connection of type \"unencrypted\" is not allowed for host \"web01\"",
        TlsRefusal.logged(CONNECTION_TYPE_NOT_ALLOWED, PLAIN, HOST));
    assertEquals(
        "connection of type \"TLS with PSK\" is not allowed for host \"web01\"",
        TlsRefusal.logged(CONNECTION_TYPE_NOT_ALLOWED, PSK, HOST));
  }

  @Test
  void ofChecks_dependsOnTheVersion() {
    assertEquals(
        "certificate issuer does not match for host \"web01\"",
        TlsRefusal.ofChecks(WRONG_CERTIFICATE_ISSUER, CERT, "web01", false));
    assertEquals(
        "host \"web01\": certificate subject does not match",
        TlsRefusal.ofChecks(WRONG_CERTIFICATE_SUBJECT, CERT, "web01", true));
    assertEquals(
        "false PSK identity for host \"web01\"",
        TlsRefusal.ofChecks(FALSE_PSK_IDENTITY, PSK, "web01", false));
    assertEquals(
        "connection of type \"TLS with certificate\" is not allowed for host \"web01\"",
        TlsRefusal.ofChecks(CONNECTION_TYPE_NOT_ALLOWED, CERT, "web01", true));
  }

  @Test
  void ofRegistration_namesTheAgent() {
    String denied =
        "autoregistration from \"192.0.2.1\" denied (host:\"web01\" ip:\"192.0.2.7\" port:10050): ";

    assertNull(ofRegistration(null, PLAIN));
    assertNull(ofRegistration(ONE_PSK, PSK));
    assertEquals(
        denied + "connection used PSK which is not configured for autoregistration",
        ofRegistration(ONE_PSK, OTHER_PSK));
    assertEquals(
        denied + "connection type \"unencrypted\" is not allowed for autoregistration",
        ofRegistration(ONE_PSK, PLAIN));
  }

  private static @Nullable String ofRegistration(
      @Nullable PeerTls required, @Nullable TlsInfo actual) {
    AgentRegistration agent =
        new AgentRegistration(
            "web01", "", "192.0.2.7", "", 10050, TlsMode.UNENCRYPTED, null, false);
    return TlsRefusal.ofRegistration(required, actual, agent, "192.0.2.1");
  }
}
