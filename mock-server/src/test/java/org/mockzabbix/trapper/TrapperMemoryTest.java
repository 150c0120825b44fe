package org.mockzabbix.trapper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.LogPosition;
import org.mockzabbix.protocol.RemoteCommand;

class TrapperMemoryTest {

  private static final ItemName LOG = new ItemName("h", "log[/x]");

  private final TrapperMemory memory = new TrapperMemory();

  @Test
  void lastId_isTheHighestOfItsOwnerAndSession() {
    memory.delivered("a", "s", 5);
    memory.delivered("a", "s", 3);

    assertEquals(5, memory.lastId("a", "s"));
    assertEquals(0, memory.lastId("b", "s"));
    assertEquals(0, memory.lastId("a", "t"));
  }

  @Test
  void sessions_areBoundedByForgettingTheLongestUnused() {
    memory.delivered("a", "first", 1);
    memory.delivered("a", "second", 1);
    for (int i = 0; i < 9_999; i++) {
      memory.lastId("a", "first");
      memory.delivered("a", "session " + i, 1);
    }

    assertEquals(1, memory.lastId("a", "first"));
    assertEquals(0, memory.lastId("a", "second"));
  }

  @Test
  void sameAgentSession_isTheOneOfTheLastTime() {
    assertFalse(memory.sameAgentSession("a", "s"));
    assertTrue(memory.sameAgentSession("a", "s"));
    assertFalse(memory.sameAgentSession("a", "t"));
    assertFalse(memory.sameAgentSession("a", "s"));
    assertFalse(memory.sameAgentSession("b", "s"));
  }

  @Test
  void hasConfiguration_inTheSessionThatGotIt() {
    assertFalse(memory.hasConfiguration("px", "s"));
    memory.gaveConfiguration("px", "s");

    assertTrue(memory.hasConfiguration("px", "s"));
    assertFalse(memory.hasConfiguration("px", "t"));
    assertFalse(memory.hasConfiguration("py", "s"));
  }

  @Test
  void logPosition_beginsAtTheStart() {
    assertEquals(LogPosition.START, memory.logPosition(LOG));
    memory.read(LOG, new LogPosition(5, 6));

    assertEquals(new LogPosition(5, 6), memory.logPosition(LOG));
  }

  @Test
  void commands_areNumberedAndTakenOnce() {
    RemoteCommand first = memory.enqueue("a", RemoteCommand.of("x"));
    RemoteCommand second = memory.enqueue("a", RemoteCommand.of("y").withId(77));
    RemoteCommand third = memory.enqueue("b", RemoteCommand.of("z"));

    assertEquals(1, first.id());
    assertEquals(77, second.id());
    assertEquals(2, third.id());
    assertEquals(List.of(first, second), memory.takeCommands("a"));
    assertEquals(List.of(), memory.takeCommands("a"));
    assertEquals(List.of(third), memory.takeCommands("b"));
  }

  @Test
  void reset_forgetsEverything() {
    memory.delivered("a", "s", 5);
    memory.sameAgentSession("a", "s");
    memory.gaveConfiguration("px", "s");
    memory.read(LOG, new LogPosition(5, 6));
    memory.enqueue("a", RemoteCommand.of("x"));

    memory.reset();

    assertEquals(0, memory.lastId("a", "s"));
    assertFalse(memory.sameAgentSession("a", "s"));
    assertFalse(memory.hasConfiguration("px", "s"));
    assertEquals(LogPosition.START, memory.logPosition(LOG));
    assertEquals(List.of(), memory.takeCommands("a"));
    assertEquals(1, memory.enqueue("a", RemoteCommand.of("x")).id());
  }
}
