package org.mockzabbix.rule;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.mockzabbix.protocol.HistoryRows;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request.LegacyData;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.Response.ActiveCheckList;
import org.mockzabbix.protocol.Response.Failed;
import org.mockzabbix.protocol.Response.Json;
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
import org.mockzabbix.protocol.RowVerdicts;
import org.mockzabbix.text.Glob;
import org.mockzabbix.wire.Bytes;

/**
 * Makes the response of a rule, in place of the default response of the server or agent. Several
 * threads may call an implementation at the same time.
 */
@FunctionalInterface
public interface Answering {

  /**
   * Makes the response to a request.
   *
   * @param engine returns the response without the rule. A call has the engine's effects: for
   *     example, it processes the values and records the session
   */
  Reply answer(Incoming incoming, Supplier<Reply> engine);

  /**
   * Responds with {@code "response":"failed"} and this reason. The values of the request are not
   * processed.
   */
  static Answering failed(String info) {
    return (incoming, engine) -> refusal(incoming, new Failed(info));
  }

  /**
   * Closes the connection without a response. The values of the request are not processed. With
   * {@code Fault.close()}, they are.
   */
  static Answering close() {
    return (incoming, engine) -> refusal(incoming, new None());
  }

  /**
   * Responds with success and these counts, correct or not. The values of the request are processed
   * as without the rule.
   *
   * @throws IllegalArgumentException if a count is negative or their sum exceeds 2147483647
   */
  static Answering processed(int processed, int failed) {
    int total = processed + failed; // negative if the sum is too large
    if (processed < 0 || failed < 0 || total < 0) {
      throw new IllegalArgumentException(
          "processed and failed must be at least 0, and their sum at most 2147483647, but were "
              + processed
              + " and "
              + failed);
    }
    return (incoming, engine) -> engine.get().with(new Processed(processed, failed, total, 0));
  }

  /**
   * Processes the other values and counts these as failed, as if their items did not exist. They
   * are among the {@code rejected()} values.
   */
  static Answering failedRows(Predicate<SentRow> rows) {
    return (incoming, engine) -> FailedValues.fail(engine.get(), incoming.sentRows(), rows);
  }

  /**
   * Processes the other values and counts those as failed whose key matches {@code glob}.
   *
   * @param glob {@code *} matches any text, {@code ?} any one character
   */
  static Answering failedKeys(String glob) {
    Predicate<String> like = Glob.like(glob);
    return failedRows(row -> like.test(row.key()));
  }

  /**
   * Processes the other values and counts those as failed whose host matches {@code glob}.
   *
   * @param glob {@code *} matches any text, {@code ?} any one character
   */
  static Answering failedHosts(String glob) {
    Predicate<String> like = Glob.like(glob);
    return failedRows(row -> like.test(row.host()));
  }

  /**
   * Responds with a packet that contains this text. The values of the request are processed as
   * without the rule.
   */
  static Answering json(String text) {
    return (incoming, engine) -> engine.get().with(new Json(text));
  }

  /**
   * Responds with a packet that contains the text that {@code text} returns for the request.
   * Several threads may call {@code text} at the same time. The values of the request are processed
   * as without the rule.
   */
  static Answering json(Function<Incoming, String> text) {
    return (incoming, engine) -> engine.get().with(new Json(text.apply(incoming)));
  }

  /**
   * Responds with these bytes, without adding a header. The values of the request are processed as
   * without the rule.
   */
  static Answering bytes(byte[] bytes) {
    Raw raw = new Raw(Bytes.of(bytes.clone()));
    return (incoming, engine) -> engine.get().with(raw);
  }

  /**
   * Redirects the client to another server of the group. The values of the request are not
   * processed.
   *
   * @param address {@code host}, {@code host:port} or {@code [v6]:port}
   * @param revision the revision of the redirect; clients ignore one lower than they have received
   */
  static Answering redirect(String address, long revision) {
    return (incoming, engine) -> refusal(incoming, new Redirect(revision, address, form(incoming)));
  }

  /** Redirects the client back to its configured servers. Values are not processed. */
  static Answering redirectReset() {
    return (incoming, engine) -> refusal(incoming, new Redirect(0, null, form(incoming)));
  }

  private static RedirectForm form(Incoming incoming) {
    return incoming.request().kind() == RequestKind.ACTIVE_CHECKS
        ? RedirectForm.RESPONSE_FIRST
        : RedirectForm.REDIRECT_FIRST;
  }

  /**
   * Tells an agent or a proxy to stop sending values. The values of an agent are processed and it
   * receives its checks; the data of a proxy is not processed, so the proxy keeps it. Other
   * requests, and those that fail, get the response without the rule.
   */
  static Answering uploadDisabled() {
    return (incoming, engine) -> {
      if (incoming.request().kind() == RequestKind.PROXY_DATA) {
        return refusal(incoming, new ProxyDataReceived(Upload.DISABLED, List.of()));
      }
      Reply reply = engine.get();
      return ofAgents(incoming) ? reply.with(withoutUpload(reply.response())) : reply;
    };
  }

  private static boolean ofAgents(Incoming incoming) {
    RequestKind kind = incoming.request().kind();
    return kind == RequestKind.AGENT_DATA || kind == RequestKind.ACTIVE_CHECKS;
  }

  /** Returns a success that disables uploads; a failure is not changed. */
  private static Response withoutUpload(Response response) {
    if (response instanceof ActiveCheckList list) {
      return new ActiveCheckList(
          list.configRevision(),
          list.checks(),
          list.commands(),
          Upload.DISABLED,
          list.refreshUnsupported(),
          list.regexps());
    }
    if (response instanceof RemoteCommands commands) {
      return new RemoteCommands(commands.commands(), Upload.DISABLED);
    }
    return response instanceof Processed || response instanceof Success
        ? new UploadDisabled()
        : response;
  }

  private static Reply refusal(Incoming incoming, Response response) {
    // Servers reject a request for active checks in a plain packet, regardless of its flags.
    boolean plain = incoming.request().kind() == RequestKind.ACTIVE_CHECKS;
    int flags = plain ? Reply.PLAIN : incoming.flags();
    HistoryRows rows = incoming.request().rows();
    boolean legacy = incoming.request() instanceof LegacyData;
    if (rows == null && !legacy) {
      return new Reply(response, flags, null);
    }
    int count = rows == null ? 1 : rows.size();
    RowVerdicts.Builder verdicts = new RowVerdicts.Builder(count);
    for (int row = 0; row < count; row++) {
      verdicts.set(row, Outcome.REFUSED_BY_RULE);
    }
    return new Reply(response, flags, verdicts.build());
  }
}
