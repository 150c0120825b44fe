package org.mockzabbix.cli.send;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsCertificate;
import org.mockzabbix.tls.TlsConfig;

/**
 * Reads the files of keys and certificates of a client in the order of zabbix_sender and
 * zabbix_get, and reports failures as these programs do when they are built with GnuTLS.
 *
 * @param values the parameters that are defined, and fit together
 * @param warnings receives the warnings
 */
record ClientTlsFiles(Map<TlsParameter, String> values, Consumer<String> warnings) {

  private static final String UNREADABLE = "-64: Error while reading file.";
  private static final String NOT_PEM = "-34: Base64 decoding error.";
  private static final String MISMATCH = "-60: The certificate and the given key do not match.";

  TlsConfig read() throws EncryptionRefusedException {
    TlsConfig config = TlsConfig.unencrypted();
    if (values.containsKey(TlsParameter.CERT_FILE)) {
      config = withCertificate(config);
    }
    return values.containsKey(TlsParameter.PSK_FILE) ? withPsk(config) : config;
  }

  private TlsConfig withCertificate(TlsConfig config) throws EncryptionRefusedException {
    X509Certificate[] authorities = authorities(file(TlsParameter.CA_FILE));
    TlsConfig read = config;
    if (values.containsKey(TlsParameter.CRL_FILE)) {
      read = withRevocationLists(config, file(TlsParameter.CRL_FILE));
    }
    return read.withCertificate(certificate(), authorities);
  }

  private Path file(TlsParameter parameter) {
    return Path.of(Objects.requireNonNull(values.get(parameter)));
  }

  private X509Certificate[] authorities(Path file) throws EncryptionRefusedException {
    try (InputStream in = Files.newInputStream(file)) {
      X509Certificate[] found =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toArray(X509Certificate[]::new);
      if (found.length > 0) {
        return found;
      }
    } catch (IOException unreadable) {
      throw new EncryptionRefusedException(
          "cannot parse CA certificate(s) in file \"" + file + "\": " + UNREADABLE);
    } catch (CertificateException notPem) {
      // the same as a file without certificates
    }
    warnings.accept("no CA certificate(s) in file \"" + file + '"');
    return new X509Certificate[0];
  }

  private static TlsConfig withRevocationLists(TlsConfig config, Path file)
      throws EncryptionRefusedException {
    try {
      return config.withRevocationFile(file);
    } catch (IOException e) {
      throw new EncryptionRefusedException(
          "cannot parse CRL file \"" + file + "\": " + reason(file));
    }
  }

  private static String reason(Path... files) {
    for (Path file : files) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        return UNREADABLE;
      }
    }
    return NOT_PEM;
  }

  private TlsCertificate certificate() throws EncryptionRefusedException {
    Path file = file(TlsParameter.CERT_FILE);
    Path key = file(TlsParameter.KEY_FILE);
    String failure =
        "cannot load certificate or private key from file \"" + file + "\" or \"" + key + "\": ";
    TlsCertificate certificate;
    try {
      certificate = TlsCertificate.read(file, key);
    } catch (IOException e) {
      throw new EncryptionRefusedException(failure + reason(file, key));
    }
    if (!certificate.hasItsKey()) {
      throw new EncryptionRefusedException(failure + MISMATCH);
    }
    return certificate;
  }

  private TlsConfig withPsk(TlsConfig config) throws EncryptionRefusedException {
    Path file = file(TlsParameter.PSK_FILE);
    String identity = Objects.requireNonNull(values.get(TlsParameter.PSK_IDENTITY));
    try {
      return config.withPsks(TestPsk.read(identity, file));
    } catch (IOException | IllegalArgumentException e) {
      String reason = Files.notExists(file) ? ": [2] No such file or directory" : "";
      throw new EncryptionRefusedException(e.getMessage() + reason);
    }
  }
}
