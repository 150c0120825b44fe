package org.mockzabbix.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.wire.Bytes;

/** What a server says back, before it is put into bytes. */
public sealed interface Response {

  /** No byte: the server just closes the connection. */
  record None() implements Response {}

  /**
   * Success, with the counts of the rows that were sent.
   *
   * @param secondsSpent how long the server worked on them, in seconds
   */
  record Processed(int processed, int failed, int total, double secondsSpent) implements Response {}

  /**
   * Success and nothing else to say.
   *
   * @param info words for the log of the client; null for none
   */
  record Success(@Nullable String info) implements Response {}

  /** {@code "response":"failed"} and the reason in {@code info}. */
  record Failed(String info) implements Response {}

  /**
   * The items that an active agent is to check.
   *
   * @param configRevision the revision of this list; null from servers before 6.4
   * @param commands remote commands to run once; none from servers before 7.0
   * @param upload whether the agent may go on sending values
   * @param refreshUnsupported seconds until a check that is not supported is tried again; null but
   *     for agents of 4.4 and 5.0
   * @param regexps the global regular expressions that the checks name
   */
  record ActiveCheckList(
      @Nullable Long configRevision,
      List<Check> checks,
      List<RemoteCommand> commands,
      Upload upload,
      @Nullable Long refreshUnsupported,
      List<GlobalRegexp> regexps)
      implements Response {

    public ActiveCheckList {
      checks = List.copyOf(checks);
      commands = List.copyOf(commands);
      regexps = List.copyOf(regexps);
    }
  }

  /**
   * One item to check.
   *
   * @param itemid null for agents that do not know item numbers
   * @param delay how often, as text with a unit; agents that do not know item numbers get seconds
   * @param timeout how long a check may take; null from servers before 7.0
   */
  record Check(
      String key,
      @Nullable Long itemid,
      String delay,
      LogPosition position,
      @Nullable String timeout) {}

  /**
   * Success, the list being unchanged, and remote commands to run once.
   *
   * @param upload whether the agent may go on sending values
   */
  record RemoteCommands(List<RemoteCommand> commands, Upload upload) implements Response {
    public RemoteCommands {
      commands = List.copyOf(commands);
    }
  }

  /** The same list for agents that asked without JSON: text without a header. */
  record LegacyCheckList(List<Check> checks) implements Response {
    public LegacyCheckList {
      checks = List.copyOf(checks);
    }
  }

  /**
   * Go elsewhere: another proxy of the group has this host now.
   *
   * @param revision grows with every move; clients ignore a lower one than they know
   * @param address {@code host}, {@code host:port} or {@code [v6]:port}; null sends the client back
   *     to the addresses it was configured with
   * @param form which member comes first, which differs by request
   */
  record Redirect(long revision, @Nullable String address, RedirectForm form) implements Response {}

  /** The order of the members of a {@link Redirect}. */
  enum RedirectForm {
    /** As {@code active checks} are answered. */
    RESPONSE_FIRST,
    /** As everything else is. */
    REDIRECT_FIRST
  }

  /**
   * What a proxy is answered that delivered, or asked for tasks.
   *
   * @param tasks JSON objects, one for each task
   */
  record ProxyDataReceived(Upload upload, List<String> tasks) implements Response {
    public ProxyDataReceived {
      tasks = List.copyOf(tasks);
    }
  }

  /** Whether a peer may go on sending values. */
  enum Upload {
    /** It may. */
    ENABLED,
    /** It may not, until a later answer says otherwise. */
    DISABLED
  }

  /**
   * {@code success} for an agent's values, with the request to send no more until told otherwise.
   */
  record UploadDisabled() implements Response {}

  /**
   * What an agent says about one key.
   *
   * @param form how it was asked
   * @param agent who answers, which the JSON form tells and a packet of an old agent 2 shows
   */
  record CheckAnswer(CheckResult result, Request.CheckForm form, AgentIdentity agent)
      implements Response {}

  /** An agent's refusal of a JSON question as a whole. */
  record CheckRefused(String error, AgentIdentity agent) implements Response {}

  /** JSON that is ready, such as a proxy's configuration or a server's counters. */
  record Json(String text) implements Response {}

  /** Bytes that are sent as they are, without a header of ours. */
  @SuppressWarnings("exports") // made by rules from a byte array
  record Raw(Bytes bytes) implements Response {}

  /** Text without a header, as the forms of Zabbix 1.x are answered. */
  record Headerless(String text) implements Response {}
}
