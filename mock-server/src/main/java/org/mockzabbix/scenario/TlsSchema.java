package org.mockzabbix.scenario;

import static org.mockzabbix.scenario.ScalarSchema.NAME;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.setting.SettingType;
import org.mockzabbix.setting.TlsSetting;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsLibrary;
import org.mockzabbix.tls.TlsMode;

/** The schema of the encryption of a port, and of the connections to another program. */
final class TlsSchema {

  static final String PSK_PATTERN = "^([0-9A-Fa-f]{2}){16,256}$";

  /** Its form is checked by TestPsk, whose errors do not show the key. */
  private static final Schema<String> KEY =
      new ScalarSchema<>(
          SettingType.of(
              "32 to 512 hexadecimal digits, an even number",
              Map.of("type", List.of("string", "number"), "pattern", PSK_PATTERN),
              Optional::of));

  /** A mode of a connection. */
  static final Schema<TlsMode> MODE =
      ScalarSchema.choice(List.of(TlsMode.values()), TlsMode::toString);

  /** A pre-shared key. */
  static final Schema<TestPsk> PSK =
      ObjectSchema.of("a pre-shared key", PskDraft::new)
          .set("identity", NAME, (draft, identity) -> draft.identity = identity)
          .required("The identity, at most 128 characters.")
          .set("key", KEY, (draft, key) -> draft.key = key)
          .required("The key: 32 to 512 hexadecimal digits.")
          .build((draft, node) -> TestPsk.of(draft.identity, draft.key));

  /** The encryption of a trapper port or of a mock agent. */
  static final Schema<TlsConfig> TLS =
      withCertificates(
              ObjectSchema.of("the encryption", TlsDraft::new)
                  .set(
                      TlsSetting.ACCEPT.field(),
                      new ListSchema<>(MODE),
                      (draft, accepted) -> draft.accepted = accepted)
                  .optional(TlsSetting.ACCEPT.help())
                  .set("psks", new ListSchema<>(PSK), (draft, psks) -> draft.psks = psks)
                  .optional("The pre-shared keys."))
          .build((draft, node) -> draft.build());

  /** The encryption of the connections to another program. */
  static final Schema<TlsConfig> CONNECTION =
      withCertificates(
              ObjectSchema.of("the encryption of connections", TlsDraft::new)
                  .set("psk", PSK, (draft, psk) -> draft.psks = List.of(psk))
                  .optional("The pre-shared key; without one, a certificate is presented."))
          .build(
              (draft, node) -> {
                if (draft.psks.isEmpty() && draft.files.isEmpty()) {
                  throw node.error("encrypted connections need a key: set psk or certFile");
                }
                return draft.build();
              });

  private TlsSchema() {}

  /**
   * Returns the encryption of a port as a scenario declares it; empty if it has certificates that
   * are from no file.
   */
  static Optional<ObjectNode> json(TlsConfig tls) {
    if (!isFromFiles(tls)) {
      return Optional.empty();
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (tls.restrictsModes()) {
      Stream.of(TlsMode.values())
          .filter(tls::accepts)
          .forEach(mode -> json.withArray(TlsSetting.ACCEPT.field()).add(mode.toString()));
    }
    tls.psks().forEach(psk -> json.withArray("psks").add(json(psk)));
    addCertificates(tls, json);
    addLibrary(tls, json);
    return Optional.of(json);
  }

  /**
   * Returns the encryption of connections as a scenario declares it, without {@link
   * TlsConfig#cipherSuites}; empty for none, or if it has a certificate that is from no file.
   */
  static Optional<ObjectNode> connectionJson(TlsConfig tls) {
    if (tls.connect() == TlsMode.UNENCRYPTED || !isFromFiles(tls)) {
      return Optional.empty();
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (tls.connect() == TlsMode.PSK) {
      json.set("psk", json(tls.psks().get(0)));
    } else {
      addCertificates(tls, json);
    }
    addLibrary(tls, json);
    return Optional.of(json);
  }

  private static boolean isFromFiles(TlsConfig tls) {
    return (tls.certificate().isEmpty() || tls.files().containsKey(TlsSetting.CERT_FILE.field()))
        && (tls.revocationLists().isEmpty()
            || tls.files().keySet().containsAll(List.of("certFile", "crlFile")));
  }

  /** Returns a pre-shared key as a scenario declares it. */
  static ObjectNode json(TestPsk psk) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("identity", psk.identity())
        .put("key", psk.hex());
  }

  private static void addCertificates(TlsConfig tls, ObjectNode json) {
    tls.files().forEach((field, file) -> json.put(field, file.toString()));
    tls.peerIssuer().ifPresent(issuer -> json.put(TlsSetting.PEER_ISSUER.field(), issuer));
    tls.peerSubject().ifPresent(subject -> json.put(TlsSetting.PEER_SUBJECT.field(), subject));
  }

  private static void addLibrary(TlsConfig tls, ObjectNode json) {
    if (tls.library() != TlsLibrary.OPENSSL) {
      json.put(TlsSetting.LIKE.field(), tls.library().toString());
    }
  }

  private static ObjectSchema<TlsDraft> withCertificates(ObjectSchema<TlsDraft> schema) {
    ObjectSchema<TlsDraft> complete = schema;
    for (TlsSetting file : TlsSetting.FILES) {
      complete =
          complete
              .set(file.field(), NAME, (draft, name) -> draft.files.put(file, Path.of(name)))
              .optional(file.help());
    }
    return complete
        .set(TlsSetting.PEER_ISSUER.field(), NAME, (draft, issuer) -> draft.peerIssuer = issuer)
        .optional(TlsSetting.PEER_ISSUER.help())
        .set(TlsSetting.PEER_SUBJECT.field(), NAME, (draft, subject) -> draft.peerSubject = subject)
        .optional(TlsSetting.PEER_SUBJECT.help())
        .set(
            TlsSetting.LIKE.field(),
            ScalarSchema.choice(List.of(TlsLibrary.values()), TlsLibrary::toString),
            (draft, library) -> draft.library = library)
        .optional(TlsSetting.LIKE.help());
  }

  /** Collects the fields of a pre-shared key. */
  private static final class PskDraft {
    private String identity = "";
    private String key = "";
  }

  /** Collects the fields of the encryption. */
  private static final class TlsDraft {

    private final Map<TlsSetting, Path> files = new EnumMap<>(TlsSetting.class);
    private List<TlsMode> accepted = List.of();
    private List<TestPsk> psks = List.of();
    private @Nullable String peerIssuer;
    private @Nullable String peerSubject;
    private TlsLibrary library = TlsLibrary.OPENSSL;

    private TlsConfig build() {
      TlsConfig tls = TlsConfig.unencrypted().like(library);
      if (!psks.isEmpty()) {
        tls = tls.withPsks(psks.toArray(TestPsk[]::new));
      }
      tls = withFiles(tls);
      tls = peerIssuer == null ? tls : tls.withPeerIssuer(peerIssuer);
      tls = peerSubject == null ? tls : tls.withPeerSubject(peerSubject);
      return accepted.isEmpty()
          ? tls
          : tls.accepting(accepted.get(0), accepted.toArray(TlsMode[]::new));
    }

    private TlsConfig withFiles(TlsConfig tls) {
      try {
        return TlsSetting.withFiles(tls, files, TlsSetting::field);
      } catch (IOException e) {
        throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
      }
    }
  }
}
