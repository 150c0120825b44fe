package org.mockzabbix.journal.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.journal.ConnectionEvent;
import org.mockzabbix.journal.ConnectionEvent.EventKind;
import org.mockzabbix.net.ConnectionCourse;
import org.mockzabbix.text.Plurals;

/**
 * The course of one connection, from the moment when this object is created. Small, because each
 * exchange keeps one. Thread-safe: its monitor guards all fields, because a lock object would be as
 * large as the rest, and nothing blocks while it is held.
 */
public final class CourseRecorder implements ConnectionCourse {

  /** The heap of this object without {@code others}, in bytes. */
  private static final int OWN_BYTES = 80;

  /** The heap of one of {@code others}. */
  private static final int EVENT_BYTES = 160;

  private static final Comparator<ConnectionEvent> BY_TIME =
      Comparator.comparing(ConnectionEvent::offset).thenComparing(ConnectionEvent::kind);

  private final long accepted = System.nanoTime();

  // Offsets from accepted, in nanoseconds; 0 if it has not happened.
  private long firstByte;
  private long requestComplete;
  private long decided;
  private long firstByteWritten;
  private long lastByteWritten;
  private long closed;

  private int bytesWritten;
  private boolean reset;
  private List<ConnectionEvent> others = List.of(); // what happens on few connections

  private long now() {
    return Math.max(1, System.nanoTime() - accepted);
  }

  @Override
  public synchronized void read(int count) {
    if (count < 0) {
      addOnce(EventKind.INPUT_ENDED);
    } else if (count > 0 && firstByte == 0) {
      firstByte = now();
    }
  }

  @Override
  public synchronized void resetByClient() {
    addOnce(EventKind.RESET_BY_CLIENT);
  }

  @Override
  public synchronized void requestComplete() {
    requestComplete = now();
  }

  @Override
  public synchronized void timedOut() {
    addOnce(EventKind.TIMED_OUT);
  }

  /** Called when the response is decided. Has no effect if the connection is closed already. */
  public synchronized void decided() {
    if (closed == 0) {
      decided = now();
    }
  }

  @Override
  public synchronized void faultInjected(Fault fault) {
    add(EventKind.FAULT_INJECTED, fault.toString());
  }

  @Override
  public synchronized void written(int count) {
    lastByteWritten = now();
    if (bytesWritten == 0) {
      firstByteWritten = lastByteWritten;
    }
    bytesWritten += count;
  }

  @Override
  public synchronized void outputEnds() {
    addOnce(EventKind.OUTPUT_ENDED);
  }

  @Override
  public synchronized void closes(boolean reset) {
    if (closed == 0) {
      closed = now();
      this.reset = reset;
    }
  }

  private void addOnce(EventKind kind) {
    if (others.stream().noneMatch(event -> event.kind() == kind)) {
      add(kind, "");
    }
  }

  private void add(EventKind kind, String text) {
    List<ConnectionEvent> more = new ArrayList<>(others);
    more.add(event(now(), kind, text));
    others = more;
  }

  private static ConnectionEvent event(long offset, EventKind kind, String text) {
    return new ConnectionEvent(Duration.ofNanos(offset), kind, text);
  }

  /**
   * Returns the events so far, in their order.
   *
   * @param decision the text of {@code RESPONSE_DECIDED}
   */
  synchronized List<ConnectionEvent> events(String decision) {
    List<ConnectionEvent> events = new ArrayList<>(others);
    events.add(event(0, EventKind.ACCEPTED, ""));
    addIfHappened(events, firstByte, EventKind.FIRST_BYTE, "");
    addIfHappened(events, requestComplete, EventKind.REQUEST_COMPLETE, "");
    addIfHappened(events, decided, EventKind.RESPONSE_DECIDED, decision);
    addIfHappened(events, firstByteWritten, EventKind.FIRST_BYTE_WRITTEN, "");
    String count = Plurals.count(bytesWritten, "byte");
    addIfHappened(events, lastByteWritten, EventKind.LAST_BYTE_WRITTEN, count);
    addIfHappened(events, closed, reset ? EventKind.RESET : EventKind.CLOSED, "");
    events.sort(BY_TIME);
    return List.copyOf(events);
  }

  private static void addIfHappened(
      List<ConnectionEvent> events, long offset, EventKind kind, String text) {
    if (offset > 0) {
      events.add(event(offset, kind, text));
    }
  }

  /** Returns the approximate number of bytes of heap that this object uses now. */
  synchronized long heapBytes() {
    return OWN_BYTES + (long) EVENT_BYTES * others.size();
  }
}
