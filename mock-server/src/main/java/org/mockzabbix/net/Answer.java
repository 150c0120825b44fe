package org.mockzabbix.net;

import java.util.List;
import java.util.OptionalLong;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fault.PacketFault;
import org.mockzabbix.wire.Bytes;

/**
 * What to do with a connection whose arrival has been seen: bytes to write, or none, before it is
 * closed. Immutable.
 */
public final class Answer {

  private static final long NONE = -1;

  private static final Answer SILENCE = new Answer(Bytes.empty(), false, NONE, List.of());

  private final Bytes bytes;
  private final boolean watchesForSurplus;
  private final long subject;
  private final List<Fault> faults;

  private Answer(Bytes bytes, boolean watchesForSurplus, long subject, List<Fault> faults) {
    this.bytes = bytes;
    this.watchesForSurplus = watchesForSurplus;
    this.subject = subject;
    this.faults = faults;
  }

  /** Writes {@code bytes} and closes the connection. */
  public static Answer reply(Bytes bytes) {
    return bytes.length() == 0 ? SILENCE : new Answer(bytes, false, NONE, List.of());
  }

  /** Closes the connection without a byte. */
  public static Answer silence() {
    return SILENCE;
  }

  /**
   * The same, but before the connection is closed the client has up to a second for bytes after its
   * packet, which are then told to {@link PacketHandler#surplus}.
   */
  public Answer watchingForSurplus() {
    return new Answer(bytes, true, subject, faults);
  }

  /** The same, marked with a number by which the layer above knows what this answers. */
  public Answer about(long subject) {
    return new Answer(bytes, watchesForSurplus, subject, faults);
  }

  /** The same, badly delivered: faults on bytes are applied here, the others during delivery. */
  public Answer with(List<Fault> faults) {
    List<Fault> later = faults.stream().filter(fault -> !(fault instanceof PacketFault)).toList();
    return new Answer(Fault.spoil(faults, bytes), watchesForSurplus, subject, later);
  }

  /** The same without a byte or a fault, for a connection whose output was ended before. */
  Answer unwritten() {
    return new Answer(Bytes.empty(), watchesForSurplus, subject, List.of());
  }

  /** What is to go wrong during delivery. */
  List<Fault> faults() {
    return faults;
  }

  /** The number given with {@link #about}. */
  public OptionalLong subject() {
    return subject == NONE ? OptionalLong.empty() : OptionalLong.of(subject);
  }

  /** What is written; empty for silence. */
  public Bytes bytes() {
    return bytes;
  }

  /** Whether the client is given time for bytes after its packet. */
  public boolean watchesForSurplus() {
    return watchesForSurplus;
  }
}
