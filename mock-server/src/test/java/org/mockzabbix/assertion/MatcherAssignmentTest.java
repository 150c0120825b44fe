package org.mockzabbix.assertion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockzabbix.assertion.ZabbixAssertions.anyItem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.mockzabbix.protocol.ItemValue;

class MatcherAssignmentTest {

  private static List<ItemValue> values(String... values) {
    Inbox inbox = new Inbox();
    Stream.of(values).forEach(value -> inbox.receive(Inbox.row("h", "k", value)));
    return inbox.journal().items();
  }

  private static ItemMatcher like(String glob) {
    return anyItem().withValueLike(glob);
  }

  private static List<String> texts(List<ItemValue> values) {
    return values.stream().map(ItemValue::value).toList();
  }

  @Test
  void inAnyOrder_generalMatchersMakeRoomForSpecialOnes() {
    MatcherAssignment assignment =
        MatcherAssignment.inAnyOrder(
            List.of(like("*"), like("a*"), like("ab")), values("ab", "ac", "x"));

    assertEquals(List.of("x", "ac", "ab"), texts(assignment.found()));
    assertEquals(List.of(), assignment.missing());
    assertEquals(List.of(), assignment.others());
  }

  @Test
  void inAnyOrder_whatIsMissingAndWhatIsLeft() {
    MatcherAssignment assignment =
        MatcherAssignment.inAnyOrder(
            List.of(like("a"), like("b"), like("c")), values("b", "d", "b"));

    assertEquals(List.of("b"), texts(assignment.found()));
    assertEquals(List.of(like("a"), like("c")), assignment.missing());
    assertEquals(List.of("d", "b"), texts(assignment.others()));
  }

  private static MatcherAssignment mostInOrder(List<ItemMatcher> matchers, List<ItemValue> values) {
    return MatcherAssignment.mostInOrder(
        matchers,
        values,
        new DetailBudget(() -> 0),
        MatcherAssignment.of(matchers, List.of(), List.of()));
  }

  @Test
  void mostInOrder_leavesOutAsFewAsPossible() {
    List<ItemMatcher> matchers = List.of(like("a"), like("x"), like("b"), like("c"));

    assertEquals(
        List.of("a", "b", "c"),
        texts(mostInOrder(matchers, values("c", "a", "b", "q", "c")).found()));
    assertEquals(
        List.of("a"), texts(MatcherAssignment.inOrder(matchers, values("a", "b", "c")).found()));
  }

  @Test
  void pairwise_everyPlaceCounts() {
    MatcherAssignment assignment =
        MatcherAssignment.pairwise(List.of(like("a"), like("b"), like("c")), values("a", "c", "c"));

    assertEquals(List.of("a", "c"), texts(assignment.found()));
    assertEquals(List.of(like("b")), assignment.missing());
  }

  /** Matchers made from the values themselves, some of them wider, always find all of them. */
  @RepeatedTest(50)
  void inAnyOrder_findsAWayIfThereIsOne(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    String[] texts =
        IntStream.range(0, 12)
            .mapToObj(i -> "" + (char) ('a' + random.nextInt(4)) + random.nextInt(3))
            .toArray(String[]::new);
    List<ItemMatcher> matchers = new ArrayList<>();
    for (String text : texts) {
      String[] forms = {text, text.charAt(0) + "*", "*" + text.charAt(1), "*"};
      matchers.add(like(forms[random.nextInt(forms.length)]));
    }
    Collections.shuffle(matchers, random);

    MatcherAssignment assignment = MatcherAssignment.inAnyOrder(matchers, values(texts));

    assertEquals(List.of(), assignment.missing());
    assertEquals(12, assignment.size());
    for (int i = 0; i < matchers.size(); i++) {
      assertEquals(true, matchers.get(i).matches(assignment.valueOf(i)));
    }
  }
}
