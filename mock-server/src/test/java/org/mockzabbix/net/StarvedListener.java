package org.mockzabbix.net;

import java.io.OutputStream;
import org.slf4j.LoggerFactory;

/**
 * A program that listens until its standard input ends, to be run with limited resources. It prints
 * its port and the reasons of invalid packets, and fails on purpose if a packet contains {@code
 * fail}.
 */
final class StarvedListener {

  private StarvedListener() {}

  public static void main(String[] args) throws Exception {
    RecordingHandler handler = new RecordingHandler(StarvedListener::answer);
    try (Listener listener = Listeners.open(handler)) {
      Client.assertAnswers(listener); // loads the classes while there are descriptors to load them
      LoggerFactory.getLogger(StarvedListener.class).warn("about to starve");
      System.out.println(listener.port());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
    System.out.println("closed");
  }

  private static EncodedResponse answer(ReadResult result) {
    if (result instanceof ReadResult.InvalidBytes unreadable) {
      System.out.println(unreadable.reason());
    }
    if (result instanceof ReadResult.PacketRead complete
        && complete.packet().data().text().equals("fail")) {
      throw new IllegalStateException("as asked");
    }
    return EncodedResponse.of(RecordingHandler.OK);
  }
}
