package org.mockzabbix.tls.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsLibrary;
import org.mockzabbix.tls.TlsMode;

/**
 * The cipher suites that Zabbix's programs accept, in the order of those that are built with
 * OpenSSL (measured with agent 2). The suites of TLS 1.3 fit both modes.
 */
public enum CipherSuite {
  TLS_CHACHA20_POLY1305_SHA256("TLS_CHACHA20_POLY1305_SHA256", 0x1303, null),
  TLS_AES_128_GCM_SHA256("TLS_AES_128_GCM_SHA256", 0x1301, null),
  TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256("ECDHE-RSA-AES128-GCM-SHA256", 0xC02F, TlsMode.CERT),
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256("ECDHE-RSA-AES128-SHA256", 0xC027, TlsMode.CERT),
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA("ECDHE-RSA-AES128-SHA", 0xC013, TlsMode.CERT),
  TLS_RSA_WITH_AES_128_GCM_SHA256("AES128-GCM-SHA256", 0x009C, TlsMode.CERT),
  TLS_RSA_WITH_AES_128_CBC_SHA256("AES128-SHA256", 0x003C, TlsMode.CERT),
  TLS_RSA_WITH_AES_128_CBC_SHA("AES128-SHA", 0x002F, TlsMode.CERT),
  TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256("ECDHE-PSK-AES128-CBC-SHA256", 0xC037, TlsMode.PSK),
  TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA("ECDHE-PSK-AES128-CBC-SHA", 0xC035, TlsMode.PSK),
  TLS_PSK_WITH_AES_128_GCM_SHA256("PSK-AES128-GCM-SHA256", 0x00A8, TlsMode.PSK),
  TLS_PSK_WITH_AES_128_CBC_SHA256("PSK-AES128-CBC-SHA256", 0x00AE, TlsMode.PSK),
  TLS_PSK_WITH_AES_128_CBC_SHA("PSK-AES128-CBC-SHA", 0x008C, TlsMode.PSK);

  private final String openssl;
  private final int code;
  private final @Nullable TlsMode mode; // null: TLS 1.3

  CipherSuite(String openssl, int code, @Nullable TlsMode mode) {
    this.openssl = openssl;
    this.code = code;
    this.mode = mode;
  }

  int code() {
    return code;
  }

  boolean isTls13() {
    return mode == null;
  }

  /** Returns whether this is a suite of TLS 1.2 for {@code mode}. */
  boolean isTls12(TlsMode mode) {
    return this.mode == mode;
  }

  Optional<TlsMode> mode() {
    return Optional.ofNullable(mode);
  }

  /** Returns the name by which OpenSSL calls the suite. */
  public String openssl() {
    return openssl;
  }

  /** Returns the suites of TLS 1.2 for any mode. */
  public static List<CipherSuite> ofTls12() {
    return Arrays.stream(values()).filter(suite -> !suite.isTls13()).toList();
  }

  static List<CipherSuite> ofTls12(TlsMode mode) {
    return Arrays.stream(values()).filter(suite -> suite.isTls12(mode)).toList();
  }

  /** Returns the suites of TLS 1.3. */
  public static List<CipherSuite> ofTls13() {
    return Arrays.stream(values()).filter(CipherSuite::isTls13).toList();
  }

  /**
   * Returns the suites that a client offers, in its order.
   *
   * @throws TlsException if none of its suites is for this mode
   */
  static List<CipherSuite> offeredBy(TlsConfig client, TlsMode mode) throws TlsException {
    List<String> chosen = client.cipherSuites();
    if (chosen.isEmpty()) {
      return Stream.concat(
              client.library() == TlsLibrary.OPENSSL ? ofTls13().stream() : Stream.empty(),
              ofTls12(mode).stream())
          .toList();
    }
    List<CipherSuite> offered =
        chosen.stream()
            .map(CipherSuite::valueOf)
            .filter(suite -> suite.isTls13() || suite.isTls12(mode))
            .toList();
    if (offered.isEmpty()) {
      throw new TlsException("none of the chosen cipher suites is for the mode " + mode);
    }
    return offered;
  }

  /** Returns the name of a suite; its number, for example {@code 0x1302}, if Zabbix has it not. */
  static String name(int code) {
    return of(code).map(Enum::name).orElse(String.format(Locale.ROOT, "0x%04X", code));
  }

  static Optional<CipherSuite> of(int code) {
    return Arrays.stream(values()).filter(suite -> suite.code == code).findFirst();
  }
}
