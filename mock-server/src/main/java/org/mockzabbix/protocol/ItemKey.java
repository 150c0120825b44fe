package org.mockzabbix.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mockzabbix.text.NonNull;
import org.mockzabbix.text.Quoting;

/**
 * A parsed item key: a name and parameters, which may be quoted, empty, or arrays. Immutable; two
 * spellings of the same key are equal.
 *
 * <pre>{@code
 * ItemKey key = ItemKey.parse("vfs.fs.size[/,\"free\"]");
 * key.name();         // vfs.fs.size
 * key.parameter(2);   // free
 * key.toString();     // vfs.fs.size[/,free]
 * }</pre>
 *
 * <p>Protocol: item key grammar. A name is made of letters, digits, dots, underscores and hyphens.
 * Spaces before a parameter are ignored; spaces after an unquoted parameter belong to it. In a
 * quoted parameter, only {@code \"} is an escape. An array is one parameter, whose text is the text
 * between its brackets.
 */
public final class ItemKey {

  /** The error text of agents for an invalid key. */
  public static final String INVALID = "Invalid item key format.";

  /** The largest number of characters of an item key in a Zabbix database. */
  static final int MAX_LENGTH = 2048;

  private final String name;
  private final List<Parameter> parameters;
  private final boolean bracketed;

  private ItemKey(String name, List<Parameter> parameters, boolean bracketed) {
    this.name = name;
    this.parameters = List.copyOf(parameters);
    this.bracketed = bracketed;
  }

  /**
   * A parameter of an item key.
   *
   * @param text the text without quotes, or the text between the brackets of an array
   * @param isArray whether the parameter is an array
   */
  record Parameter(String text, boolean isArray) {

    String quotedIfNeeded() {
      if (isArray) {
        return '[' + text + ']';
      }
      boolean plain = text.isEmpty() || (" \"[".indexOf(text.charAt(0)) < 0 && isFreeOfEnds());
      return plain ? text : '"' + text.replace("\"", "\\\"") + '"';
    }

    private boolean isFreeOfEnds() {
      return text.indexOf(',') < 0 && text.indexOf(']') < 0;
    }
  }

  /**
   * Parses a key.
   *
   * @throws IllegalArgumentException with the reason and the position, if the key is invalid
   */
  public static ItemKey parse(String key) {
    Objects.requireNonNull(key, "key must not be null");
    try {
      return new ItemKeyParser(key).parse();
    } catch (InvalidItemKeyException invalid) {
      throw invalid(key, invalid.reason());
    }
  }

  /**
   * Returns {@code key} if a Zabbix server can have an item with this key: if it is valid and has
   * at most 2048 characters.
   *
   * @throws IllegalArgumentException with the reason, if no server can have such an item
   */
  public static String check(String key) {
    Objects.requireNonNull(key, "key must not be null");
    defect(key)
        .ifPresent(
            reason -> {
              throw invalid(key, reason);
            });
    return key;
  }

  /**
   * Returns why no Zabbix server can have an item with this key: the key is invalid, or has more
   * than 2048 characters. Empty if a server can.
   */
  public static Optional<String> defect(String key) {
    Objects.requireNonNull(key, "key must not be null");
    if (ItemKeyParser.isName(key) && key.length() <= MAX_LENGTH) {
      return Optional.empty();
    }
    int length = key.codePointCount(0, key.length());
    if (length > MAX_LENGTH) {
      return Optional.of(
          "it has " + length + " characters, but Zabbix accepts at most " + MAX_LENGTH);
    }
    try {
      new ItemKeyParser(key).parse();
      return Optional.empty();
    } catch (InvalidItemKeyException invalid) {
      return Optional.of(invalid.reason());
    }
  }

  private static IllegalArgumentException invalid(String key, String reason) {
    return new IllegalArgumentException(Quoting.quote(key) + " is not a valid item key: " + reason);
  }

  /** Returns the parsed key; empty if it is invalid. */
  public static Optional<ItemKey> tryParse(String key) {
    Objects.requireNonNull(key, "key must not be null");
    try {
      return Optional.of(new ItemKeyParser(key).parse());
    } catch (InvalidItemKeyException invalid) {
      return Optional.empty();
    }
  }

  /**
   * Returns the key with these parameters, quoted if necessary.
   *
   * @throws IllegalArgumentException if the name is invalid, or a parameter that needs quotes ends
   *     in a backslash, which the item key grammar cannot express
   */
  public static ItemKey of(String name, String... parameters) {
    Objects.requireNonNull(name, "name must not be null");
    List<Parameter> texts = new ArrayList<>();
    for (String text : NonNull.listOf("parameters", parameters)) {
      Parameter parameter = new Parameter(text, false);
      if (parameter.quotedIfNeeded().endsWith("\\\"") && text.endsWith("\\")) {
        throw new IllegalArgumentException(
            "a parameter that needs quotes must not end in a backslash, but was \"" + text + '"');
      }
      texts.add(parameter);
    }
    ItemKey key = new ItemKey(name, texts, !texts.isEmpty());
    parse(key.toString());
    return key;
  }

  /**
   * Returns a key without parameters whose name is {@code text}, even if {@code text} is not a
   * valid key.
   */
  public static ItemKey unparsed(String text) {
    Objects.requireNonNull(text, "text must not be null");
    return new ItemKey(text, List.of(), false);
  }

  static ItemKey of(String name, List<Parameter> parameters, boolean bracketed) {
    return new ItemKey(name, parameters, bracketed);
  }

  /** Returns the name of the key, which precedes the opening bracket. */
  public String name() {
    return name;
  }

  /**
   * Returns the texts of the parameters. Returns one empty parameter for {@code name[]}, and none
   * for {@code name}.
   */
  public List<String> parameters() {
    return parameters.stream().map(Parameter::text).toList();
  }

  /**
   * Returns the parameter with this number, from 1; an empty string if it is missing, as in Zabbix
   * templates.
   */
  public String parameter(int number) {
    return number < 1 || number > parameters.size() ? "" : parameters.get(number - 1).text();
  }

  /** Returns whether the key has brackets, even if they are empty. */
  public boolean hasParameters() {
    return bracketed;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ItemKey that
        && name.equals(that.name)
        && bracketed == that.bracketed
        && parameters.equals(that.parameters);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, parameters);
  }

  /**
   * Returns the key with only the necessary quotes, so that all spellings of a key have one text.
   */
  @Override
  public String toString() {
    return bracketed
        ? parameters.stream()
            .map(Parameter::quotedIfNeeded)
            .collect(Collectors.joining(",", name + '[', "]"))
        : name;
  }
}
