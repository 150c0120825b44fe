package org.mockzabbix.protocol;

import java.util.Objects;
import org.mockzabbix.text.IntegerRange;

/**
 * A command that an active agent of 7.0 is to run.
 *
 * @param id the number its result comes back under; zero lets the server choose one
 * @param command what the agent's shell runs
 * @param waiting whether the agent is to wait for the result
 * @param timeoutSeconds how long it may take
 */
public record RemoteCommand(long id, String command, Wait waiting, long timeoutSeconds) {

  /** Whether an agent waits for a command to end. */
  public enum Wait {
    /** It waits, and sends the output. */
    YES,
    /** It starts the command and goes on. */
    NO
  }

  public RemoteCommand {
    Objects.requireNonNull(waiting, "waiting");
    if (command.isEmpty()) {
      throw new IllegalArgumentException("a remote command must not be empty");
    }
    IntegerRange.atLeast(1).check("timeoutSeconds", timeoutSeconds);
  }

  /** A command whose result is waited for, at most 3 s. */
  public static RemoteCommand of(String command) {
    return new RemoteCommand(0, command, Wait.YES, 3);
  }

  /** The same with a number. */
  public RemoteCommand withId(long id) {
    return new RemoteCommand(id, command, waiting, timeoutSeconds);
  }
}
