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
      """;

  private final AcceptedDifferences accepted = new AcceptedDifferences(LIST, "6.0.14");

  @Test
  void acceptsTheDifferencesOfItsRelease_withTheReason() {
    assertEquals(
        Optional.of("The first reason."),
        accepted.reason(new Difference("reply", "a, agent data", "flags 3")));
    assertEquals(
        Optional.of("The first reason."),
        accepted.reason(
            new Difference("stored", "extra TEXT h k", "only the real server: \"x\"@1.2")));
    assertEquals(List.of(), accepted.unused());
  }

  @Test
  void refusesOthers() {
    assertEquals(
        Optional.empty(), accepted.reason(new Difference("reply", "b, agent data", "flags 3")));
    assertEquals(
        List.of("reply a, agent data", "stored extra *: only the real server: \"x\"*"),
        accepted.unused());
  }

  @Test
  void acceptsRepliesThatAreNotMended() {
    accepted.addReplies(List.of("c"), "not yet");

    assertEquals(Optional.of("not yet"), accepted.reason(new Difference("reply", "c", "")));
  }
}
