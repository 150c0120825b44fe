package org.mockzabbix.rule;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.protocol.RowVerdicts;
import org.mockzabbix.text.Glob;

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
    return (incoming, engine) -> refusal(incoming, Response.failed(info));
  }

  /**
   * No byte: the connection is just closed. The values of the request are not taken over, which is
   * the difference to the fault of the same name.
   */
  static Answering close() {
    return (incoming, engine) -> refusal(incoming, Response.none());
  }

  /**
   * Success with these counts, be they true or not. The values of the request are taken over as if
   * there were no rule: only the answer lies.
   *
   * @throws IllegalArgumentException if a count is negative, or both together are too many
   */
  static Answering processed(int processed, int failed) {
    int total = processed + failed; // below zero if that is too many
    if (processed < 0 || failed < 0 || total < 0) {
      throw new IllegalArgumentException(
          "processed and failed must be 0 to 2147483647 together but were "
              + processed
              + " and "
              + failed);
    }
    return (incoming, engine) -> engine.get().with(new Processed(processed, failed, total, 0));
  }

  /**
   * Takes the other rows over and counts these as failed, like values for items that the server
   * does not have. They are found among the {@code rejected()} values.
   */
  static Answering failedRows(Predicate<SentRow> rows) {
    return (incoming, engine) -> FailedRows.fail(engine.get(), incoming.sentRows(), rows);
  }

  /** The same for keys like {@code glob}: {@code *} is anything, {@code ?} one character. */
  static Answering failedKeys(String glob) {
    Predicate<String> like = Glob.like(glob);
    return failedRows(row -> like.test(row.key()));
  }

  /** The same for hosts like {@code glob}. */
  static Answering failedHosts(String glob) {
    Predicate<String> like = Glob.like(glob);
    return failedRows(row -> like.test(row.host()));
  }

  /** This text in a packet. The values of the request are taken over as if there were no rule. */
  static Answering json(String text) {
    return (incoming, engine) -> engine.get().with(Response.json(text));
  }

  /** The same, worked out for each request; may be called on several threads at once. */
  static Answering json(Function<Incoming, String> text) {
    return (incoming, engine) -> engine.get().with(Response.json(text.apply(incoming)));
  }

  /**
   * These bytes as they are, without a header of ours. The values of the request are taken over as
   * if there were no rule.
   */
  static Answering bytes(byte[] bytes) {
    Response raw = Response.bytes(bytes);
    return (incoming, engine) -> engine.get().with(raw);
  }

  /**
   * Go to another server of the group. The values of the request are not taken over.
   *
   * @param address {@code host}, {@code host:port} or {@code [v6]:port}
   * @param revision clients ignore a redirect of a lower revision than they have seen
   */
  static Answering redirect(String address, long revision) {
    return (incoming, engine) ->
        refusal(incoming, Response.redirect(incoming.request().kind(), address, revision));
  }

  /** Go back to the servers you were configured with. */
  static Answering redirectReset() {
    return (incoming, engine) ->
        refusal(incoming, Response.redirectReset(incoming.request().kind()));
  }

  /**
   * Send no more values until told otherwise. An agent's values are still taken over, and its list
   * of checks still given; a proxy keeps what it wanted to deliver. Other requests, and what the
   * engine refuses, are answered as without the rule.
   */
  static Answering uploadDisabled() {
    return (incoming, engine) -> {
      if (incoming.request().kind() == RequestKind.PROXY_DATA) {
        return refusal(incoming, Response.proxyDataDisabled());
      }
      Reply reply = engine.get();
      return ofAgents(incoming) ? reply.with(reply.response().withUploadDisabled()) : reply;
    };
  }

  private static boolean ofAgents(Incoming incoming) {
    RequestKind kind = incoming.request().kind();
    return kind == RequestKind.AGENT_DATA || kind == RequestKind.ACTIVE_CHECKS;
  }

  private static Reply refusal(Incoming incoming, Response response) {
    // Servers refuse an agent its checks in plain packets, whatever it asked in.
    boolean plain = incoming.request().kind() == RequestKind.ACTIVE_CHECKS;
    int flags = plain ? Reply.PLAIN : incoming.flags();
    int count = incoming.request().values().size();
    if (count == 0) {
      return new Reply(response, flags, null);
    }
    RowVerdicts.Builder verdicts = new RowVerdicts.Builder(count);
    for (int row = 0; row < count; row++) {
      verdicts.set(row, Outcome.REFUSED_BY_RULE);
    }
    return new Reply(response, flags, verdicts.build());
  }
}
