package org.mockzabbix.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AcceptedDifferencesTest {

  private static final String LIST =
      """
      # The first reason.
      6.0.14 reply a, agent data
      * stored extra *: only the real server: "x"*

      # Another reason.
      7.0.9 reply *flags ?*

      # The version.
      * own "version":"7\\.0\\.22" => "version":"7.0.9"

      # A byte.
      6.0.14 real \ufffd => ?
      """;

  private final AcceptedDifferences accepted = new AcceptedDifferences(LIST, "6.0.14");

  @Test
  void acceptsTheDifferencesOfItsRelease_withTheReason() {
    assertEquals(
        Optional.of("The first reason."), accepted.reason(reply("a, agent data", "own", "real")));
    assertEquals(
        Optional.of("The first reason."),
        accepted.reason(Difference.ofStored("extra TEXT h k", "only the real server: \"x\"@1.2")));
  }

  @Test
  void acceptsReplies_thatAreEqualAfterChanges() {
    assertEquals(
        Optional.of("The version."),
        accepted.reason(reply("b", "{\"version\":\"7.0.22\"}", "{\"version\":\"7.0.9\"}")));
    assertEquals(Optional.of("A byte."), accepted.reason(reply("b", "caf?", "caf\ufffd")));
    assertEquals(
        Optional.of("A byte."),
        accepted.reason(
            reply("b", "{\"version\":\"7.0.22\",?}", "{\"version\":\"7.0.9\",\ufffd}")));
    assertEquals(
        List.of("reply a, agent data", "stored extra *: only the real server: \"x\"*"),
        accepted.unused());
  }

  @Test
  void refusesOthers() {
    assertEquals(Optional.empty(), accepted.reason(reply("b, agent data", "1", "2")));
    assertEquals(
        Optional.empty(),
        accepted.reason(reply("b", "{\"version\":\"7.0.22\",1}", "{\"version\":\"7.0.9\",2}")));
    assertEquals(Optional.empty(), accepted.reason(reply("b", "caf\ufffd", "caf?")));
    assertEquals(
        List.of(
            "own \"version\":\"7\\.0\\.22\" => \"version\":\"7.0.9\"",
            "real \ufffd => ?",
            "reply a, agent data",
            "stored extra *: only the real server: \"x\"*"),
        accepted.unused());
  }

  private static Difference reply(String name, String own, String real) {
    return new Difference("reply", name, "", own, real);
  }
}
