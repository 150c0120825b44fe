package org.mockzabbix.protocol;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.json.InvalidJsonException;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.protocol.json.JsonWriter;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.Packet;
import org.mockzabbix.wire.PacketWriter;

/** The responses that the methods of {@link Response} create, and their JSON. */
final class Responses {

  private Responses() {}

  /**
   * The absence of a response: the server closes the connection.
   *
   * @param refusal why the server refused the request; null if it did not
   */
  record None(@Nullable String refusal) implements Response {
    @Override
    public String text() {
      return "";
    }

    @Override
    public byte[] toBytes(int flags) {
      return new byte[0];
    }
  }

  /** {@code "response":"success"}. */
  record Success(@Nullable String info) implements Response {
    @Override
    public String text() {
      return success(info).end().toString();
    }

    @Override
    public Response withUploadDisabled() {
      return uploadDisabled();
    }
  }

  /** {@code "response":"failed"}. */
  record Failed(String info) implements Response {
    @Override
    public String refusal() {
      return info;
    }

    @Override
    public String text() {
      return failed(new JsonWriter().object()).put("info", info).end().toString();
    }

    @Override
    public String summary() {
      return "failed: " + info;
    }
  }

  /** Remote commands for an agent whose list of checks is unchanged. */
  record CommandList(List<RemoteCommand> commands, boolean upload) implements Response {
    CommandList {
      commands = List.copyOf(commands);
    }

    @Override
    public String text() {
      JsonWriter json = success(null);
      putCommands(commands, json);
      putUpload(upload, json);
      return json.end().toString();
    }

    @Override
    public Response withUploadDisabled() {
      return new CommandList(commands, false);
    }
  }

  /** The response of an agent in plain text. */
  record CheckResponse(CheckResult result, AgentProgram agent) implements Response {
    @Override
    public String text() {
      return result.plainText();
    }

    @Override
    public byte[] toBytes(int flags) {
      Bytes text = Bytes.of(text());
      Bytes packet =
          agent.repeatsLength()
              ? PacketWriter.frameRepeatingLength(flags, text)
              : PacketWriter.frame(flags, text);
      return packet.array();
    }
  }

  /**
   * JSON text in a packet.
   *
   * @param refusal why the server refused the request; null if it did not
   */
  record Json(String text, @Nullable String refusal) implements Response {}

  /**
   * The result of each value that the web frontend pushed.
   *
   * @param itemids the number of the item of each value, found or not
   */
  record Pushed(List<Long> itemids, RowOutcomes outcomes) implements Response {

    private static final String NOT_FOUND =
        "No permissions to referred object or it does not exist.";

    Pushed {
      itemids = List.copyOf(itemids);
    }

    @Override
    public Response withOutcomes(RowOutcomes changed) {
      return new Pushed(itemids, changed);
    }

    @Override
    public String text() {
      JsonWriter json = success(null).array("data");
      for (int index = 0; index < itemids.size(); index++) {
        put(itemids.get(index), outcomes.outcome(index), json);
      }
      return json.end().end().toString();
    }

    private static void put(long itemid, Outcome outcome, JsonWriter json) {
      String error = outcome.isProcessed() ? "" : error(outcome);
      json.object();
      if (!error.equals(NOT_FOUND)) {
        json.put("itemid", itemid);
      }
      if (!error.isEmpty()) {
        json.put("error", error);
      }
      json.end();
    }

    private static String error(Outcome outcome) {
      return switch (outcome) {
        case ITEM_DISABLED -> "Item is disabled.";
        case WRONG_ITEM_TYPE -> "Unsupported item type.";
        case HOST_DISABLED -> "Host is not monitored.";
        case PEER_NOT_ALLOWED -> "Connection source address is not in item's allowed hosts list.";
        case CLIENTIP_NOT_ALLOWED -> "Client IP is not in item's allowed hosts list.";
        case REPEATED_TIMESTAMP -> "Duplicate timestamp found.";
        default -> NOT_FOUND;
      };
    }
  }

  /** Bytes without a header. */
  record Headerless(Bytes bytes) implements Response {
    @Override
    public String text() {
      return bytes.text();
    }

    @Override
    public byte[] toBytes(int flags) {
      return bytes.toArray();
    }
  }

  /** The response of a real server or agent: a packet, or any other bytes. */
  record Received(Bytes wire) implements Response {
    @Override
    public String text() {
      return data().text();
    }

    private Bytes data() {
      return Packet.find(wire).map(Packet::data).orElse(wire);
    }

    @Override
    public byte[] toBytes(int flags) {
      return wire.toArray();
    }

    @Override
    public @Nullable String info() {
      return member("info");
    }

    private @Nullable String member(String name) {
      Bytes data = data();
      try {
        int end = data.offset() + data.length();
        return JsonCursor.open(data.array(), data.offset(), end).textOf(name);
      } catch (InvalidJsonException notJson) {
        return null;
      }
    }

    @Override
    public @Nullable String refusal() {
      if (!"failed".equals(member("response"))) {
        return null;
      }
      String info = info();
      return info == null ? "the response has no \"info\"" : info;
    }

    @Override
    public String summary() {
      String refusal = refusal();
      String info = refusal == null ? info() : "failed: " + refusal;
      return info == null ? "" : info.replaceFirst("; seconds spent.*", "");
    }
  }

  /** Starts a response that reports success. */
  static JsonWriter success(@Nullable String info) {
    JsonWriter json = new JsonWriter().object().put("response", "success");
    return info == null ? json : json.put("info", info);
  }

  private static JsonWriter failed(JsonWriter json) {
    return json.put("response", "failed");
  }

  static Response uploadDisabled() {
    JsonWriter json = success(null);
    putUpload(false, json);
    return new Json(json.end().toString(), null);
  }

  static void putUpload(boolean enabled, JsonWriter json) {
    if (!enabled) {
      json.put("upload", "disabled");
    }
  }

  static void putCommands(List<RemoteCommand> commands, JsonWriter json) {
    json.array("commands");
    commands.forEach(command -> command.writeTo(json));
    json.end();
  }

  static Response proxyData(boolean upload, @Nullable String info, List<String> tasks) {
    JsonWriter json = new JsonWriter().object().put("upload", upload ? "enabled" : "disabled");
    json.put("response", upload ? "success" : "failed");
    if (info != null) {
      json.put("info", info);
    }
    if (!tasks.isEmpty()) {
      json.array("tasks");
      tasks.forEach(json::raw);
      json.end();
    }
    return new Json(json.end().toString(), null);
  }

  /**
   * Returns a redirect. Its {@code response} member is first for active checks, and last for all
   * others.
   */
  static Response redirect(RequestKind kind, Consumer<JsonWriter> target) {
    boolean responseFirst = kind == RequestKind.ACTIVE_CHECKS;
    JsonWriter json = new JsonWriter().object();
    if (responseFirst) {
      failed(json);
    }
    json.object("redirect");
    target.accept(json);
    json.end();
    if (!responseFirst) {
      failed(json);
    }
    return new Json(json.end().toString(), null);
  }

  /** Starts a response of an agent in JSON. */
  static JsonWriter agentJson(AgentProgram agent) {
    return new JsonWriter()
        .object()
        .put("version", agent.version().release())
        .put("variant", agent.variant().number());
  }

  static String checkJson(CheckResult result, AgentProgram agent) {
    JsonWriter json = agentJson(agent).array("data").object();
    if (result.error() != null) {
      json.put("error", result.error());
    } else if (result.value() != null) {
      json.put("value", result.value());
    } else {
      json.putRaw("value", "null");
    }
    return agentText(json.end().end().end(), agent);
  }

  /** Returns the text of a response; Zabbix agent 2 escapes characters that HTML does not allow. */
  static String agentText(JsonWriter json, AgentProgram agent) {
    String text = json.toString();
    return agent.isAgent2() ? GoFormat.htmlEscaped(text) : text;
  }

  /** Returns a list of checks as lines of text. */
  static String lines(List<Response.ActiveCheck> checks) {
    StringBuilder lines = new StringBuilder();
    for (Response.ActiveCheck check : checks) {
      lines.append(check.key()).append(':').append(check.delay()).append(':');
      lines.append(check.position().lastlogsize()).append('\n');
    }
    return lines.append("ZBX_EOF\n").toString();
  }
}
