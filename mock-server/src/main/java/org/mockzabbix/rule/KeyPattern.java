package org.mockzabbix.rule;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mockzabbix.protocol.ItemKey;

/**
 * Which keys a script answers. The alternatives, from the most special to the most general, are
 * also the order in which they are tried.
 */
public sealed interface KeyPattern {

  /** Whether a key matches: its text as it was asked, and taken apart if it obeys the rules. */
  boolean matches(String key, Optional<ItemKey> parsed);

  /** One key in whatever spelling: {@code k["a"]} is {@code k[a]}. */
  record Exact(ItemKey key) implements KeyPattern {
    @Override
    public boolean matches(String asked, Optional<ItemKey> parsed) {
      return parsed.isPresent() && parsed.get().equals(key);
    }
  }

  /** One key letter by letter, be it against the rules. */
  record Text(String key) implements KeyPattern {
    @Override
    public boolean matches(String asked, Optional<ItemKey> parsed) {
      return asked.equals(key);
    }
  }

  /** Every key of a name, with whatever parameters or none: {@code name[*]}. */
  record AnyParameters(String name) implements KeyPattern {
    @Override
    public boolean matches(String asked, Optional<ItemKey> parsed) {
      return parsed.isPresent() && parsed.get().name().equals(name);
    }
  }

  /** Every key whose whole text a regular expression matches. */
  final class Regex implements KeyPattern {

    private final Pattern pattern;

    private Regex(Pattern pattern) {
      this.pattern = pattern;
    }

    @Override
    public boolean matches(String asked, Optional<ItemKey> parsed) {
      return pattern.matcher(asked).matches();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Regex that
          && pattern.pattern().equals(that.pattern.pattern())
          && pattern.flags() == that.pattern.flags();
    }

    @Override
    public int hashCode() {
      return Objects.hash(pattern.pattern());
    }

    @Override
    public String toString() {
      return "regex " + pattern;
    }
  }

  /** Every key that obeys the rules. */
  record Any() implements KeyPattern {
    @Override
    public boolean matches(String asked, Optional<ItemKey> parsed) {
      return parsed.isPresent();
    }
  }

  /**
   * The pattern that {@code text} spells: {@code name[*]} for any parameters, a key for that key in
   * any spelling, and anything else for just that text.
   */
  static KeyPattern of(String text) {
    if (text.endsWith("[*]")) {
      String name = text.substring(0, text.length() - 3);
      if (ItemKey.tryParse(name).isPresent()) {
        return new AnyParameters(name);
      }
    }
    return ItemKey.tryParse(text).<KeyPattern>map(Exact::new).orElseGet(() -> new Text(text));
  }

  /** Every key whose whole text matches. */
  static KeyPattern regex(Pattern pattern) {
    return new Regex(pattern);
  }
}
