package org.mockzabbix.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.wire.Bytes;

/**
 * One client's connection: its socket, and the stage that it is in. Confined to the intake's
 * thread, except that a slow answer is worked out on a worker, while the connection lies still.
 */
final class Connection {

  private final Intake intake;
  private final SocketChannel channel;
  private final long number;
  private final InetSocketAddress peer;
  private final InetSocketAddress local;
  private @Nullable SelectionKey key;
  private @Nullable Stage stage;
  private @Nullable Deadlines deadlines;
  private long due;
  private boolean closed;
  private Treatment treatment = Treatment.WELL;
  private boolean outputEnded;

  Connection(Intake intake, SocketChannel channel, long number) throws IOException {
    this.intake = intake;
    this.channel = channel;
    this.number = number;
    peer = (InetSocketAddress) channel.getRemoteAddress();
    local = (InetSocketAddress) channel.getLocalAddress();
  }

  Intake intake() {
    return intake;
  }

  SocketChannel channel() {
    return channel;
  }

  /** Where this came from, received now. */
  Origin origin() {
    return new Origin(number, peer, local, intake.config().clock().instant(), treatment);
  }

  /** Asks how to treat the client, and begins. */
  void begin() throws IOException {
    treatment = intake.handler().treatment(number, peer);
    if (treatment.faults().isEmpty()) {
      new Reception(this).begin();
    } else {
      new Opening(this, treatment).begin();
    }
  }

  /** Ends our output; whatever is answered later is not written. */
  void endOutput() throws IOException {
    outputEnded = true;
    channel.shutdownOutput();
  }

  /** Waits in {@code next} until the socket is ready for {@code operations}, or the time is up. */
  void await(Stage next, int operations, Deadlines patience) throws IOException {
    stage = next;
    if (key == null) {
      key = channel.register(intake.selector(), operations, this);
    } else if (key.interestOps() != operations) {
      key.interestOps(operations);
    }
    if (deadlines != patience) {
      leaveDeadlines();
      deadlines = patience;
      due = patience.add(this);
    }
  }

  /** Waits for nothing. */
  void lieStill() {
    leaveDeadlines();
    if (key != null) {
      key.interestOps(0);
    }
  }

  private void leaveDeadlines() {
    if (deadlines != null) {
      deadlines.remove(this);
      deadlines = null;
    }
  }

  void ready() throws IOException {
    if (stage != null) {
      stage.ready();
    }
  }

  void expired() throws IOException {
    if (stage != null) {
      stage.expired();
    }
  }

  /** When it is due, in terms of {@link System#nanoTime}, if it waits. */
  long due() {
    return due;
  }

  /** Reads what is there into the intake's buffer; -1 at the end of input. */
  int read() throws IOException {
    ByteBuffer buffer = intake.buffer().clear();
    int count = channel.read(buffer);
    buffer.flip();
    return count;
  }

  /**
   * Writes {@code bytes} from {@code start} on, as far as the socket takes them; returns how many.
   * Needs no TCP_NODELAY: all is written at once, and the close pushes what is left.
   */
  int write(Bytes bytes, int start) throws IOException {
    ByteBuffer buffer = intake.buffer();
    int written = 0;
    while (start + written < bytes.length()) {
      int chunk = Math.min(bytes.length() - start - written, buffer.capacity());
      buffer.clear().put(bytes.array(), bytes.offset() + start + written, chunk).flip();
      int count = channel.write(buffer);
      written += count;
      if (count < chunk) {
        break;
      }
    }
    return written;
  }

  /** What to do with an answer, on the intake's thread. */
  interface Consequence {
    void draw(Arrival arrival, Answer answer) throws IOException;
  }

  /** Asks for the answer to {@code arrival}, on a worker if it may take its time, and sends it. */
  void answer(Arrival arrival) throws IOException {
    answer(arrival, this::deliver);
  }

  /** The same, but something else is done with the answer. */
  void answer(Arrival arrival, Consequence consequence) throws IOException {
    if (intake.handler().mayBlock(arrival)) {
      answerOnWorker(() -> arrival, consequence);
    } else {
      consequence.draw(arrival, intake.handler().answer(arrival));
    }
  }

  /**
   * Has {@code arrival} completed and its answer worked out on a worker, and sends it afterwards.
   */
  void answerOnWorker(Supplier<Arrival> arrival) {
    answerOnWorker(arrival, this::deliver);
  }

  private void answerOnWorker(Supplier<Arrival> arrival, Consequence consequence) {
    lieStill();
    intake.runOnWorker(
        this,
        () -> {
          Arrival complete = arrival.get();
          Answer answer = intake.handler().answer(complete);
          return () -> consequence.draw(complete, answer);
        });
  }

  void deliver(Arrival arrival, Answer answer) throws IOException {
    Answer possible = outputEnded ? answer.unwritten() : answer;
    if (possible.faults().isEmpty()) {
      new Delivery(this, arrival, possible).begin();
    } else {
      new FaultyDelivery(this, arrival, possible).begin();
    }
  }

  /** Has a worker do {@code work} to the socket; the step that it returns is taken here again. */
  void mistreatOnWorker(Supplier<Intake.Step> work) {
    lieStill();
    intake.runOnWorker(this, work);
  }

  /** Closes the socket. Closing twice does nothing more. */
  void close() {
    if (!closed) {
      closed = true;
      leaveDeadlines();
      intake.acceptor().closed(channel);
    }
  }

  @Override
  public String toString() {
    return "connection " + number + " from " + HostAndPort.of(peer);
  }
}
