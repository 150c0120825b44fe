package org.mockzabbix.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Recorded traffic of real programs: each recording is a row of connections, and of some of them
 * one side is missing.
 */
final class Captures {

  private static final Pattern FILE = Pattern.compile("(\\w+?)(?:\\.(\\d+))?\\.c2s\\.bin");

  private Captures() {}

  /**
   * One connection of a recording.
   *
   * @param number its place in the recording, from 1
   */
  record Connection(String recording, int number) {

    private String file(String direction) {
      return recording + (number == 1 ? "" : "." + number) + "." + direction + ".bin";
    }

    /** What the client sent. */
    byte[] toServer() throws IOException {
      return bytes(file("c2s"));
    }

    /** What the server sent back; it may be nothing. */
    byte[] toClient() throws IOException {
      return bytes(file("s2c"));
    }

    /** Whether it is known what the server sent back. */
    boolean hasAnswer() {
      return Captures.class.getResource("/captures/" + file("s2c")) != null;
    }

    @Override
    public String toString() {
      return recording + " " + number;
    }
  }

  /** The connections of which it is known what the client sent, in their order. */
  static List<Connection> connections(String recordings) throws IOException, URISyntaxException {
    URL folder = Captures.class.getResource("/captures");
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      return files
          .map(file -> FILE.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .filter(file -> file.group(1).matches(recordings))
          .map(Captures::connection)
          .sorted(Comparator.comparing(Connection::recording).thenComparingInt(Connection::number))
          .toList();
    }
  }

  private static Connection connection(MatchResult file) {
    String number = file.group(2);
    return new Connection(file.group(1), number == null ? 1 : Integer.parseInt(number));
  }

  static byte[] bytes(String file) throws IOException {
    try (InputStream in = Captures.class.getResourceAsStream("/captures/" + file)) {
      return in.readAllBytes();
    }
  }

  /** Takes apart what one side sent on a connection. */
  static List<byte[]> packets(byte[] bytes) {
    List<byte[]> packets = new ArrayList<>();
    int start = 0;
    while (start < bytes.length) {
      int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(start + 5);
      packets.add(Arrays.copyOfRange(bytes, start, start + 13 + length));
      start += 13 + length;
    }
    return packets;
  }
}
