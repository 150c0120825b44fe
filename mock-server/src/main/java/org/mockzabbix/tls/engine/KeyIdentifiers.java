package org.mockzabbix.tls.engine;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;

/**
 * The identifiers of keys by which GnuTLS tells authorities of the same name apart, if certificates
 * have them.
 */
final class KeyIdentifiers {

  private static final String OF_SUBJECT = "2.5.29.14";
  private static final String OF_AUTHORITY = "2.5.29.35";
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int FIRST_FIELD = 0x80;
  private static final int LONG_FORM = 0x80;
  private static final int LONGEST_HEADER = 5; // of a value with less than 16 MiB

  private KeyIdentifiers() {}

  /** Returns whether {@code authority} may have issued {@code certificate}, by all but its key. */
  static boolean mayHaveIssued(X509Certificate authority, X509Certificate certificate) {
    return authority.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
        && areNotDifferent(
            extension(certificate, OF_AUTHORITY)
                .flatMap(value -> content(value, SEQUENCE))
                .flatMap(value -> content(value, FIRST_FIELD)),
            extension(authority, OF_SUBJECT).flatMap(value -> content(value, OCTETS)));
  }

  private static boolean areNotDifferent(Optional<byte[]> one, Optional<byte[]> other) {
    return one.isEmpty() || other.isEmpty() || Arrays.equals(one.get(), other.get());
  }

  private static Optional<byte[]> extension(X509Certificate certificate, String oid) {
    return Optional.ofNullable(certificate.getExtensionValue(oid))
        .flatMap(value -> content(value, OCTETS));
  }

  /**
   * Returns the content of the first value in {@code der}; empty if it has another tag, or is not
   * complete.
   */
  static Optional<byte[]> content(byte[] der, int tag) {
    if (der.length < 2 || Byte.toUnsignedInt(der[0]) != tag) {
      return Optional.empty();
    }
    int length = Byte.toUnsignedInt(der[1]);
    int start = 2;
    if (length >= LONG_FORM) { // the other bits are the number of bytes that have the length
      start += length - LONG_FORM;
      if (start > der.length || start > LONGEST_HEADER) {
        return Optional.empty();
      }
      length = new BigInteger(1, Arrays.copyOfRange(der, 2, start)).intValue();
    }
    return length > der.length - start
        ? Optional.empty()
        : Optional.of(Arrays.copyOfRange(der, start, start + length));
  }
}
