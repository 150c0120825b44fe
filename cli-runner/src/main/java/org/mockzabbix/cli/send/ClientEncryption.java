package org.mockzabbix.cli.send;

import static org.mockzabbix.cli.send.TlsParameter.CA_FILE;
import static org.mockzabbix.cli.send.TlsParameter.CERT_FILE;
import static org.mockzabbix.cli.send.TlsParameter.CIPHER;
import static org.mockzabbix.cli.send.TlsParameter.CIPHER13;
import static org.mockzabbix.cli.send.TlsParameter.CONNECT;
import static org.mockzabbix.cli.send.TlsParameter.CRL_FILE;
import static org.mockzabbix.cli.send.TlsParameter.KEY_FILE;
import static org.mockzabbix.cli.send.TlsParameter.PEER_ISSUER;
import static org.mockzabbix.cli.send.TlsParameter.PEER_SUBJECT;
import static org.mockzabbix.cli.send.TlsParameter.PSK_FILE;
import static org.mockzabbix.cli.send.TlsParameter.PSK_IDENTITY;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsLibrary;
import org.mockzabbix.tls.TlsMode;
import org.mockzabbix.tls.engine.CipherSuite;

/**
 * The encryption of a client: checks its parameters in the order of zabbix_sender and zabbix_get,
 * and refuses them in their words. Immutable.
 */
public final class ClientEncryption {

  private final TlsClient client;
  private final Map<TlsParameter, String> values;

  /**
   * Creates the encryption.
   *
   * @param values the parameters that are defined
   */
  public ClientEncryption(TlsClient client, Map<TlsParameter, String> values) {
    this.client = client;
    this.values = Map.copyOf(values);
  }

  /**
   * Checks the parameters without reading files.
   *
   * @throws EncryptionRefusedException if a parameter is invalid or lacks another one
   */
  public void check() throws EncryptionRefusedException {
    requireFor(checked());
  }

  /**
   * Checks the parameters, and reads the files that they name if the mode encrypts.
   *
   * @param warnings receives the warnings of the originals
   * @throws EncryptionRefusedException if the original refuses the parameters
   */
  public TlsConfig read(Consumer<String> warnings) throws EncryptionRefusedException {
    TlsMode mode = checked();
    requireFor(mode);
    if (mode == TlsMode.UNENCRYPTED) {
      return TlsConfig.unencrypted();
    }
    TlsConfig config = keys(warnings).connecting(mode);
    config = value(PEER_ISSUER).map(config::withPeerIssuer).orElse(config);
    return value(PEER_SUBJECT).map(config::withPeerSubject).orElse(config);
  }

  private TlsConfig keys(Consumer<String> warnings) throws EncryptionRefusedException {
    TlsConfig keys = new ClientTlsFiles(values, warnings).read();
    return has(CIPHER) || has(CIPHER13)
        ? keys.like(TlsLibrary.OPENSSL).offering(suites())
        : keys.like(client.library());
  }

  /** Returns the chosen suites. A program chooses those of one version of TLS, or of both. */
  private List<String> suites() throws EncryptionRefusedException {
    List<String> suites = new ArrayList<>();
    suites.addAll(suites(CIPHER13, CipherList::ofTls13, CipherSuite.ofTls13()));
    suites.addAll(suites(CIPHER, CipherList::ofTls12, CipherSuite.ofTls12()));
    return suites;
  }

  private List<String> suites(
      TlsParameter parameter, Function<String, List<CipherSuite>> parser, List<CipherSuite> all)
      throws EncryptionRefusedException {
    try {
      return value(parameter).map(parser).orElse(all).stream().map(Enum::name).toList();
    } catch (IllegalArgumentException e) {
      throw refused("parameter " + named(parameter) + ' ' + e.getMessage());
    }
  }

  private TlsMode checked() throws EncryptionRefusedException {
    for (TlsParameter parameter : TlsParameter.values()) {
      if (value(parameter).filter(String::isEmpty).isPresent()) {
        throw refused("configuration parameter " + named(parameter) + " is defined but empty");
      }
    }
    TlsMode mode = mode();
    requireTogether();
    return mode;
  }

  private Optional<String> value(TlsParameter parameter) {
    return Optional.ofNullable(values.get(parameter));
  }

  private boolean has(TlsParameter parameter) {
    return values.containsKey(parameter);
  }

  private TlsMode mode() throws EncryptionRefusedException {
    String given = value(CONNECT).orElse(TlsMode.UNENCRYPTED.toString());
    return Stream.of(TlsMode.values())
        .filter(mode -> mode.toString().equals(given))
        .findFirst()
        .orElseThrow(() -> refused("invalid value of " + named(CONNECT) + " parameter"));
  }

  private void requireTogether() throws EncryptionRefusedException {
    require(CERT_FILE, KEY_FILE);
    require(KEY_FILE, CERT_FILE);
    require(CERT_FILE, CA_FILE);
    require(CA_FILE, CERT_FILE);
    require(CRL_FILE, CERT_FILE);
    require(PEER_ISSUER, CERT_FILE);
    require(PEER_SUBJECT, CERT_FILE);
    require(PSK_FILE, PSK_IDENTITY);
    require(PSK_IDENTITY, PSK_FILE);
  }

  private void requireFor(TlsMode mode) throws EncryptionRefusedException {
    require(CERT_FILE, CONNECT);
    require(PSK_FILE, CONNECT);
    if (mode == TlsMode.CERT) {
      requireForMode(CERT_FILE);
    }
    if (mode == TlsMode.PSK) {
      requireForMode(PSK_FILE);
    }
    if (!has(CERT_FILE) && !has(PSK_IDENTITY)) {
      requireNone(CIPHER);
      requireNone(CIPHER13);
    }
  }

  /** Refuses cipher suites without a key or certificate. */
  private void requireNone(TlsParameter suites) throws EncryptionRefusedException {
    if (has(suites)) {
      String missing =
          client.readsFile()
              ? "neither \"TLSCertFile\", nor \"--tls-cert-file\", nor \"TLSPSKIdentity\", nor"
                  + " \"--tls-psk-identity\""
              : "neither \"--tls-cert-file\" nor \"--tls-psk-identity\"";
      throw refused("parameter " + named(suites) + " is defined, but " + missing + " is defined");
    }
  }

  private void require(TlsParameter given, TlsParameter other) throws EncryptionRefusedException {
    if (has(given) && !has(other)) {
      throw refused(
          "parameter "
              + named(given)
              + " is defined, but "
              + (client.readsFile()
                  ? "neither " + named(other).replace(" or ", " nor ") + " is defined"
                  : named(other) + " is not defined"));
    }
  }

  private void requireForMode(TlsParameter needed) throws EncryptionRefusedException {
    if (!has(needed)) {
      String missing = client.readsFile() ? "neither of them is defined" : "it is not defined";
      throw refused(
          "parameter " + named(CONNECT) + " value requires " + named(needed) + ", but " + missing);
    }
  }

  private String named(TlsParameter parameter) {
    String option = '"' + client.option(parameter) + '"';
    return parameter
        .inFile()
        .filter(name -> client.readsFile())
        .map(name -> '"' + name + "\" or " + option)
        .orElse(option);
  }

  private static EncryptionRefusedException refused(String message) {
    return new EncryptionRefusedException(message);
  }
}
