package org.mockzabbix.cli.send;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.setting.TlsSetting;

/**
 * A parameter for the encryption of a client, in the order in which zabbix_sender and zabbix_get
 * check that it is not empty.
 */
public enum TlsParameter {
  CONNECT("TLSConnect", "connect", "MODE", TlsSetting.CONNECT.help()),
  CA_FILE("TLSCAFile", "ca-file", "FILE", TlsSetting.CA_FILE.help()),
  CRL_FILE("TLSCRLFile", "crl-file", "FILE", TlsSetting.CRL_FILE.help()),
  PEER_ISSUER("TLSServerCertIssuer", "cert-issuer", "ISSUER", TlsSetting.PEER_ISSUER.help()),
  PEER_SUBJECT("TLSServerCertSubject", "cert-subject", "SUBJECT", TlsSetting.PEER_SUBJECT.help()),
  CERT_FILE("TLSCertFile", "cert-file", "FILE", TlsSetting.CERT_FILE.help()),
  KEY_FILE("TLSKeyFile", "key-file", "FILE", TlsSetting.KEY_FILE.help()),
  PSK_IDENTITY("TLSPSKIdentity", "psk-identity", "IDENTITY", TlsSetting.PSK_IDENTITY.help()),
  PSK_FILE("TLSPSKFile", "psk-file", "FILE", TlsSetting.PSK_FILE.help()),
  CIPHER13(
      null,
      "cipher13",
      "SUITES",
      "The cipher suites of TLS 1.3 to offer, by OpenSSL's names, separated by colons."),
  CIPHER(
      null,
      "cipher",
      "SUITES",
      "The cipher suites of TLS 1.2 to offer, by OpenSSL's names or keywords, separated by colons.");

  private final @Nullable String inFile;
  private final String option;
  private final String operand;
  private final String help;

  TlsParameter(@Nullable String inFile, String option, String operand, String help) {
    this.inFile = inFile;
    this.option = option;
    this.operand = operand;
    this.help = help;
  }

  /** Returns the name in a configuration file; empty if it is only an option. */
  public Optional<String> inFile() {
    return Optional.ofNullable(inFile);
  }

  /** Returns whether the option names what the client connects to. */
  boolean isOfPeer() {
    return this == PEER_ISSUER || this == PEER_SUBJECT;
  }

  /** Returns the end of the option, for example {@code psk-file}. */
  String optionEnding() {
    return option;
  }

  /** Returns the name of the operand, for the help. */
  public String operand() {
    return operand;
  }

  /** Returns a sentence for the help. */
  public String help() {
    return help;
  }
}
