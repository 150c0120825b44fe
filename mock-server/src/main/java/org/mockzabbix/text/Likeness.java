package org.mockzabbix.text;

/**
 * The similarity of two texts. Typing errors count less than other differences.
 *
 * @param distance 0 for equal texts, and up to {@link #FAR} for different ones
 * @param words the difference in words, for example {@code differs in case only}
 */
public record Likeness(int distance, String words) {

  /** The distance between texts that have nothing in common. */
  public static final int FAR = 20;

  private static final int SAME_LETTERS = 6;
  private static final int EACH_EDIT = 2;
  private static final int OTHER_LETTERS = 12;

  /**
   * Returns the likeness of two names. If only one or two characters differ, {@code words} gives
   * their number.
   */
  public static Likeness of(String expected, String actual) {
    Likeness form = ofContent(expected, actual);
    return form.distance == FAR ? byCharacters(expected, actual) : form;
  }

  /**
   * Returns the likeness of two values. Texts that differ in more than case and white space are not
   * similar.
   */
  public static Likeness ofContent(String expected, String actual) {
    if (expected.equals(actual)) {
      return new Likeness(0, "is the same");
    }
    if (expected.equalsIgnoreCase(actual)) {
      return new Likeness(SAME_LETTERS, "differs in case only");
    }
    if (withoutSpace(expected).equals(withoutSpace(actual))) {
      return new Likeness(SAME_LETTERS, "differs in white space only");
    }
    return new Likeness(FAR, "differs");
  }

  /** Returns whether the texts differ at most in case or white space. */
  public boolean isNear() {
    return distance <= SAME_LETTERS;
  }

  private static String withoutSpace(String text) {
    StringBuilder rest = new StringBuilder(text.length());
    text.codePoints().filter(c -> !Character.isWhitespace(c)).forEach(rest::appendCodePoint);
    return rest.toString();
  }

  private static Likeness byCharacters(String expected, String actual) {
    EditDistance distance = EditDistance.of(expected, actual);
    int edits = distance.edits();
    int length = distance.length();
    if (length < EditDistance.COMPARED && edits <= 2 && 3 * edits <= length) {
      String words = edits == 1 ? "differs by one character" : "differs by two characters";
      return new Likeness(SAME_LETTERS + EACH_EDIT * edits, words);
    }
    return new Likeness(OTHER_LETTERS + (FAR - OTHER_LETTERS) * edits / length, "differs");
  }
}
