package org.mockzabbix.cli.http;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mockzabbix.text.Quoting;

/**
 * A place in the journal: an exchange, and the row of one of its values. Clients continue a list
 * from there.
 *
 * @param exchange the id of an exchange
 * @param row the index of a value in its request, from 0
 */
record JournalPosition(long exchange, int row) implements Comparable<JournalPosition> {

  static final JournalPosition START = new JournalPosition(0, Integer.MAX_VALUE);
  static final JournalPosition END = new JournalPosition(Long.MAX_VALUE, -1);

  private static final Comparator<JournalPosition> ORDER =
      Comparator.comparingLong(JournalPosition::exchange).thenComparingInt(JournalPosition::row);
  private static final Pattern FORM = Pattern.compile("(\\d{1,18})(?:\\.(\\d{1,9}))?");

  /**
   * Reads a parameter: an exchange such as {@code 7}, or one of its values such as {@code 7.12}.
   *
   * @param wholeExchange the row that stands for an exchange as a whole
   */
  static JournalPosition of(String name, String text, int wholeExchange) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw HttpProblem.badInput(
          name,
          name
              + " must be the id of an exchange, or a position that a list has returned, but was "
              + Quoting.quote(text));
    }
    int row = form.group(2) == null ? wholeExchange : Integer.parseInt(form.group(2));
    return new JournalPosition(Long.parseLong(form.group(1)), row);
  }

  @Override
  public int compareTo(JournalPosition other) {
    return ORDER.compare(this, other);
  }

  /** Returns a text that {@link #of} reads. */
  @Override
  public String toString() {
    return exchange + "." + row;
  }
}
