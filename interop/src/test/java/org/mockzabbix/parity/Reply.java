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
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSocket;

/**
 * What a server sent back and how it ended the connection, without what no two servers share: the
 * time that was spent, revisions, the rows of a proxy's tables, the figures of statistics, the
 * third number of a proxy's version and the time of its contact, the ids of proxies, and which
 * items are not supported yet. U+FFFD stands for a byte that is not UTF-8.
 *
 * @param flags the flags of the packet; -1 if there is none
 * @param text the data of the packet, or the bytes if they are no packet
 * @param ending how the connection ended: a reset counts as an end, because it only tells that the
 *     server had not read everything in that moment
 */
record Reply(int flags, String text, PlainSocket.Ending ending) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final int SHOWN = 700;
  private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+).*");

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

  /** Returns the data of a packet, inflated. */
  static byte[] data(byte[] bytes) {
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

  /** Decodes UTF-8, with U+FFFD for each byte that is not. */
  private static String decoded(byte[] data) {
    CharsetDecoder decoder = UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(data);
    CharBuffer out = CharBuffer.allocate(data.length + 1);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (!result.isMalformed()) {
        return out.flip().toString();
      }
      in.position(in.position() + result.length());
      out.put("\ufffd".repeat(result.length()));
    }
  }

  private static String comparable(byte[] data) {
    String text = decoded(data);
    String timeless = text.replaceAll("seconds spent: \\d+\\.\\d{6}", "seconds spent: S");
    try {
      JsonNode json = MAPPER.readTree(text);
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
    maskQueue(response);
    if (response.get("data") instanceof ArrayNode checks
        && checks.findValue("lastlogsize") != null) {
      sort(checks, check -> check.path("key").asText());
    }
    if (response.get("data") instanceof ObjectNode data) {
      removeRows(data);
      maskProxies(data);
      if (data.has("boottime") || data.has("wcache")) {
        maskFigures(data);
      }
    }
    return response.toString();
  }

  /** A real server reads no item in time whose agent does not exist. */
  private static void maskQueue(ObjectNode response) {
    if (response.path("queue").isNumber()) {
      response.put("queue", 0);
    }
    JsonNode first = response.path("data").path(0);
    if (first.has("delay5") || first.has("nextcheck")) {
      response.putArray("data");
    }
    if (response.path("total").isNumber()) {
      response.put("total", 0);
    }
  }

  /** A server lists active checks and proxies in the order of its cache, which no one promises. */
  private static void sort(ArrayNode rows, Function<JsonNode, String> order) {
    List<JsonNode> sorted = new ArrayList<>();
    rows.forEach(sorted::add);
    sorted.sort(Comparator.comparing(order));
    rows.removeAll();
    rows.addAll(sorted);
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

  /** Masks the ids of proxies, and the last digits of sums. The order follows from the ids. */
  private static void maskProxies(ObjectNode data) {
    data.path("item stats").forEach(row -> mergeStates(row, data.path("item stats")));
    for (String counts : List.of("host stats", "item stats", "required performance")) {
      if (data.get(counts) instanceof ArrayNode rows) {
        rows.forEach(row -> maskProxy((ObjectNode) row));
        sort(rows, JsonNode::toString);
      }
    }
    if (data.get("proxy") instanceof ArrayNode proxies) {
      proxies.forEach(proxy -> maskContact((ObjectNode) proxy));
      sort(proxies, proxy -> proxy.path("name").asText());
    }
  }

  /** A real server knows only after a while that an item is not supported. */
  private static void mergeStates(JsonNode unsupported, JsonNode rows) {
    if (unsupported.path("attributes").path("state").asInt() != 1) {
      return;
    }
    JsonNode proxyid = unsupported.path("attributes").path("proxyid");
    for (JsonNode row : rows) {
      JsonNode attributes = row.path("attributes");
      if (attributes.path("proxyid").equals(proxyid)
          && "0".equals(attributes.path("state").asText())) {
        ((ObjectNode) row)
            .put("count", row.path("count").asInt() + unsupported.path("count").asInt());
        ((ObjectNode) unsupported).put("count", 0);
      }
    }
  }

  private static void maskContact(ObjectNode proxy) {
    Matcher known = VERSION.matcher(proxy.path("version").asText());
    proxy.put("version", known.matches() ? known.group(1) : "undefined");
    proxy.put("last_seen", Math.min(0, proxy.path("last_seen").asLong()));
  }

  private static void maskProxy(ObjectNode row) {
    ObjectNode attributes = (ObjectNode) row.path("attributes");
    attributes.put("proxyid", Math.min(1, attributes.path("proxyid").asLong()));
    if (row.path("count").isTextual()) {
      row.put("count", String.format(Locale.ROOT, "%.9f", row.get("count").asDouble()));
    }
  }

  /** Returns the whole reply as one text. */
  String whole() {
    return (text.isEmpty() ? "nothing" : "flags " + flags + ' ' + text) + ", " + ending;
  }

  /** Returns this without the long beginning that it shares with another reply, for a report. */
  String differenceTo(Reply other) {
    int shared = 0;
    while (shared < Math.min(text.length(), other.text.length())
        && text.charAt(shared) == other.text.charAt(shared)) {
      shared++;
    }
    int from = shared < SHOWN / 2 ? 0 : shared - SHOWN / 4;
    return shown((from == 0 ? "" : "...") + text.substring(from));
  }

  @Override
  public String toString() {
    return shown(text);
  }

  private String shown(String part) {
    String what = text.isEmpty() ? "nothing" : "flags " + flags + ' ' + part;
    return (what.length() > SHOWN ? what.substring(0, SHOWN) + "..." : what) + ", " + ending;
  }
}
