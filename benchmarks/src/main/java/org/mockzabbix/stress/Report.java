package org.mockzabbix.stress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.mockzabbix.journal.Journal;

/** What was done, in numbers, and the promises that did not hold. Thread-safe. */
final class Report {

  /** Something that is counted. */
  enum Figure {
    CONNECTIONS,
    EXCHANGES,
    EVICTED,
    ACKNOWLEDGED,
    KILLED,
    FAULTS,
    POLLS,
    RESETS,
    STARTS
  }

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<Figure, LongAdder> counts = new ConcurrentHashMap<>();
  private final List<String> problems = Collections.synchronizedList(new ArrayList<>());

  void count(Figure figure) {
    add(figure, 1);
  }

  void add(Figure figure, long number) {
    counter(figure).add(number);
  }

  private LongAdder counter(Figure figure) {
    return counts.computeIfAbsent(figure, absent -> new LongAdder());
  }

  /** Adds a promise that did not hold. */
  void broken(String problem) {
    problems.add(problem);
  }

  boolean isClean() {
    return problems.isEmpty();
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  /** Checks that each connection of {@code client} has exactly one exchange, and counts both. */
  void checkExchanges(String what, Journal journal, Client client) {
    long connections = client.connections().sum();
    try {
      // A killed client does not wait until its exchange is recorded.
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> recorded(journal) >= connections);
    } catch (ConditionTimeoutException missing) {
      // the next line finds the same
    }
    long recorded = recorded(journal);
    if (recorded != connections) {
      broken("%s: %,d exchanges of %,d connections".formatted(what, recorded, connections));
    }
    add(Figure.CONNECTIONS, connections);
    add(Figure.EXCHANGES, recorded);
    add(Figure.EVICTED, journal.evictedExchanges());
  }

  private static long recorded(Journal journal) {
    return journal.exchanges().size() + journal.evictedExchanges();
  }

  /** Checks that each acknowledged value was received once and in order, and counts them. */
  void checkValues(Ledger ledger, Journal journal) {
    ledger.problem(journal).ifPresent(this::broken);
    add(Figure.ACKNOWLEDGED, ledger.acknowledged());
  }

  /** Returns the numbers, for example {@code connections 4,711 exchanges 4,711}. */
  String figures() {
    return Arrays.stream(Figure.values())
        .map(figure -> "%s %,d".formatted(name(figure), counter(figure).sum()))
        .collect(Collectors.joining("  "));
  }

  private static String name(Figure figure) {
    return figure.name().toLowerCase(Locale.ROOT);
  }
}
