package org.mockzabbix.parity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSocket;

/**
 * What a server sent back and how it ended the connection, without what no two servers share: the
 * time that was spent, revisions, the rows of a proxy's tables, and the figures of statistics.
 *
 * @param flags the flags of the packet; -1 if there is none
 * @param text the data of the packet, or the bytes if they are no packet
 * @param ending how the connection ended: a reset counts as an end, because it only tells that the
 *     server had not read everything in that moment
 */
record Reply(int flags, String text, PlainSocket.Ending ending) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  Reply {
    ending = ending == PlainSocket.Ending.RESET ? PlainSocket.Ending.END_OF_INPUT : ending;
  }

  static Reply of(PlainSocket.Heard heard) {
    byte[] bytes = heard.bytes();
    if (bytes.length < Packets.HEADER_LENGTH || !heard.text().startsWith("ZBXD")) {
      return new Reply(-1, withoutHeader(heard.text(), bytes), heard.ending());
    }
    return new Reply(bytes[4] & 0xff, comparable(data(bytes)), heard.ending());
  }

  /** Returns the sorted lines of a list of active checks for old agents, or the bytes. */
  private static String withoutHeader(String text, byte[] bytes) {
    return text.endsWith("ZBX_EOF\n")
        ? text.lines().sorted().collect(Collectors.joining("\n"))
        : HexFormat.of().formatHex(bytes);
  }

  private static byte[] data(byte[] bytes) {
    int flags = bytes[4];
    int start = (flags & 4) == 0 ? Packets.HEADER_LENGTH : 21;
    byte[] data = Arrays.copyOfRange(bytes, Math.min(start, bytes.length), bytes.length);
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return (flags & 2) == 0 ? data : inflated(data, (flags & 4) == 0 ? header.getInt(9) : 1 << 20);
  }

  private static byte[] inflated(byte[] data, int length) {
    Inflater inflater = new Inflater();
    ByteArrayOutputStream plain = new ByteArrayOutputStream(length);
    try {
      inflater.setInput(data);
      byte[] buffer = new byte[Math.max(1, length)];
      plain.write(buffer, 0, inflater.inflate(buffer));
      return plain.toByteArray();
    } catch (DataFormatException e) {
      return data;
    } finally {
      inflater.end();
    }
  }

  private static String comparable(byte[] data) {
    String text = new String(data, UTF_8);
    String timeless = text.replaceAll("seconds spent: \\d+\\.\\d{6}", "seconds spent: S");
    try {
      JsonNode json = MAPPER.readTree(data);
      return json instanceof ObjectNode object && !timeless.contains("seconds spent")
          ? comparable(object)
          : timeless;
    } catch (IOException notJson) {
      return timeless;
    }
  }

  private static String comparable(ObjectNode response) {
    if (response.has("config_revision")) {
      response.put("config_revision", 1);
    }
    removeRows(response);
    if (response.get("data") instanceof ArrayNode checks
        && checks.findValue("lastlogsize") != null) {
      sort(checks);
    }
    if (response.get("data") instanceof ObjectNode data) {
      removeRows(data);
      if (data.has("boottime") || data.has("wcache")) {
        maskFigures(data);
      }
    }
    return response.toString();
  }

  /**
   * A server lists the active checks of a host in the order of its cache, which no one promises.
   */
  private static void sort(ArrayNode checks) {
    List<JsonNode> sorted = new ArrayList<>();
    checks.forEach(sorted::add);
    sorted.sort(Comparator.comparing(check -> check.path("key").asText()));
    checks.removeAll();
    checks.addAll(sorted);
  }

  private static void removeRows(ObjectNode tables) {
    for (Map.Entry<String, JsonNode> table : tables.properties()) {
      if (table.getValue() instanceof ObjectNode object && object.has("fields")) {
        object.remove("data");
      }
    }
  }

  private static void maskFigures(ObjectNode object) {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (member.getValue() instanceof ObjectNode nested) {
        maskFigures(nested);
      } else if (member.getValue().isNumber()) {
        member.setValue(object.numberNode(0));
      }
    }
  }

  @Override
  public String toString() {
    String what = text.isEmpty() ? "nothing" : "flags " + flags + ' ' + text;
    return shortened(what) + ", " + ending;
  }

  private static String shortened(String text) {
    return text.length() > 700 ? text.substring(0, 700) + "..." : text;
  }
}
