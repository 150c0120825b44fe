package org.mockzabbix.parity;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sessions of agents and proxies, and the ids of the values in them: mostly rising, as real
 * agents send them, and now and then falling, repeated, odd or missing. Not thread-safe.
 */
final class StreamSessions {

  /** After so many requests, old sessions end and new ones begin. */
  private static final int LIFE = 40;

  private final Choices choices;
  private final Map<String, Long> lastIds = new HashMap<>();
  private int requests;
  private boolean strong; // whether ids fall and lack often in this request

  StreamSessions(Choices choices) {
    this.choices = choices;
  }

  /** Returns the session of the next request. */
  String next() {
    strong = choices.oneIn(3);
    return "%032x".formatted(0xabc_0000 + requests++ / LIFE * 8 + choices.below(3));
  }

  /** Returns the id of the next value in a session; empty if it has none. */
  Optional<String> id(String session) {
    if (choices.oneIn(strong ? 5 : 12)) {
      return Optional.empty();
    }
    if (choices.oneIn(60)) {
      return Optional.of(choices.pick("0", "\"5\"", "\"x\"", "-1", "null", "1.5", "\"\"", "true"));
    }
    long last = lastIds.getOrDefault(session, 10L);
    long id =
        choices.oneIn(strong ? 3 : 12)
            ? Math.max(0, last - choices.below(7))
            : last + 1 + choices.below(2);
    lastIds.put(session, Math.max(last, id));
    return Optional.of(String.valueOf(id));
  }
}
