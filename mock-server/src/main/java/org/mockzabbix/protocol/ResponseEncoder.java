package org.mockzabbix.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.Request.CheckForm;
import org.mockzabbix.protocol.Response.ActiveCheckList;
import org.mockzabbix.protocol.Response.Check;
import org.mockzabbix.protocol.Response.CheckAnswer;
import org.mockzabbix.protocol.Response.CheckRefused;
import org.mockzabbix.protocol.Response.Failed;
import org.mockzabbix.protocol.Response.Headerless;
import org.mockzabbix.protocol.Response.Json;
import org.mockzabbix.protocol.Response.LegacyCheckList;
import org.mockzabbix.protocol.Response.None;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.protocol.Response.ProxyDataReceived;
import org.mockzabbix.protocol.Response.Raw;
import org.mockzabbix.protocol.Response.Redirect;
import org.mockzabbix.protocol.Response.RedirectForm;
import org.mockzabbix.protocol.Response.RemoteCommands;
import org.mockzabbix.protocol.Response.Success;
import org.mockzabbix.protocol.Response.Upload;
import org.mockzabbix.protocol.Response.UploadDisabled;
import org.mockzabbix.protocol.json.JsonText;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.PacketWriter;

/** Turns a response into the bytes that a server sends, member by member in its order. */
public final class ResponseEncoder {

  private static final String NOT_SUPPORTED = "ZBX_NOTSUPPORTED";
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
    if (response instanceof Raw raw) {
      return raw.bytes();
    }
    if (response instanceof Headerless headerless) {
      return Bytes.of(headerless.text());
    }
    if (response instanceof LegacyCheckList list) {
      return Bytes.of(lines(list));
    }
    if (response instanceof CheckAnswer answer && answer.form() == CheckForm.PLAIN) {
      return plain(answer, flags);
    }
    return PacketWriter.frame(flags, Bytes.of(json(response)));
  }

  private static Bytes plain(CheckAnswer answer, int flags) {
    Bytes text = Bytes.of(plainText(answer.result()));
    return answer.agent().repeatsLength()
        ? PacketWriter.frameRepeatingLength(flags, text)
        : PacketWriter.frame(flags, text);
  }

  private static String plainText(CheckResult result) {
    if (result instanceof CheckResult.Value value) {
      return value.text();
    }
    if (result instanceof CheckResult.NotSupported notSupported) {
      String reason = notSupported.reason();
      return reason == null ? NOT_SUPPORTED : NOT_SUPPORTED + '\0' + reason;
    }
    return NOT_SUPPORTED; // the plain form has no words for nothing
  }

  private static String lines(LegacyCheckList list) {
    StringBuilder lines = new StringBuilder();
    for (Check check : list.checks()) {
      String position = ":" + check.position().lastlogsize();
      lines.append(check.key()).append(':').append(check.delay()).append(position).append('\n');
    }
    return lines.append("ZBX_EOF\n").toString();
  }

  /** The JSON text of a response that has one. */
  static String json(Response response) {
    if (response instanceof Processed counts) {
      return "{\"response\":\"success\",\"info\":\"" + info(counts) + "\"}";
    }
    if (response instanceof Json ready) {
      return ready.text();
    }
    JsonText json = new JsonText().object();
    write(response, json);
    return json.end().toString();
  }

  private static void write(Response response, JsonText json) {
    if (response instanceof Success success) {
      putResponse(json, "success");
      putUnlessNull(json, "info", success.info());
    } else if (response instanceof Failed failed) {
      putResponse(json, "failed").put("info", failed.info());
    } else if (response instanceof UploadDisabled) {
      putResponse(json, "success").put("upload", "disabled");
    } else if (response instanceof ActiveCheckList list) {
      write(list, json);
    } else if (response instanceof RemoteCommands commands) {
      putResponse(json, "success");
      write(commands.commands(), json);
      putUpload(commands.upload(), json);
    } else if (response instanceof CheckAnswer answer) {
      write(answer, json);
    } else if (response instanceof CheckRefused refused) {
      putAgent(refused.agent(), json).put("error", refused.error());
    } else if (response instanceof Redirect redirect) {
      write(redirect, json);
    } else if (response instanceof ProxyDataReceived received) {
      write(received, json);
    } else {
      throw new AssertionError("unhandled " + response.getClass()); // switch at 21
    }
  }

  private static JsonText putResponse(JsonText json, String response) {
    return json.put("response", response);
  }

  private static void putUnlessNull(JsonText json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  private static void write(ActiveCheckList list, JsonText json) {
    putResponse(json, "success");
    putUnlessNull(json, "config_revision", list.configRevision());
    json.array("data");
    list.checks().forEach(check -> write(check, json));
    json.end();
    if (!list.commands().isEmpty()) {
      write(list.commands(), json);
    }
    putUpload(list.upload(), json);
    putUnlessNull(json, "refresh_unsupported", list.refreshUnsupported());
    if (!list.regexps().isEmpty()) {
      json.array("regexp");
      list.regexps().forEach(regexp -> write(regexp, json));
      json.end();
    }
  }

  private static void putUpload(Upload upload, JsonText json) {
    if (upload == Upload.DISABLED) {
      json.put("upload", "disabled");
    }
  }

  private static void putUnlessNull(JsonText json, String name, @Nullable Long value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  private static void write(Check check, JsonText json) {
    json.object().put("key", check.key());
    Long itemid = check.itemid();
    if (itemid == null) {
      json.putRaw("delay", check.delay());
    } else {
      json.put("itemid", itemid).put("delay", check.delay());
    }
    json.put("lastlogsize", check.position().lastlogsize());
    json.put("mtime", check.position().mtime());
    putUnlessNull(json, "timeout", check.timeout());
    json.end();
  }

  private static void write(List<RemoteCommand> commands, JsonText json) {
    json.array("commands");
    commands.forEach(command -> write(command, json));
    json.end();
  }

  private static void write(RemoteCommand command, JsonText json) {
    json.object()
        .put("command", command.command())
        .put("id", command.id())
        .put("wait", command.waiting() == RemoteCommand.Wait.YES ? 1 : 0)
        .put("timeout", command.timeoutSeconds())
        .end();
  }

  private static void write(GlobalRegexp regexp, JsonText json) {
    boolean sensitive = regexp.caseSensitivity() == GlobalRegexp.CaseSensitivity.SENSITIVE;
    json.object()
        .put("name", regexp.name())
        .put("expression", regexp.expression())
        .put("expression_type", regexp.type())
        .put("exp_delimiter", regexp.delimiter())
        .put("case_sensitive", sensitive ? 1 : 0)
        .end();
  }

  private static JsonText putAgent(AgentIdentity agent, JsonText json) {
    return json.put("version", agent.version().release()).put("variant", agent.variant().number());
  }

  private static void write(CheckAnswer answer, JsonText json) {
    putAgent(answer.agent(), json).array("data").object();
    if (answer.result() instanceof CheckResult.Value value) {
      json.put("value", value.text());
    } else if (answer.result() instanceof CheckResult.NotSupported notSupported) {
      String reason = notSupported.reason();
      json.put("error", reason == null ? "" : reason);
    } else {
      json.putRaw("value", "null");
    }
    json.end().end();
  }

  private static void write(Redirect redirect, JsonText json) {
    boolean responseFirst = redirect.form() == RedirectForm.RESPONSE_FIRST;
    if (responseFirst) {
      putResponse(json, "failed");
    }
    json.object("redirect");
    String address = redirect.address();
    if (address == null) {
      json.putRaw("reset", "true");
    } else {
      json.put("revision", redirect.revision()).put("address", address);
    }
    json.end();
    if (!responseFirst) {
      putResponse(json, "failed");
    }
  }

  private static void write(ProxyDataReceived received, JsonText json) {
    boolean enabled = received.upload() == Upload.ENABLED;
    json.put("upload", enabled ? "enabled" : "disabled");
    putResponse(json, enabled ? "success" : "failed");
    if (!received.tasks().isEmpty()) {
      json.array("tasks");
      received.tasks().forEach(json::raw);
      json.end();
    }
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
        + Long.toString(MICROS + micros % MICROS).substring(1);
  }
}
