package org.mockzabbix.tls.engine;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mockzabbix.tls.TlsConfig;

/**
 * A certificate for which Zabbix's programs reject its peer: the peer's own, or one that issued it.
 *
 * @param certificate the certificate
 * @param problem its problem
 */
record RejectedCertificate(X509Certificate certificate, Problem problem) {

  /** The reasons to reject a certificate, with their texts in programs built with GnuTLS. */
  enum Problem {
    UNKNOWN_ISSUER(
        "was issued by an authority that is not trusted", "The certificate issuer is unknown."),
    INVALID_SIGNATURE(
        "was signed by another key than that of the trusted authority",
        "The signature in the certificate is invalid."),
    REVOKED("is revoked", "The certificate chain is revoked."),
    EXPIRED("has expired", "The certificate chain uses expired certificate."),
    NOT_YET_VALID("is not valid yet", "The certificate chain uses not yet valid certificate.");

    private final String description;
    private final String gnutls;

    Problem(String description, String gnutls) {
      this.description = description;
      this.gnutls = gnutls;
    }
  }

  /** Returns the text of a client that is built with GnuTLS. It ends with a space. */
  String clientText() {
    return "invalid peer certificate: The certificate is NOT trusted. " + problem.gnutls + " ";
  }

  /** Returns the problem for the author of the peer. */
  String description() {
    String detail =
        switch (problem) {
          case UNKNOWN_ISSUER, INVALID_SIGNATURE ->
              ": " + DistinguishedName.quoted(certificate.getIssuerX500Principal());
          case REVOKED -> "";
          case EXPIRED -> ": it was valid until " + certificate.getNotAfter().toInstant();
          case NOT_YET_VALID -> ": it is valid from " + certificate.getNotBefore().toInstant();
        };
    String subject = DistinguishedName.quoted(certificate.getSubjectX500Principal());
    return "the certificate " + subject + " " + problem.description + detail;
  }

  /** Returns the first certificate of {@code chain} to reject; empty if all are valid. */
  static Optional<RejectedCertificate> find(List<X509Certificate> chain, TlsConfig config) {
    List<X509Certificate> path = new ArrayList<>();
    X509Certificate last = chain.get(0);
    X509Certificate next = last;
    while (next != null && !path.contains(next)) {
      last = next;
      path.add(last);
      if (config.authorities().contains(last)) {
        return rejected(path, config);
      }
      Optional<X509Certificate> anchor = issuer(last, config.authorities());
      if (anchor.isPresent()) {
        path.add(anchor.get());
        return rejected(path, config);
      }
      next = issuer(last, chain).orElse(null);
    }
    X509Certificate end = last;
    boolean seemsTrusted =
        config.authorities().stream()
            .anyMatch(authority -> KeyIdentifiers.mayHaveIssued(authority, end));
    return Optional.of(
        new RejectedCertificate(
            end, seemsTrusted ? Problem.INVALID_SIGNATURE : Problem.UNKNOWN_ISSUER));
  }

  private static Optional<X509Certificate> issuer(
      X509Certificate certificate, List<X509Certificate> candidates) {
    return candidates.stream()
        .filter(
            candidate ->
                candidate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
        .filter(candidate -> isSignedBy(certificate, candidate))
        .findFirst();
  }

  private static boolean isSignedBy(X509Certificate certificate, X509Certificate issuer) {
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static Optional<RejectedCertificate> rejected(
      List<X509Certificate> path, TlsConfig config) {
    return path.stream()
        .flatMap(
            each -> problem(each, path, config).map(p -> new RejectedCertificate(each, p)).stream())
        .findFirst();
  }

  private static Optional<Problem> problem(
      X509Certificate certificate, List<X509Certificate> path, TlsConfig config) {
    if (isRevoked(certificate, path, config.revocationLists())) {
      return Optional.of(Problem.REVOKED);
    }
    try {
      certificate.checkValidity();
      return Optional.empty();
    } catch (CertificateExpiredException e) {
      return Optional.of(Problem.EXPIRED);
    } catch (CertificateNotYetValidException e) {
      return Optional.of(Problem.NOT_YET_VALID);
    }
  }

  private static boolean isRevoked(
      X509Certificate certificate, List<X509Certificate> path, List<X509CRL> lists) {
    return lists.stream()
        .filter(list -> list.isRevoked(certificate))
        .anyMatch(list -> path.stream().anyMatch(issuer -> isIssuedBy(list, issuer)));
  }

  private static boolean isIssuedBy(X509CRL list, X509Certificate issuer) {
    try {
      list.verify(issuer.getPublicKey());
      return list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
