package org.mockzabbix.tls.engine;

/** The library that pre-shared keys need. It is an optional dependency. */
public final class BouncyCastle {

  static final String MISSING =
      "pre-shared keys need Bouncy Castle: add org.bouncycastle:bctls-jdk18on to the class path";

  private BouncyCastle() {}

  /**
   * Checks that the library is there.
   *
   * @throws IllegalStateException naming the dependency to add
   */
  public static void require() {
    try {
      Class.forName(
          "org.bouncycastle.tls.TlsServerProtocol", false, BouncyCastle.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(MISSING, e);
    }
  }
}
