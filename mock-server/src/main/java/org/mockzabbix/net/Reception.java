package org.mockzabbix.net;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import org.mockzabbix.net.Arrival.Complete;
import org.mockzabbix.net.Arrival.Empty;
import org.mockzabbix.net.Arrival.Ending;
import org.mockzabbix.net.Arrival.Unreadable;
import org.mockzabbix.wire.MalformedPacketException;
import org.mockzabbix.wire.PacketAssembler;
import org.mockzabbix.wire.PacketHeader;

/** The first stage of a connection: receives its packet, whatever the segmentation. */
final class Reception implements Stage {

  /**
   * From this size on, inflating and reading a message would keep the other connections waiting.
   */
  private static final int LARGE = 1 << 20;

  /** So that a client that sends a lot cannot keep the thread to itself. */
  private static final int READS_A_TURN = 8;

  private static final int RESET = -2; // beside -1, the end of input

  private final Connection connection;
  private final Intake intake;
  private final PacketAssembler assembler;
  private boolean over;

  Reception(Connection connection) {
    this.connection = connection;
    intake = connection.intake();
    assembler = new PacketAssembler(intake.config().limits());
  }

  /**
   * Takes what is there already: usually all, so that the selector never hears of the connection.
   */
  void begin() throws IOException {
    ready();
  }

  @Override
  public void ready() throws IOException {
    receive();
    if (!over) {
      connection.await(this, SelectionKey.OP_READ, started() ? intake.rest() : intake.firstByte());
    }
  }

  private boolean started() {
    return assembler.receivedCount() > 0;
  }

  private void receive() throws IOException {
    for (int turn = 0; turn < READS_A_TURN && !over; turn++) {
      int count = read();
      if (count > 0) {
        take();
      } else if (count < 0) {
        ended(count == RESET ? Ending.RESET : Ending.HALF_CLOSED);
      }
      if (count < intake.buffer().capacity()) {
        return;
      }
    }
  }

  private int read() throws ClosedChannelException {
    try {
      return connection.read();
    } catch (ClosedChannelException closing) {
      throw closing;
    } catch (IOException reset) {
      return RESET;
    }
  }

  private void take() throws IOException {
    try {
      over = assembler.feed(intake.buffer());
    } catch (MalformedPacketException e) {
      refuse(e);
      return;
    } catch (OutOfMemoryError e) {
      over = true;
      connection.answer(outOfMemory());
      return;
    }
    if (over) {
      complete(assembler.header());
    }
  }

  private void complete(PacketHeader header) throws IOException {
    Origin origin = connection.origin();
    long inflatedSize = header.compressed() ? header.reserved() : 0;
    if (Math.max(header.dataLength(), inflatedSize) > LARGE) {
      connection.answerOnWorker(() -> inflate(origin));
      return;
    }
    connection.answer(inflate(origin));
  }

  private Arrival inflate(Origin origin) {
    try {
      return new Complete(origin, assembler.packet());
    } catch (MalformedPacketException e) {
      return unreadable(String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) {
      return outOfMemory();
    }
  }

  private Arrival outOfMemory() {
    return unreadable("out of memory after " + assembler.receivedCount() + " bytes");
  }

  private void refuse(MalformedPacketException e) throws IOException {
    over = true;
    connection.answer(
        unreadable(String.valueOf(e.getMessage())),
        (arrival, answer) -> {
          if (e.stillToCome() > 0 && answer.bytes().length() == 0) {
            new Discarding(connection, e.stillToCome()).begin();
          } else {
            connection.deliver(arrival, answer);
          }
        });
  }

  private Arrival unreadable(String reason) {
    return new Unreadable(
        connection.origin(), reason, assembler.received(), assembler.receivedCount());
  }

  @Override
  public void expired() throws IOException {
    boolean hadStarted = started();
    ready(); // what came while the thread was busy with others is in time
    if (!over && started() == hadStarted) {
      ended(Ending.TIMED_OUT);
    }
  }

  private void ended(Ending ending) throws IOException {
    over = true;
    connection.answer(
        started() ? unreadable(reason(ending)) : new Empty(connection.origin(), ending));
  }

  private String reason(Ending ending) {
    return switch (ending) {
      case HALF_CLOSED -> assembler.endOfInput();
      case RESET -> assembler.reset();
      case TIMED_OUT -> assembler.timedOut(intake.rest().patience());
    };
  }
}
