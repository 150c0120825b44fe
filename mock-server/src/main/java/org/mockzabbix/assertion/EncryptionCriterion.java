package org.mockzabbix.assertion;

import java.util.Optional;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.tls.TlsInfo;

/**
 * Requires that the connection of a value is encrypted in a certain way, or not at all.
 *
 * @param name the PSK identity, or the subject of the certificate; empty without a requirement
 */
record EncryptionCriterion(RequiredEncryption kind, String name) implements Criterion {

  /** The kinds of requirements. */
  enum RequiredEncryption {
    UNENCRYPTED,
    ENCRYPTED,
    IDENTITY,
    SUBJECT
  }

  @Override
  public boolean accepts(ItemValue item) {
    Optional<TlsInfo> tls = item.tls();
    return switch (kind) {
      case UNENCRYPTED -> tls.isEmpty();
      case ENCRYPTED -> tls.isPresent();
      case IDENTITY -> name.equals(tls.map(TlsInfo::identity).orElse(null));
      case SUBJECT -> name.equals(tls.map(TlsInfo::subject).orElse(null));
    };
  }

  @Override
  public String expected() {
    return switch (kind) {
      case UNENCRYPTED -> "no encryption";
      case ENCRYPTED -> "encryption";
      case IDENTITY -> "PSK \"" + name + '"';
      case SUBJECT -> "certificate \"" + name + '"';
    };
  }

  @Override
  public String actual(ItemValue item) {
    return item.tls().map(TlsInfo::toString).orElse("no encryption");
  }

  @Override
  public String difference(ItemValue item) {
    return item.tls()
        .map(tls -> "the connection was encrypted: " + tls)
        .orElse("the connection was not encrypted");
  }

  @Override
  public boolean contradicts(Criterion other) {
    return other instanceof EncryptionCriterion that
        && kind != RequiredEncryption.ENCRYPTED
        && (that.kind == RequiredEncryption.ENCRYPTED
            ? kind == RequiredEncryption.UNENCRYPTED
            : !equals(that));
  }
}
