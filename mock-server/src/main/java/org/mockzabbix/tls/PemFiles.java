package org.mockzabbix.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CRLException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and writes certificates, keys and revocation lists in PEM format. */
final class PemFiles {

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private static final Base64.Encoder BASE64 =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private PemFiles() {}

  /** Makes an object of a block. */
  private interface BlockReader<T> {
    T read(ByteArrayInputStream der) throws GeneralSecurityException;
  }

  /** Reads the certificates of a file, at least one. */
  static List<X509Certificate> certificates(Path file) throws IOException {
    return all(
        file,
        "CERTIFICATE",
        "certificate",
        der -> (X509Certificate) x509().generateCertificate(der));
  }

  /** Reads the revocation lists of a file, at least one. */
  static List<X509CRL> revocationLists(Path file) throws IOException {
    return all(
        file, "X509 CRL", "certificate revocation list", der -> (X509CRL) x509().generateCRL(der));
  }

  private static <T> List<T> all(Path file, String type, String what, BlockReader<T> reader)
      throws IOException {
    List<T> found = new ArrayList<>();
    for (byte[] der : blocks(file, text(file), type)) {
      try {
        found.add(reader.read(new ByteArrayInputStream(der)));
      } catch (GeneralSecurityException e) {
        int number = found.size() + 1;
        throw new IOException(
            what + " " + number + " in \"" + file + "\" is invalid: " + e.getMessage(), e);
      }
    }
    if (found.isEmpty()) {
      throw new IOException("\"" + file + "\" has no " + what + " in PEM format");
    }
    return found;
  }

  private static CertificateFactory x509() throws CertificateException {
    return CertificateFactory.getInstance("X.509");
  }

  /** Reads an unencrypted private key. */
  static PrivateKey privateKey(Path file) throws IOException {
    String text = text(file);
    if (text.contains("ENCRYPTED")) {
      throw new IOException(
          "the private key in \"" + file + "\" is encrypted: remove its password");
    }
    List<byte[]> keys = new ArrayList<>(blocks(file, text, "PRIVATE KEY"));
    blocks(file, text, "RSA PRIVATE KEY").forEach(key -> keys.add(Der.pkcs8OfRsa(key)));
    if (keys.isEmpty()) {
      boolean ec = text.contains("BEGIN EC PRIVATE KEY");
      String hint = ec ? ": convert it with openssl pkcs8 -topk8 -nocrypt" : " in PEM format";
      throw new IOException(
          "\"" + file + "\" has no private key" + (ec ? " of PKCS #8" : "") + hint);
    }
    return privateKey(file, new PKCS8EncodedKeySpec(keys.get(0)));
  }

  private static PrivateKey privateKey(Path file, PKCS8EncodedKeySpec spec) throws IOException {
    PrivateKey key = null;
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      key = key == null ? privateKey(algorithm, spec) : key;
    }
    if (key == null) {
      throw new IOException("the private key in \"" + file + "\" is not of RSA, EC or Ed25519");
    }
    return key;
  }

  private static @Nullable PrivateKey privateKey(String algorithm, PKCS8EncodedKeySpec spec) {
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(spec);
    } catch (GeneralSecurityException keyOfAnotherAlgorithm) {
      return null;
    }
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IOException("cannot open file \"" + file + "\"", e);
    }
  }

  private static List<byte[]> blocks(Path file, String text, String type) throws IOException {
    String begin = "-----BEGIN " + type + "-----";
    String end = "-----END " + type + "-----";
    List<byte[]> found = new ArrayList<>();
    for (int start = text.indexOf(begin); start >= 0; start = text.indexOf(begin, start)) {
      String name = type + " block " + (found.size() + 1) + " in \"" + file + "\"";
      start += begin.length();
      int stop = text.indexOf(end, start);
      if (stop < 0) {
        throw new IOException(name + " has no line " + end);
      }
      found.add(decoded(name, text.substring(start, stop)));
    }
    return found;
  }

  private static byte[] decoded(String name, String base64) throws IOException {
    try {
      return Base64.getDecoder().decode(SPACE.matcher(base64).replaceAll(""));
    } catch (IllegalArgumentException e) {
      throw new IOException(name + " is not base64: " + e.getMessage(), e);
    }
  }

  /** Writes certificates to {@code file}, and returns it. */
  static Path write(Path file, Collection<X509Certificate> certificates) throws IOException {
    StringBuilder text = new StringBuilder();
    try {
      for (X509Certificate certificate : certificates) {
        text.append(block("CERTIFICATE", certificate.getEncoded()));
      }
    } catch (CertificateEncodingException e) {
      throw new IOException(e);
    }
    return Files.writeString(file, text);
  }

  /** Writes a revocation list to {@code file}, and returns it. */
  static Path write(Path file, X509CRL list) throws IOException {
    try {
      return Files.writeString(file, block("X509 CRL", list.getEncoded()));
    } catch (CRLException e) {
      throw new IOException(e);
    }
  }

  static String pem(PrivateKey key) {
    return block("PRIVATE KEY", key.getEncoded());
  }

  private static String block(String type, byte[] der) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + BASE64.encodeToString(der)
        + "\n-----END "
        + type
        + "-----\n";
  }
}
