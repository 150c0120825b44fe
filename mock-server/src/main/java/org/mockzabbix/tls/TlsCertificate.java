package org.mockzabbix.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import org.mockzabbix.tls.engine.DistinguishedName;

/**
 * A certificate with its private key, as in Zabbix's options {@code TLSCertFile} and {@code
 * TLSKeyFile}.
 *
 * @param chain the certificate, followed by those of intermediate authorities
 * @param key the private key of the first certificate
 */
public record TlsCertificate(List<X509Certificate> chain, PrivateKey key) {

  /**
   * Checks that the chain has a certificate.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public TlsCertificate {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("the chain has no certificate");
    }
  }

  /**
   * Reads a certificate from PEM files.
   *
   * @param key an unencrypted key, PKCS #8 or the older form of RSA
   * @throws IOException naming the file that cannot be read, or has no certificate or key
   */
  public static TlsCertificate read(Path certificate, Path key) throws IOException {
    return new TlsCertificate(PemFiles.certificates(certificate), PemFiles.privateKey(key));
  }

  /** Returns whether the private key belongs to the first certificate of the chain. */
  public boolean hasItsKey() {
    PublicKey expected = chain.get(0).getPublicKey();
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm(); // Ed25519 is its own
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      byte[] signed = signature.sign();
      signature.initVerify(expected);
      return signature.verify(signed);
    } catch (GeneralSecurityException otherKindOfKey) {
      return false;
    }
  }

  /** Returns the subject as Zabbix compares it, for example {@code CN=web01,O=Kit}. */
  public String subject() {
    return DistinguishedName.of(chain.get(0).getSubjectX500Principal());
  }

  /** Returns the issuer as Zabbix compares it. */
  public String issuer() {
    return DistinguishedName.of(chain.get(0).getIssuerX500Principal());
  }

  /**
   * Writes {@code NAME.crt} and {@code NAME.key} into a directory, in PEM format.
   *
   * @return the file of the certificate
   */
  public Path writeTo(Path directory, String name) throws IOException {
    SecretFile.write(directory.resolve(name + ".key"), PemFiles.pem(key));
    return PemFiles.write(directory.resolve(name + ".crt"), chain);
  }

  /** Returns the subject, without the key. */
  @Override
  public String toString() {
    return "certificate \"" + subject() + "\"";
  }
}
