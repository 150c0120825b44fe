package org.mockzabbix.protocol;

import java.util.Objects;
import org.mockzabbix.protocol.json.JsonWriter;
import org.mockzabbix.text.IntegerRange;

/**
 * A command for an active agent of 7.0 to run.
 *
 * @param id the number under which the agent reports the result; 0 if the server is to choose one
 * @param command the command for the agent's shell
 * @param waiting whether the agent waits for the command to end and reports its output
 * @param timeoutSeconds the longest time that the command may take, from 1 to 600 s
 */
public record RemoteCommand(long id, String command, boolean waiting, long timeoutSeconds) {

  private static final IntegerRange TIMEOUTS = new IntegerRange(1, 600);

  public RemoteCommand {
    Objects.requireNonNull(command, "command must not be null");
    if (command.isEmpty()) {
      throw new IllegalArgumentException("command must not be empty");
    }
    TIMEOUTS.check("timeoutSeconds", timeoutSeconds);
  }

  /** Returns a command whose result the agent waits for, for at most 3 s. */
  public static RemoteCommand of(String command) {
    Objects.requireNonNull(command, "command must not be null");
    return new RemoteCommand(0, command, true, 3);
  }

  /** Returns a copy of this command with a number. */
  public RemoteCommand withId(long id) {
    return new RemoteCommand(id, command, waiting, timeoutSeconds);
  }

  void writeTo(JsonWriter json) {
    json.object()
        .put("command", command)
        .put("id", id)
        .put("wait", waiting ? 1 : 0)
        .put("timeout", timeoutSeconds)
        .end();
  }
}
