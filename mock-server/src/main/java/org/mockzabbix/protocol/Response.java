package org.mockzabbix.protocol;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.json.JsonWriter;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.PacketWriter;

/**
 * A response of a server or an agent, before it is encoded. Immutable.
 *
 * <pre>{@code
 * Response response = exchange.response();
 * response.text();    // {"response":"failed","info":"host not found"}
 * response.info();    // host not found
 * }</pre>
 */
public sealed interface Response
    permits Response.Processed,
        Response.ActiveCheckList,
        Responses.None,
        Responses.Success,
        Responses.Failed,
        Responses.CommandList,
        Responses.CheckResponse,
        Responses.Json,
        Responses.Pushed,
        Responses.Headerless,
        Responses.Received {

  /** Returns the data of the response, in most cases JSON; empty without a response. */
  String text();

  /**
   * Returns the bytes of the response, including its header.
   *
   * @param flags the flags byte of the header; ignored if the response has no header
   */
  default byte[] toBytes(int flags) {
    return PacketWriter.frame(flags, Bytes.of(text())).array();
  }

  /** Returns the {@code info} of the response; null if it has none. */
  default @Nullable String info() {
    return null;
  }

  /** Returns why the server refused the whole request; null if it did not. */
  default @Nullable String refusal() {
    return null;
  }

  /**
   * Returns the result in one line, for example {@code processed: 1; failed: 0; total: 1} or {@code
   * failed: host not found}. Empty if the response reports no result.
   */
  default String summary() {
    return "";
  }

  /**
   * Returns a copy of this response that tells the client to stop sending values. Returns this
   * response if it does not report success.
   */
  default Response withUploadDisabled() {
    return this;
  }

  /**
   * Returns a copy of this response that reports other outcomes of the same values. Returns this
   * response if it does not report outcomes.
   */
  default Response withOutcomes(RowOutcomes outcomes) {
    return this;
  }

  /** Returns the response of a server that closes the connection without sending a byte. */
  static Response none() {
    return new Responses.None(null);
  }

  /**
   * Returns the response of a server that refuses a request without sending a byte.
   *
   * @param reason the reason for the author of the client
   */
  static Response refusedSilently(String reason) {
    return new Responses.None(reason);
  }

  /**
   * Returns a response with this JSON text, by which the server refuses a request.
   *
   * @param reason the reason for the author of the client
   */
  static Response refused(String json, String reason) {
    return new Responses.Json(json, reason);
  }

  /** Returns {@code "response":"success"} without {@code info}. */
  static Response success() {
    return new Responses.Success(null);
  }

  /** Returns {@code "response":"success"} with an {@code info}. */
  static Response success(String info) {
    return new Responses.Success(info);
  }

  /** Returns {@code "response":"failed"} with the reason as {@code info}. */
  static Response failed(String info) {
    return new Responses.Failed(info);
  }

  /** Returns a response with this JSON text, for example the configuration of a proxy. */
  static Response json(String text) {
    return new Responses.Json(text, null);
  }

  /**
   * Returns the response to values that the web frontend pushed.
   *
   * @param itemids the number of the item of each value
   * @param outcomes the outcomes, which become the errors of the response
   */
  static Response pushed(List<Long> itemids, RowOutcomes outcomes) {
    return new Responses.Pushed(itemids, outcomes);
  }

  /** Returns text without a header, as servers respond to clients of Zabbix 1.x. */
  static Response headerless(String text) {
    return new Responses.Headerless(Bytes.of(text));
  }

  /** Returns a response of exactly these bytes. */
  static Response bytes(byte[] bytes) {
    return new Responses.Headerless(Bytes.of(bytes.clone()));
  }

  /** Returns a response of exactly these bytes, which a real server or agent has sent. */
  static Response received(byte[] packet) {
    return new Responses.Received(Bytes.of(packet.clone()));
  }

  /** Returns the checks of an agent that requested them as {@code ZBX_GET_ACTIVE_CHECKS}. */
  static Response headerlessChecks(List<ActiveCheck> checks) {
    return headerless(Responses.lines(checks));
  }

  /** Returns success for an unchanged list of checks, with remote commands to run once. */
  static Response commands(List<RemoteCommand> commands) {
    return new Responses.CommandList(commands, true);
  }

  /**
   * Returns the response to a proxy that delivered values or requested tasks.
   *
   * @param tasks JSON objects, one for each task
   */
  static Response proxyDataReceived(List<String> tasks) {
    return proxyDataReceived(tasks, null);
  }

  /**
   * Returns the response to a proxy whose data the server accepted in part.
   *
   * @param tasks JSON objects, one for each task
   * @param info what was wrong in sections that are not the last one; null if nothing was
   */
  static Response proxyDataReceived(List<String> tasks, @Nullable String info) {
    return Responses.proxyData(true, info, tasks);
  }

  /** Returns the response to a proxy that is to keep its values. */
  static Response proxyDataDisabled() {
    return Responses.proxyData(false, null, List.of());
  }

  /**
   * Returns a redirect to another member of the group.
   *
   * @param kind the kind of the request, which decides the order of the members
   * @param address {@code host}, {@code host:port} or {@code [v6]:port}
   * @param revision clients ignore a redirect with a lower revision than they know
   */
  static Response redirect(RequestKind kind, String address, long revision) {
    return Responses.redirect(kind, json -> json.put("revision", revision).put("address", address));
  }

  /**
   * Returns a redirect back to the addresses that the client is configured with.
   *
   * @param kind the kind of the request, which decides the order of the members
   */
  static Response redirectReset(RequestKind kind) {
    return Responses.redirect(kind, json -> json.putRaw("reset", "true"));
  }

  /** Returns the response of an agent to a passive check, in the form of the request. */
  static Response check(CheckResult result, Request.PassiveCheckFormat form, AgentProgram agent) {
    return form == Request.PassiveCheckFormat.PLAIN
        ? new Responses.CheckResponse(result, agent)
        : json(Responses.checkJson(result, agent));
  }

  /** Returns the response of an agent that refuses a request in JSON. */
  static Response checkRefused(String error, AgentProgram agent) {
    return json(Responses.agentText(Responses.agentJson(agent).put("error", error).end(), agent));
  }

  /**
   * A response that reports success and counts the values of the request.
   *
   * @param secondsSpent the time that the server took to process them, in seconds
   */
  record Processed(int processed, int failed, int total, double secondsSpent) implements Response {

    private static final long MICROS = 1_000_000;

    private static final Pattern COUNTS =
        Pattern.compile("processed: (\\d{1,9}); failed: (\\d{1,9})");

    /**
     * Returns the counts that an {@code info} member begins with, for example {@code processed: 1;
     * failed: 0}, as Zabbix's own senders read them. Empty if it begins with other text.
     */
    public static Optional<Processed> find(@Nullable String info) {
      Matcher counts = COUNTS.matcher(info == null ? "" : info);
      if (!counts.lookingAt()) {
        return Optional.empty();
      }
      int processed = Integer.parseInt(counts.group(1));
      int failed = Integer.parseInt(counts.group(2));
      return Optional.of(new Processed(processed, failed, processed + failed, 0));
    }

    /** Returns a copy with another duration. */
    public Processed withSecondsSpent(double seconds) {
      return new Processed(processed, failed, total, seconds);
    }

    @Override
    public Response withOutcomes(RowOutcomes outcomes) {
      return new Processed(outcomes.processed(), outcomes.failed(), outcomes.total(), secondsSpent);
    }

    @Override
    public String text() {
      return "{\"response\":\"success\",\"info\":\"" + info() + "\"}";
    }

    /**
     * Returns the {@code info} member, for example {@code processed: 1; failed: 0; total: 1;
     * seconds spent: 0.000055}.
     */
    @Override
    public String info() {
      long micros = Math.max(0, Math.round(secondsSpent * MICROS));
      return summary()
          + "; seconds spent: "
          + micros / MICROS
          + '.'
          + Long.toString(MICROS + micros % MICROS).substring(1);
    }

    /** Returns the counts, for example {@code processed: 1; failed: 0; total: 1}. */
    @Override
    public String summary() {
      return "processed: " + processed + "; failed: " + failed + "; total: " + total;
    }

    @Override
    public Response withUploadDisabled() {
      return Responses.uploadDisabled();
    }
  }

  /**
   * The items that an active agent is to check.
   *
   * @param configRevision the revision of this list; null from servers before 6.4
   * @param commands remote commands to run once; empty from servers before 7.0
   * @param upload whether the agent may continue to send values
   * @param refreshUnsupported seconds until an unsupported item is checked again; null except for
   *     agents of 4.4 and 5.0
   * @param regexps the global regular expressions that the checks refer to
   */
  record ActiveCheckList(
      @Nullable Long configRevision,
      List<ActiveCheck> checks,
      List<RemoteCommand> commands,
      boolean upload,
      @Nullable Long refreshUnsupported,
      List<GlobalRegexp> regexps)
      implements Response {

    public ActiveCheckList {
      checks = List.copyOf(checks);
      commands = List.copyOf(commands);
      regexps = List.copyOf(regexps);
    }

    @Override
    public Response withUploadDisabled() {
      return new ActiveCheckList(
          configRevision, checks, commands, false, refreshUnsupported, regexps);
    }

    @Override
    public String text() {
      JsonWriter json = Responses.success(null);
      if (configRevision != null) {
        json.put("config_revision", configRevision);
      }
      json.array("data");
      checks.forEach(check -> check.writeTo(json));
      json.end();
      if (!commands.isEmpty()) {
        Responses.putCommands(commands, json);
      }
      Responses.putUpload(upload, json);
      if (refreshUnsupported != null) {
        json.put("refresh_unsupported", refreshUnsupported);
      }
      if (!regexps.isEmpty()) {
        json.array("regexp");
        regexps.forEach(regexp -> regexp.writeTo(json));
        json.end();
      }
      return json.end().toString();
    }
  }

  /**
   * An item that an active agent is to check.
   *
   * @param originalKey the key before its macros were expanded, by which agents before 4.4 report
   *     values; null if it is the same, and for later agents
   * @param itemid null for agents before 4.4
   * @param delay the update interval with a unit; in seconds for agents before 4.4
   * @param timeout the longest time that a check may take; null from servers before 7.0
   */
  record ActiveCheck(
      String key,
      @Nullable String originalKey,
      @Nullable Long itemid,
      String delay,
      LogPosition position,
      @Nullable String timeout) {

    private void writeTo(JsonWriter json) {
      json.object().put("key", key);
      if (originalKey != null) {
        json.put("key_orig", originalKey);
      }
      if (itemid == null) {
        json.putRaw("delay", delay);
      } else {
        json.put("itemid", itemid).put("delay", delay);
      }
      json.put("lastlogsize", position.lastlogsize()).put("mtime", position.mtime());
      if (timeout != null) {
        json.put("timeout", timeout);
      }
      json.end();
    }
  }
}
