package org.mockzabbix.net;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import org.mockzabbix.text.DurationFormat;

/** Writes the reply, as fast as the client reads it, and sees the connection to its end. */
final class Delivery implements Stage {

  private final Connection connection;
  private final Arrival arrival;
  private final Answer answer;
  private int written;

  Delivery(Connection connection, Arrival arrival, Answer answer) {
    this.connection = connection;
    this.arrival = arrival;
    this.answer = answer;
  }

  void begin() throws IOException {
    ready();
  }

  @Override
  public void ready() throws IOException {
    try {
      written += connection.write(answer.bytes(), written);
    } catch (ClosedChannelException closing) {
      throw closing;
    } catch (IOException e) {
      fail(String.valueOf(e.getMessage()));
      return;
    }
    if (written < answer.bytes().length()) {
      connection.await(this, SelectionKey.OP_WRITE, connection.intake().writing());
    } else {
      new Afterwards(connection, arrival, answer).begin();
    }
  }

  @Override
  public void expired() {
    fail(notRead(connection.intake().writing().patience()));
  }

  static String notRead(Duration patience) {
    return "the client did not read the rest within " + DurationFormat.format(patience);
  }

  private void fail(String why) {
    String progress = "wrote " + written + " of " + answer.bytes().length() + " bytes: ";
    connection.intake().handler().replyFailed(arrival, answer, progress + why);
    connection.close();
  }
}
