package org.mockzabbix.assertion;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.mockzabbix.journal.Exchange;

/**
 * One kind of what agents and proxies report besides values.
 *
 * @param <T> the type of a report
 */
interface ReportKind<T> {

  /**
   * A report with the texts of its parts.
   *
   * @param texts without the parts that the report lacks
   */
  record ReadReport<T>(T content, Map<ReportPart, String> texts) {}

  /** Returns the noun for a report, for example {@code registration}. */
  String noun();

  /** Returns the noun for several reports. */
  String plural();

  /** Returns the parts that reports of this kind can have. */
  Set<ReportPart> parts();

  /**
   * Returns the beginning of a description.
   *
   * @param words returns the text of a part in words
   */
  String beginning(Function<ReportPart, String> words);

  /** Returns the parts whose text {@link #beginning} contains. */
  Set<ReportPart> partsOfBeginning();

  /**
   * Passes on all reports of this kind in an exchange.
   *
   * @param source knows the names of hosts whose numbers proxies send
   */
  void eachIn(Exchange exchange, JournalSource source, Consumer<ReadReport<T>> sink);
}
