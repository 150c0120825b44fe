package org.mockzabbix.scenario;

import static org.mockzabbix.scenario.ScalarSchema.NAME;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.tls.PeerTls;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsMode;

/** The schema of the encryption of hosts and proxies. */
final class PeerTlsSchema {

  /** The encryption of a host or a proxy. */
  static final Schema<PeerTls> TLS =
      ObjectSchema.of("the encryption of a peer", PeerTlsDraft::new)
          .set("accept", new ListSchema<>(TlsSchema.MODE), (draft, modes) -> draft.accept = modes)
          .optional(
              "The modes of the connections that the server accepts from the peer (default: psk with"
                  + " a psk, else cert).")
          .set("psk", TlsSchema.PSK, (draft, psk) -> draft.psk = psk)
          .optional("The pre-shared key of the peer (default: any that the server knows).")
          .set("issuer", NAME, (draft, issuer) -> draft.issuer = issuer)
          .optional(
              "The issuer of the peer's certificate, most specific part first (default: any).")
          .set("subject", NAME, (draft, subject) -> draft.subject = subject)
          .optional(
              "The subject of the peer's certificate, most specific part first (default: any).")
          .set("connect", TlsSchema.MODE, (draft, mode) -> draft.connect = mode)
          .optional(
              "The mode in which the server connects to the peer (default: the first accepted one of"
                  + " unencrypted, psk and cert).")
          .build((draft, node) -> draft.build(TlsMode.CERT));

  /** The connections over which hosts are registered. */
  static final Schema<PeerTls> REGISTRATION =
      ObjectSchema.of("the encryption level", PeerTlsDraft::new)
          .set(
              "accept",
              new ListSchema<>(
                  ScalarSchema.choice(
                      List.of(TlsMode.UNENCRYPTED, TlsMode.PSK), TlsMode::toString)),
              (draft, modes) -> draft.accept = modes)
          .optional(
              "The modes of the connections over which hosts are registered (default: psk with a psk,"
                  + " else unencrypted).")
          .set("psk", TlsSchema.PSK, (draft, psk) -> draft.psk = psk)
          .optional("The pre-shared key of registrations.")
          .build((draft, node) -> draft.build(TlsMode.UNENCRYPTED));

  private PeerTlsSchema() {}

  /** Returns settings as a scenario declares them. */
  static ObjectNode json(PeerTls tls) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    tls.accept().forEach(mode -> json.withArray("accept").add(mode.toString()));
    TestPsk psk = tls.psk();
    if (psk != null) {
      json.set("psk", TlsSchema.json(psk));
    }
    if (!tls.issuer().isEmpty()) {
      json.put("issuer", tls.issuer());
    }
    if (!tls.subject().isEmpty()) {
      json.put("subject", tls.subject());
    }
    return json.put("connect", tls.connect().toString());
  }

  /** Returns the encryption level of registrations as a scenario declares it. */
  static ObjectNode registrationJson(PeerTls tls) {
    return json(tls).retain("accept", "psk");
  }

  /** Collects the fields of the encryption. */
  private static final class PeerTlsDraft {
    private List<TlsMode> accept = List.of();
    private @Nullable TestPsk psk;
    private String issuer = "";
    private String subject = "";
    private @Nullable TlsMode connect;

    private PeerTls build(TlsMode withoutPsk) {
      TlsMode byDefault = psk == null ? withoutPsk : TlsMode.PSK;
      Set<TlsMode> modes = accept.isEmpty() ? EnumSet.of(byDefault) : EnumSet.copyOf(accept);
      TlsMode mode = connect == null ? modes.iterator().next() : connect;
      return new PeerTls(modes, mode, psk, issuer, subject);
    }
  }
}
