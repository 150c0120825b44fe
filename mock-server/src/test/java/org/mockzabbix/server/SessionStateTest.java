package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.LogPosition;
import org.mockzabbix.protocol.RemoteCommand;

class SessionStateTest {

  private static final ItemName LOG = new ItemName("h", "log[/x]");

  private final SessionState sessions = new SessionState();

  @Test
  void lastId_isTheHighestOfItsOwnerAndSession() {
    sessions.delivered("a", "s", 5);
    sessions.delivered("a", "s", 3);

    assertEquals(5, sessions.lastId("a", "s"));
    assertEquals(0, sessions.lastId("b", "s"));
    assertEquals(0, sessions.lastId("a", "t"));
  }

  @Test
  void lastId_mayBeLower_ifItIsTheLastOfAPacket() {
    sessions.delivered("a", "s", 5);
    sessions.deliveredLast("a", "s", 3);

    assertEquals(3, sessions.lastId("a", "s"));
  }

  @Test
  void sessions_areBoundedByForgettingTheLongestUnused() {
    sessions.delivered("a", "first", 1);
    sessions.delivered("a", "second", 1);
    for (int i = 0; i < 9_999; i++) {
      sessions.lastId("a", "first");
      sessions.delivered("a", "session " + i, 1);
    }

    assertEquals(1, sessions.lastId("a", "first"));
    assertEquals(0, sessions.lastId("a", "second"));
  }

  @Test
  void agentAsked_remembersEverySession() {
    assertFalse(sessions.agentAsked("a", "s"));
    assertTrue(sessions.agentAsked("a", "s"));
    assertFalse(sessions.agentAsked("a", "t"));
    assertTrue(sessions.agentAsked("a", "s"));
    assertFalse(sessions.agentAsked("b", "s"));
  }

  @Test
  void isConfigured_remembersEverySession() {
    assertFalse(sessions.agentAsked("px", "s"));
    assertFalse(sessions.isConfigured("px", "s"));

    sessions.proxyConfigured("px", "s");
    sessions.proxyConfigured("px", "t");

    assertTrue(sessions.isConfigured("px", "s"));
    assertTrue(sessions.isConfigured("px", "t"));
    assertFalse(sessions.isConfigured("py", "s"));
  }

  @Test
  void logPosition_beginsAtTheStart() {
    assertEquals(LogPosition.START, sessions.logPosition(LOG));
    sessions.setLogPosition(LOG, new LogPosition(5, 6));

    assertEquals(new LogPosition(5, 6), sessions.logPosition(LOG));
  }

  @Test
  void commands_areTakenOnce() {
    RemoteCommand first = RemoteCommand.of("x");
    RemoteCommand second = RemoteCommand.of("y");
    assertEquals(first, sessions.enqueue("a", () -> first));
    assertEquals(second, sessions.enqueue("a", () -> second));
    assertEquals(first, sessions.enqueue("b", () -> first));

    assertEquals(List.of(first, second), sessions.takeCommands("a"));
    assertEquals(List.of(), sessions.takeCommands("a"));
    assertEquals(List.of(first), sessions.takeCommands("b"));
  }

  @Test
  void longNames_areBoundedByTheirLength() {
    for (int i = 0; i < 2_000; i++) {
      String name = i + "n".repeat(50_000);
      sessions.delivered(name, "s", 1);
      sessions.agentAsked("h", name);
      sessions.proxyConfigured(name, "s");
      sessions.setLogPosition(new ItemName("h", name), new LogPosition(5, 6));
    }

    String first = 0 + "n".repeat(50_000);
    assertEquals(0, sessions.lastId(first, "s"));
    assertEquals(LogPosition.START, sessions.logPosition(new ItemName("h", first)));
    String last = 1_999 + "n".repeat(50_000);
    assertEquals(1, sessions.lastId(last, "s"));
    assertTrue(sessions.agentAsked("h", last));
    assertTrue(sessions.isConfigured(last, "s"));
    assertFalse(sessions.isConfigured(first, "s"));
    assertEquals(new LogPosition(5, 6), sessions.logPosition(new ItemName("h", last)));
  }

  @Test
  void logPositions_areBoundedByForgettingTheLongestUnused() {
    for (int i = 0; i < 10_001; i++) {
      sessions.setLogPosition(new ItemName("h", "log[/" + i + "]"), new LogPosition(5, 6));
    }

    assertEquals(LogPosition.START, sessions.logPosition(new ItemName("h", "log[/0]")));
    assertEquals(new LogPosition(5, 6), sessions.logPosition(new ItemName("h", "log[/10000]")));
  }

  @Test
  void aNameLargerThanTheLimit_isNotKeptAndDisplacesNothing() {
    String name = "n".repeat(10_000_000);
    sessions.delivered("a", "s", 1);

    sessions.delivered(name, "s", 1);

    assertEquals(0, sessions.lastId(name, "s"));
    assertEquals(1, sessions.lastId("a", "s"));
  }

  @Test
  void commands_areRefusedIfTooManyWait() {
    for (int i = 0; i < 10_000; i++) {
      RemoteCommand unused = sessions.enqueue("host " + i % 10, () -> RemoteCommand.of("x"));
    }

    IllegalStateException e =
        assertThrows(
            IllegalStateException.class, () -> sessions.enqueue("a", () -> RemoteCommand.of("x")));

    assertEquals(
        "10000 commands wait for agents, the most that a server keeps: agents of 7.0 fetch them"
            + " from a server of 7.0 with their active checks",
        e.getMessage());
    assertEquals(1000, sessions.takeCommands("host 7").size());
    assertEquals(RemoteCommand.of("x"), sessions.enqueue("a", () -> RemoteCommand.of("x")));
    assertEquals(1, sessions.takeCommands("a").size());
  }
}
