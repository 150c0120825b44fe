package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.server.SentCommands.SentCommand;

class SentCommandsTest {

  private final SentCommands commands = new SentCommands();

  @Test
  void commandsAreNumbered_unlessTheyHaveANumber() {
    assertEquals(1, commands.numbered("a", RemoteCommand.of("x")).id());
    assertEquals(77, commands.numbered("a", RemoteCommand.of("y").withId(77)).id());
    assertEquals(2, commands.numbered("b", RemoteCommand.of("z")).id());

    assertEquals(Optional.of(new SentCommand("a", "y")), commands.find(77));
    assertEquals(Optional.of(new SentCommand("b", "z")), commands.find(2));
    assertEquals(Optional.empty(), commands.find(3));
  }

  @Test
  void longCommands_areBoundedByTheirLength() {
    RemoteCommand command = RemoteCommand.of("x".repeat(50_000));
    for (int i = 0; i < 2_000; i++) {
      RemoteCommand unused = commands.numbered("a", command);
    }

    assertEquals(Optional.empty(), commands.find(1));
    assertEquals(Optional.of(new SentCommand("a", command.command())), commands.find(2_000));
  }
}
