package org.mockzabbix.scenario;

import static org.mockzabbix.scenario.ScalarSchema.NAME;
import static org.mockzabbix.scenario.ScalarSchema.duration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.text.DurationRange;

/** The schemas of the tasks that a server has for agents and proxies from its start on. */
final class TaskSchema {

  /** A remote command, as a change of the settings. */
  static final Schema<UnaryOperator<ServerConfig.Builder>> COMMAND =
      ObjectSchema.of("a command", CommandDraft::new)
          .set("host", NAME, (draft, host) -> draft.host = host)
          .required("The host whose agent runs the command.")
          .set("command", NAME, (draft, command) -> draft.command = command)
          .required("What the agent runs in its shell.")
          .set("wait", ScalarSchema.BOOLEAN, (draft, waits) -> draft.waits = waits)
          .optional("Whether the agent waits for the end and reports the output (default: true).")
          .set(
              "timeout",
              duration(DurationRange.CHECK_TIMEOUT),
              (draft, timeout) -> draft.timeoutSeconds = timeout.toSeconds())
          .optional(
              "The longest time that the command may take, from 1s to 10m in whole seconds (default: 3s).")
          .build((draft, node) -> draft.build());

  /** An item to check immediately, as a change of the settings. */
  static final Schema<UnaryOperator<ServerConfig.Builder>> CHECK_NOW =
      ObjectSchema.of("an item to check", CheckDraft::new)
          .set("host", NAME, (draft, host) -> draft.host = host)
          .required("A host that a proxy monitors.")
          .set("key", NAME, (draft, key) -> draft.key = key)
          .required("The key of the item.")
          .build((draft, node) -> draft::addTo);

  private TaskSchema() {}

  /** Returns a command as a scenario declares it. */
  static ObjectNode json(String host, RemoteCommand command) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("host", host);
    json.put("command", command.command()).put("wait", command.waiting());
    return json.put("timeout", command.timeoutSeconds() + "s");
  }

  /** Returns an item to check as a scenario declares it. */
  static ObjectNode json(ItemName item) {
    return JsonNodeFactory.instance.objectNode().put("host", item.host()).put("key", item.key());
  }

  /** Collects the fields of a command. */
  private static final class CommandDraft {
    private String host = "";
    private String command = "";
    private boolean waits = true;
    private long timeoutSeconds = 3;

    private UnaryOperator<ServerConfig.Builder> build() {
      RemoteCommand built = new RemoteCommand(0, command, waits, timeoutSeconds);
      return server -> server.runOnAgent(host, built);
    }
  }

  /** Collects the fields of an item to check. */
  private static final class CheckDraft {
    private String host = "";
    private String key = "";

    private ServerConfig.Builder addTo(ServerConfig.Builder server) {
      return server.checkNow(host, key);
    }
  }
}
