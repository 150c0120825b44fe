package org.mockzabbix.text;

import java.util.Locale;

/**
 * How alike two texts are to a person who looks for a slip.
 *
 * @param distance zero for equal texts, growing with what sets them apart, at most {@link #FAR}
 * @param words what sets them apart, such as {@code differs in case only}
 */
public record Likeness(int distance, String words) {

  /** The distance of texts that have nothing in common. */
  public static final int FAR = 20;

  private static final int SAME_BUT_FOR_FORM = 6;
  private static final int EACH_CHARACTER = 2;
  private static final int OTHER_TEXT = 12;

  /** Of longer texts only the beginnings are compared, since the work grows with the square. */
  private static final int COMPARED = 128;

  /** Compares names, counting characters where there are few to count. */
  public static Likeness of(String expected, String actual) {
    Likeness form = ofContent(expected, actual);
    return form.distance == FAR ? byCharacters(expected, actual) : form;
  }

  /** Compares without counting characters, which says nothing about values. */
  public static Likeness ofContent(String expected, String actual) {
    if (expected.equals(actual)) {
      return new Likeness(0, "is the same");
    }
    if (expected.equalsIgnoreCase(actual)) {
      return new Likeness(SAME_BUT_FOR_FORM, "differs in case only");
    }
    if (withoutSpace(expected).equals(withoutSpace(actual))) {
      return new Likeness(SAME_BUT_FOR_FORM, "differs in white space only");
    }
    return new Likeness(FAR, "differs");
  }

  /** Whether it is the same text in another form. */
  public boolean isNear() {
    return distance <= SAME_BUT_FOR_FORM;
  }

  private static String withoutSpace(String text) {
    StringBuilder rest = new StringBuilder(text.length());
    text.codePoints().filter(c -> !Character.isWhitespace(c)).forEach(rest::appendCodePoint);
    return rest.toString();
  }

  private static Likeness byCharacters(String expected, String actual) {
    int edits = edits(beginning(expected), beginning(actual));
    int length = Math.min(COMPARED, Math.max(expected.length(), actual.length()));
    boolean countable = length < COMPARED && edits <= 2 && 3 * edits <= length;
    if (countable) {
      String words = edits == 1 ? "differs by one character" : "differs by two characters";
      return new Likeness(SAME_BUT_FOR_FORM + EACH_CHARACTER * edits, words);
    }
    return new Likeness(OTHER_TEXT + (FAR - OTHER_TEXT) * edits / length, "differs");
  }

  private static String beginning(String text) {
    String compared = text.length() > COMPARED ? text.substring(0, COMPARED) : text;
    return compared.toLowerCase(Locale.ROOT);
  }

  /** The least number of characters to insert, delete or replace, case aside. */
  private static int edits(String from, String to) {
    int[] above = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      int[] done = row;
      row = above;
      above = done;
    }
    return above[to.length()];
  }
}
