package org.mockzabbix.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An item key, parsed by Zabbix's rules: a name, and parameters that may be quoted, empty, or
 * arrays. Immutable; two spellings of the same key are equal.
 *
 * <pre>{@code
 * ItemKey key = ItemKey.parse("vfs.fs.size[/,\"free\"]");
 * key.name();         // vfs.fs.size
 * key.parameter(2);   // free
 * key.toString();     // vfs.fs.size[/,free]
 * }</pre>
 *
 * <p>Protocol: item key grammar. A name is made of letters, digits, dots, underscores and hyphens.
 * Spaces before a parameter are dropped, those behind an unquoted one belong to it. In a quoted
 * parameter only {@code \"} is an escape. An array is one parameter; its text is what stands
 * between its brackets.
 */
public final class ItemKey {

  /** The error text of agents for an invalid key. */
  public static final String INVALID = "Invalid item key format.";

  private final String name;
  private final List<Parameter> parameters;
  private final boolean bracketed;

  private ItemKey(String name, List<Parameter> parameters, boolean bracketed) {
    this.name = name;
    this.parameters = List.copyOf(parameters);
    this.bracketed = bracketed;
  }

  /**
   * One parameter.
   *
   * @param text what it says, without the quotes; of an array, what stands between its brackets
   * @param isArray whether it is an array
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
   * @throws IllegalArgumentException saying {@link #INVALID} and where, if the key is invalid
   */
  public static ItemKey parse(String key) {
    ItemKeyParser parser = new ItemKeyParser(key);
    return parser.parse();
  }

  /** Returns the parsed key; empty if it is invalid. */
  public static Optional<ItemKey> tryParse(String key) {
    try {
      return Optional.of(parse(key));
    } catch (IllegalArgumentException invalid) {
      return Optional.empty();
    }
  }

  /**
   * Returns the key with these parameters, quoted if necessary.
   *
   * @throws IllegalArgumentException if the name breaks the rules, or a parameter that needs quotes
   *     ends in a backslash, which no spelling can say
   */
  public static ItemKey of(String name, String... parameters) {
    List<Parameter> texts = new ArrayList<>();
    for (String text : parameters) {
      Parameter parameter = new Parameter(text, false);
      if (parameter.quotedIfNeeded().endsWith("\\\"") && text.endsWith("\\")) {
        throw new IllegalArgumentException(
            "the parameter " + text + " needs quotes and ends in a backslash: no key can say that");
      }
      texts.add(parameter);
    }
    ItemKey key = new ItemKey(name, texts, !texts.isEmpty());
    parse(key.toString());
    return key;
  }

  /** A text that breaks the rules, whole, as the name of a key without parameters. */
  public static ItemKey unparsed(String text) {
    return new ItemKey(text, List.of(), false);
  }

  static ItemKey of(String name, List<Parameter> parameters, boolean bracketed) {
    return new ItemKey(name, parameters, bracketed);
  }

  /** Returns the part before the bracket. */
  public String name() {
    return name;
  }

  /** The texts of the parameters; {@code name[]} has one, which is empty, and {@code name} none. */
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
    return 31 * name.hashCode() + parameters.hashCode();
  }

  /** The key with no more quotes than it needs, the same for all its spellings. */
  @Override
  public String toString() {
    return bracketed
        ? parameters.stream()
            .map(Parameter::quotedIfNeeded)
            .collect(Collectors.joining(",", name + '[', "]"))
        : name;
  }
}
