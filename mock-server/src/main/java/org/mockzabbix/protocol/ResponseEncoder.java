package org.mockzabbix.protocol;

import java.nio.charset.StandardCharsets;
import org.mockzabbix.protocol.Response.Failed;
import org.mockzabbix.protocol.Response.Headerless;
import org.mockzabbix.protocol.Response.None;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.protocol.json.JsonText;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.PacketWriter;

/** Turns a response into the bytes that a server sends, member by member in its order. */
public final class ResponseEncoder {

  private static final long MICROS = 1_000_000;

  private ResponseEncoder() {}

  /**
   * Encodes.
   *
   * @param flags the header's flags byte; ignored by responses without a header
   */
  @SuppressWarnings("exports") // called inside the module only
  public static Bytes encode(Response response, int flags) {
    if (response instanceof None) {
      return Bytes.empty();
    }
    if (response instanceof Headerless headerless) {
      return Bytes.of(headerless.text().getBytes(StandardCharsets.UTF_8));
    }
    return PacketWriter.frame(flags, Bytes.of(json(response).getBytes(StandardCharsets.UTF_8)));
  }

  /** The JSON text of a response that has one. */
  static String json(Response response) {
    if (response instanceof Processed counts) {
      return "{\"response\":\"success\",\"info\":\"" + info(counts) + "\"}";
    }
    if (response instanceof Failed failed) {
      return new JsonText()
          .object()
          .put("response", "failed")
          .put("info", failed.info())
          .end()
          .toString();
    }
    throw new AssertionError("unhandled " + response.getClass()); // switch at 21
  }

  /**
   * The text in {@code info}, such as {@code processed: 1; failed: 0; total: 1; seconds spent:
   * 0.000055}.
   */
  public static String info(Processed counts) {
    long micros = Math.max(0, Math.round(counts.secondsSpent() * MICROS));
    return "processed: "
        + counts.processed()
        + "; failed: "
        + counts.failed()
        + "; total: "
        + counts.total()
        + "; seconds spent: "
        + micros / MICROS
        + '.'
        + sixDigits(micros % MICROS);
  }

  private static String sixDigits(long micros) {
    return Long.toString(MICROS + micros).substring(1);
  }
}
