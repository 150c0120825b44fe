package org.mockzabbix.wire;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates one body to exactly the size that its header says. The output grows with what is really
 * there, and a stream that has more in it is given up at the first byte too many: a bomb costs what
 * it was allowed to declare at most.
 */
final class Inflation {

  private static final int LEAST_OUTPUT = 1024;

  private final Inflater inflater = new Inflater();
  private final Bytes body;
  private final int size;
  private byte[] output;
  private int count;

  private Inflation(Bytes body, int size) {
    this.body = body;
    this.size = size;
    output = new byte[(int) Math.min(size, Math.max(LEAST_OUTPUT, 2L * body.length()))];
  }

  /**
   * The {@code size} bytes that {@code body} inflates to. Bytes after the end of the zlib stream
   * are ignored, as zlib does.
   *
   * @throws MalformedPacketException if it is not a zlib stream, or one of another size
   */
  static Bytes inflate(Bytes body, long size) throws MalformedPacketException {
    Inflation inflation = new Inflation(body, Math.toIntExact(size));
    try {
      return inflation.run();
    } catch (DataFormatException e) {
      throw inflation.notZlib(e);
    } finally {
      inflation.inflater.end();
    }
  }

  private Bytes run() throws DataFormatException, MalformedPacketException {
    inflater.setInput(body.array(), body.offset(), body.length());
    while (!inflater.finished() && count < size) {
      if (count == output.length) {
        output = Arrays.copyOf(output, (int) Math.min(size, 2L * output.length));
      }
      step(output, count, output.length - count);
    }
    if (!inflater.finished()) {
      step(new byte[1], 0, 1); // reads the checksum, or finds a byte too many
    }
    if (count != size) {
      String actual = count > size ? "more" : String.valueOf(count);
      throw new MalformedPacketException(Reason.inflatesTo(actual, size));
    }
    return Bytes.of(output);
  }

  private void step(byte[] target, int at, int room)
      throws DataFormatException, MalformedPacketException {
    int made = inflater.inflate(target, at, room);
    count += made;
    if (made == 0 && !inflater.finished()) {
      throw new MalformedPacketException(
          inflater.needsDictionary()
              ? "the compressed body needs a preset dictionary, which nobody has"
              : "the compressed body is cut short: "
                  + body.length()
                  + " bytes inflate to "
                  + count);
    }
  }

  private MalformedPacketException notZlib(DataFormatException e) {
    boolean gzip = body.length() > 1 && body.at(0) == 0x1f && body.at(1) == 0x8b;
    String hint = gzip ? ": is it gzip instead?" : "";
    return new MalformedPacketException(
        "the compressed body is not a zlib stream: " + e.getMessage() + hint);
  }
}
