package org.mockzabbix.transcript;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.json.JsonWriter;
import org.mockzabbix.text.Escaping;
import org.mockzabbix.text.Quoting;

/**
 * Writes JSON for people and programs: every character is visible, and members without content are
 * left out. Not thread-safe.
 */
final class VisibleJson {

  private static final int CHUNK = 1 << 16; // characters; limits the memory for a large exchange

  private static final int BASE64_CHUNK = 3 << 14; // bytes; a multiple of 3, so without padding

  private final JsonWriter json = new JsonWriter();
  private final Appendable out;

  VisibleJson(Appendable out) {
    this.out = out;
  }

  VisibleJson object() {
    json.object();
    return this;
  }

  VisibleJson object(String name) {
    json.object(name);
    return this;
  }

  VisibleJson array(String name) {
    json.array(name);
    return this;
  }

  /** Closes the object or array that was opened last. */
  VisibleJson end() throws IOException {
    json.end();
    if (json.length() > CHUNK) {
      json.moveTo(out);
    }
    return this;
  }

  /** Passes on what was written. */
  void finish() throws IOException {
    json.moveTo(out);
  }

  /** Writes a string, unless it is null or empty. */
  VisibleJson put(String name, @Nullable String text) {
    return text == null || text.isEmpty() ? this : putAlways(name, text);
  }

  /** Writes a string that may be empty. */
  VisibleJson putAlways(String name, String text) {
    json.putRaw(name, quoted(text));
    return this;
  }

  VisibleJson put(String name, Optional<String> text) {
    return put(name, text.orElse(null));
  }

  VisibleJson put(String name, @Nullable Long number) {
    if (number != null) {
      json.put(name, number);
    }
    return this;
  }

  VisibleJson put(String name, OptionalLong number) {
    return number.isPresent() ? put(name, Long.valueOf(number.getAsLong())) : this;
  }

  VisibleJson put(String name, OptionalInt number) {
    return number.isPresent() ? put(name, Long.valueOf(number.getAsInt())) : this;
  }

  VisibleJson putTrue(String name, boolean value) {
    if (value) {
      json.putRaw(name, "true");
    }
    return this;
  }

  VisibleJson put(String name, List<String> texts) {
    if (!texts.isEmpty()) {
      json.array(name);
      texts.forEach(text -> json.raw(quoted(text)));
      json.end();
    }
    return this;
  }

  /**
   * Writes bytes in base64. Leaves them out if the array is empty. A packet may have more than 100
   * MiB.
   */
  VisibleJson putBase64(String name, byte[] bytes) throws IOException {
    if (bytes.length == 0) {
      return this;
    }
    json.putRaw(name, "\"").moveTo(out);
    for (int from = 0; from < bytes.length; from += BASE64_CHUNK) {
      int to = Math.min(from + BASE64_CHUNK, bytes.length);
      out.append(Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, from, to)));
    }
    out.append('"');
    return this;
  }

  /** Writes JSON text as the value. */
  VisibleJson putRaw(String name, String value) {
    json.putRaw(name, value);
    return this;
  }

  /** Returns JSON text on one line, with the invisible characters of its strings escaped. */
  static String visible(String json) {
    return Quoting.escape(json.replace('\n', ' ').replace('\r', ' ').replace('\t', ' '));
  }

  /** Returns the name of a constant in the spelling of scenario files, for example unknownKey. */
  static String name(Enum<?> constant) {
    StringBuilder name = new StringBuilder();
    for (String word : constant.name().split("_", -1)) {
      String lower = word.toLowerCase(Locale.ROOT);
      name.append(
          name.length() == 0 ? lower : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
    }
    return name.toString();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    Escaping.QUOTED.append(quoted, text);
    return quoted.append('"').toString();
  }
}
