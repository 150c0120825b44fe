package org.mockzabbix.net;

import java.io.OutputStream;
import java.io.PrintStream;
import org.slf4j.LoggerFactory;

/**
 * A program that listens until its standard input ends, to be run with limited resources. It prints
 * its port and the reasons of invalid packets. Packets make it fail on purpose: {@code fail},
 * {@code break the log} and {@code exhaust}, which fills the heap until a byte comes on standard
 * input.
 */
final class StarvedListener {

  private static volatile Object[] hoard;

  private StarvedListener() {}

  public static void main(String[] args) throws Exception {
    RecordingHandler handler = new RecordingHandler(StarvedListener::answer);
    try (Listener listener = Listeners.open(handler)) {
      Client.assertAnswers(listener); // loads the classes while there are descriptors to load them
      LoggerFactory.getLogger(StarvedListener.class).warn("about to starve");
      System.out.println(listener.port());
      while (System.in.read() >= 0) {
        hoard = null;
        System.out.println("freed");
      }
    }
    System.out.println("closed");
  }

  private static EncodedResponse answer(ReadResult result) {
    if (result instanceof ReadResult.InvalidBytes unreadable) {
      System.out.println(unreadable.reason());
    }
    if (result instanceof ReadResult.PacketRead complete) {
      obey(complete.packet().data().text());
    }
    return EncodedResponse.of(RecordingHandler.OK);
  }

  private static void obey(String packet) {
    switch (packet) {
      case "fail" -> throw new IllegalStateException("as asked");
      case "break the log" -> System.setErr(new PrintStream(new BrokenStream()));
      case "exhaust" -> exhaust(1 << 20);
      default -> {}
    }
  }

  private static final class BrokenStream extends OutputStream {
    @Override
    public void write(int b) {
      throw new OutOfMemoryError("as asked");
    }
  }

  /** Fills the heap with smaller and smaller pieces. */
  private static void exhaust(int size) {
    try {
      while (true) {
        hoard = new Object[] {hoard, new byte[size]};
      }
    } catch (OutOfMemoryError full) {
      if (size == 0) {
        throw full;
      }
      exhaust(size / 2);
    }
  }
}
