package org.mockzabbix.tls.engine;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.mockzabbix.tls.TlsInfo;

/**
 * One end of an encrypted connection. It reads and writes no socket: the caller passes on what the
 * peer sent, and sends {@link #output}. Not thread-safe. Handshakes need milliseconds of computing.
 */
public interface TlsEngine {

  /**
   * Processes all {@code bytes}, which the peer sent.
   *
   * @throws TlsException if the handshake fails, the peer is rejected, or a record is invalid. The
   *     caller closes the connection. Real programs send no alert, so {@link #output} has none
   */
  void receive(ByteBuffer bytes) throws TlsException;

  /** Returns whether the handshake is complete and the peer is not rejected. */
  boolean isEstablished();

  /** Returns whether the peer has announced the end of its data. */
  boolean isEndOfInput();

  /** Moves decrypted data into {@code buffer}, and returns how many bytes. */
  int read(ByteBuffer buffer);

  /** Encrypts all {@code data} into {@link #output}. */
  void write(ByteBuffer data) throws TlsException;

  /**
   * Returns whether {@link #close} can announce the end: not before the handshake is complete, and
   * not after an invalid record.
   */
  boolean canAnnounceEnd();

  /**
   * Adds the announcement of the end, {@code close_notify}, to {@link #output}. Has no effect if
   * the end cannot be announced.
   */
  void close();

  /** Removes and returns the bytes to send, which may be empty. */
  byte[] output();

  /** Returns what is known of the connection so far. */
  Optional<TlsInfo> info();
}
