package org.mockzabbix.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import org.mockzabbix.net.Arrival.Complete;
import org.mockzabbix.wire.Bytes;

/**
 * The last stage, after the reply: looks whether the client sent more than its packet, at once or
 * for a while, and closes the connection.
 */
final class Afterwards implements Stage {

  private static final int MOST = 64 << 10;

  private final Connection connection;
  private final Arrival arrival;
  private final Answer answer;
  private Bytes late = Bytes.empty();

  Afterwards(Connection connection, Arrival arrival, Answer answer) {
    this.connection = connection;
    this.arrival = arrival;
    this.answer = answer;
  }

  /** Looks as long as the answer wants. */
  void begin() throws IOException {
    if (answer.watchesForSurplus()) {
      watch();
    } else {
      lookOnce();
    }
  }

  /**
   * Only bytes after a whole packet are a surplus. They also have to be read, or closing would
   * reset the connection.
   */
  void lookOnce() throws IOException {
    if (arrival instanceof Complete) {
      collect();
    }
    end();
  }

  /** Ends our output, so that the client can go, and waits until it does. */
  private void watch() throws IOException {
    if (endOutput()) {
      connection.await(this, SelectionKey.OP_READ, connection.intake().surplus());
    } else {
      end();
    }
  }

  private boolean endOutput() throws ClosedChannelException {
    try {
      connection.channel().shutdownOutput();
      return true;
    } catch (ClosedChannelException closing) {
      throw closing;
    } catch (IOException clientGone) {
      return false;
    }
  }

  @Override
  public void ready() throws IOException {
    if (!collect()) {
      end();
    }
  }

  /** Reads what there is, and returns whether more is of interest. */
  private boolean collect() throws ClosedChannelException {
    try {
      int count = connection.read();
      if (count > 0) {
        append(connection.intake().buffer());
      }
      return count >= 0 && late.length() < MOST;
    } catch (ClosedChannelException closing) {
      throw closing;
    } catch (IOException clientGone) {
      return false;
    }
  }

  private void append(ByteBuffer buffer) {
    int count = Math.min(buffer.remaining(), MOST - late.length());
    byte[] joined = new byte[late.length() + count];
    System.arraycopy(late.array(), late.offset(), joined, 0, late.length());
    buffer.get(joined, late.length(), count);
    late = Bytes.of(joined);
  }

  @Override
  public void expired() {
    end();
  }

  private void end() {
    if (late.length() > 0) {
      connection.intake().handler().surplus(arrival, answer, late);
    }
    connection.close();
  }
}
