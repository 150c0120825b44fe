package org.mockzabbix.tls.engine;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a client offers.
 *
 * @param versions the protocol versions, for example 0x0304 for TLS 1.3
 * @param suites the cipher suites in the client's order
 * @param identities the identities of pre-shared keys of TLS 1.3, without those of session tickets
 */
record ClientHello(List<Integer> versions, List<Integer> suites, List<String> identities) {

  static final int TLS12 = 0x0303;
  static final int TLS13 = 0x0304;

  private static final int SUPPORTED_VERSIONS = 43;
  private static final int PRE_SHARED_KEY = 41;
  private static final int RANDOM_LENGTH = 32;

  /**
   * Parses the body of the handshake message.
   *
   * @throws TlsException if it is malformed
   */
  static ClientHello parse(ByteBuffer body) throws TlsException {
    try {
      return parseUnchecked(body);
    } catch (BufferUnderflowException
        | IndexOutOfBoundsException
        | IllegalArgumentException shorter) {
      throw new TlsException("the ClientHello is malformed");
    }
  }

  private static ClientHello parseUnchecked(ByteBuffer body) {
    int version = unsigned16(body);
    skip(body, RANDOM_LENGTH);
    skip(body, unsigned8(body)); // the session id
    List<Integer> suites = numbers(vector(body, unsigned16(body)));
    skip(body, unsigned8(body)); // the compression methods
    List<Integer> versions = new ArrayList<>();
    List<String> identities = new ArrayList<>();
    ByteBuffer extensions =
        body.hasRemaining() ? vector(body, unsigned16(body)) : ByteBuffer.allocate(0);
    while (extensions.hasRemaining()) {
      int type = unsigned16(extensions);
      ByteBuffer data = vector(extensions, unsigned16(extensions));
      if (type == SUPPORTED_VERSIONS) {
        versions.addAll(numbers(vector(data, unsigned8(data))));
      } else if (type == PRE_SHARED_KEY) {
        identities.addAll(identities(vector(data, unsigned16(data))));
      }
    }
    if (versions.isEmpty()) {
      versions.add(version);
    }
    return new ClientHello(List.copyOf(versions), List.copyOf(suites), List.copyOf(identities));
  }

  private static List<String> identities(ByteBuffer list) {
    List<String> identities = new ArrayList<>();
    while (list.hasRemaining()) {
      ByteBuffer identity = vector(list, unsigned16(list));
      int age = list.getInt();
      if (age == 0) { // else a ticket, with which a client resumes a session
        identities.add(StandardCharsets.UTF_8.decode(identity).toString());
      }
    }
    return identities;
  }

  private static List<Integer> numbers(ByteBuffer list) {
    List<Integer> numbers = new ArrayList<>();
    while (list.hasRemaining()) {
      numbers.add(unsigned16(list));
    }
    return numbers;
  }

  private static int unsigned8(ByteBuffer bytes) {
    return Byte.toUnsignedInt(bytes.get());
  }

  private static int unsigned16(ByteBuffer bytes) {
    return Short.toUnsignedInt(bytes.getShort());
  }

  private static void skip(ByteBuffer bytes, int count) {
    bytes.position(bytes.position() + count);
  }

  private static ByteBuffer vector(ByteBuffer bytes, int length) {
    ByteBuffer vector = bytes.slice(bytes.position(), length);
    skip(bytes, length);
    return vector;
  }

  boolean offers(int version) {
    return versions.contains(version);
  }

  boolean offers(CipherSuite suite) {
    return suites.contains(suite.code());
  }

  /** Returns whether the client offers a pre-shared key of TLS 1.3. */
  boolean offersPsk13() {
    return !identities.isEmpty();
  }

  /** Returns the versions in words, for example {@code TLSv1.3, TLSv1.2}. */
  String versionNames() {
    return versions.stream()
        .map(ClientHello::versionName)
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> versionName(int version) {
    return switch (version) {
      case 0x0300 -> Optional.of("SSLv3");
      case 0x0301 -> Optional.of("TLSv1.0");
      case 0x0302 -> Optional.of("TLSv1.1");
      case TLS12 -> Optional.of("TLSv1.2");
      case TLS13 -> Optional.of("TLSv1.3");
      default -> Optional.empty(); // a client may add random ones
    };
  }

  /** Returns the suites in words; those that Zabbix does not use are numbers. */
  String suiteNames() {
    return suites.stream().map(CipherSuite::name).collect(Collectors.joining(", "));
  }
}
