package org.mockzabbix.text;

import java.util.Arrays;
import java.util.Locale;

/**
 * The difference between two texts in characters, regardless of case.
 *
 * @param edits the least number of characters to insert, delete or replace
 * @param length the length of the longer text, as far as it was compared
 * @param isSwap whether two edits swap two characters
 */
record EditDistance(int edits, int length, boolean isSwap) {

  /** The number of characters to compare. It is limited because the time grows with its square. */
  static final int COMPARED = 128;

  /** Returns the distance between the beginnings of two texts. */
  static EditDistance of(String one, String other) {
    String from = beginning(one);
    String to = beginning(other);
    int edits = edits(from, to);
    int length = Math.max(from.length(), to.length());
    return new EditDistance(edits, length, edits == 2 && Arrays.equals(sorted(from), sorted(to)));
  }

  private static String beginning(String text) {
    String compared = text.length() > COMPARED ? text.substring(0, COMPARED) : text;
    return compared.toLowerCase(Locale.ROOT);
  }

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

  private static int[] sorted(String text) {
    return text.chars().sorted().toArray();
  }
}
