package org.mockzabbix.rule;

import java.util.List;
import java.util.function.Supplier;
import org.mockzabbix.protocol.HistoryRows;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request.LegacyData;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.Response.ActiveCheckList;
import org.mockzabbix.protocol.Response.Failed;
import org.mockzabbix.protocol.Response.None;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.protocol.Response.ProxyDataReceived;
import org.mockzabbix.protocol.Response.Redirect;
import org.mockzabbix.protocol.Response.RedirectForm;
import org.mockzabbix.protocol.Response.RemoteCommands;
import org.mockzabbix.protocol.Response.Success;
import org.mockzabbix.protocol.Response.Upload;
import org.mockzabbix.protocol.Response.UploadDisabled;
import org.mockzabbix.protocol.RowVerdicts;

/**
 * What a rule answers, where the built-in engine would have answered otherwise. Implementations are
 * called on several threads at once.
 */
@FunctionalInterface
public interface Answering {

  /**
   * Makes the answer.
   *
   * @param engine what would have been answered without the rule; asking it has the engine's
   *     effects, such as remembering a session
   */
  Reply answer(Incoming incoming, Supplier<Reply> engine);

  /** {@code "response":"failed"} with this reason. The values of the request are not taken over. */
  static Answering failed(String info) {
    return (incoming, engine) -> refusal(incoming, new Failed(info));
  }

  /** No byte: the connection is just closed. The values of the request are not taken over. */
  static Answering close() {
    return (incoming, engine) -> refusal(incoming, new None());
  }

  /**
   * Go to another server of the group. The values of the request are not taken over.
   *
   * @param address {@code host}, {@code host:port} or {@code [v6]:port}
   * @param revision clients ignore a redirect of a lower revision than they have seen
   */
  static Answering redirect(String address, long revision) {
    return (incoming, engine) -> refusal(incoming, new Redirect(revision, address, form(incoming)));
  }

  /** Go back to the servers you were configured with. */
  static Answering redirectReset() {
    return (incoming, engine) -> refusal(incoming, new Redirect(0, null, form(incoming)));
  }

  private static RedirectForm form(Incoming incoming) {
    return incoming.request().kind() == RequestKind.ACTIVE_CHECKS
        ? RedirectForm.RESPONSE_FIRST
        : RedirectForm.REDIRECT_FIRST;
  }

  /**
   * Send no more values until told otherwise. An agent's values are still taken over, and its list
   * of checks still given; a proxy keeps what it wanted to deliver. Other requests, and what the
   * engine refuses, are answered as without the rule.
   */
  static Answering uploadDisabled() {
    return (incoming, engine) -> {
      if (incoming.request().kind() == RequestKind.PROXY_DATA) {
        return refusal(incoming, new ProxyDataReceived(Upload.DISABLED, List.of()));
      }
      Reply reply = engine.get();
      return ofAgents(incoming)
          ? new Reply(withoutUpload(reply.response()), reply.flags(), reply.verdicts())
          : reply;
    };
  }

  private static boolean ofAgents(Incoming incoming) {
    RequestKind kind = incoming.request().kind();
    return kind == RequestKind.AGENT_DATA || kind == RequestKind.ACTIVE_CHECKS;
  }

  /** Only a success can ask for it: what was refused stays refused. */
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
    // Servers refuse an agent its checks in plain packets, whatever it asked in.
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
