package org.mockzabbix.server;

import java.time.Instant;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.protocol.json.JsonWriter;

/** A task for a proxy. */
sealed interface ProxyTask {

  /** The time that a proxy has to run a task, in seconds, as servers set it. */
  long TTL = 600;

  /** Returns the task as a JSON object. */
  String json(Instant now);

  /**
   * A command that the proxy passes to the agent of a host.
   *
   * @param command the command; the result has its number
   */
  record Command(long hostid, RemoteCommand command) implements ProxyTask {

    @Override
    public String json(Instant now) {
      return begin(2, now)
          .put("commandtype", 0)
          .put("command", command.command())
          .put("execute_on", 0)
          .put("port", 0)
          .put("authtype", 0)
          .put("username", "")
          .put("password", "")
          .put("publickey", "")
          .put("privatekey", "")
          .put("alertid", 0) // a proxy ignores a task without it
          .put("parent_taskid", command.id())
          .put("hostid", hostid)
          .end()
          .toString();
    }
  }

  /** Requests the value of an item immediately. */
  record CheckNow(long itemid) implements ProxyTask {

    @Override
    public String json(Instant now) {
      return begin(6, now).put("itemid", itemid).end().toString();
    }
  }

  private static JsonWriter begin(int type, Instant now) {
    return new JsonWriter()
        .object()
        .put("type", type)
        .put("clock", now.getEpochSecond())
        .put("ttl", TTL);
  }
}
