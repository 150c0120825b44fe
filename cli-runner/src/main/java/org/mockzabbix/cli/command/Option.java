package org.mockzabbix.cli.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * An option of {@code serve}. It is declared once, for two readers: {@link PlainArguments} reads
 * most arguments, and picocli reads the others. picocli's model takes longer than the rest of the
 * start, so it is made when picocli reads the arguments or prints the help.
 *
 * @param <T> the type of the value
 */
final class Option<T> {

  /** The text of the help, and the valid texts if they are listed. */
  record Help(String text, Collection<String> words) {}

  private final String name;
  private final String operand; // empty for a flag
  private final Class<?> type;
  private final boolean repeatable;
  private final @Nullable Function<String, String> conversion; // null for that of the type
  private String separator = "";
  private @Nullable Supplier<Help> help;
  private final List<Object> values = new ArrayList<>(); // those of PlainArguments
  private @Nullable OptionSpec spec;

  private Option(
      String name,
      String operand,
      Class<?> type,
      boolean repeatable,
      @Nullable Function<String, String> conversion) {
    this.name = name;
    this.operand = operand;
    this.type = type;
    this.repeatable = repeatable;
    this.conversion = conversion;
  }

  /** Returns an option with a value, for example {@code --output FILE}. */
  static <T> Option<T> of(String name, String operand, Class<T> type) {
    return new Option<>(name, operand, type, false, null);
  }

  /** Returns an option whose values {@code conversion} checks. */
  static Option<String> of(String name, String operand, Function<String, String> conversion) {
    return new Option<>(name, operand, String.class, false, conversion);
  }

  /** Returns an option that may be repeated. */
  static <T> Option<List<T>> list(String name, String operand, Class<T> type) {
    return new Option<>(name, operand, type, true, null);
  }

  /** Returns an option that may be repeated, whose values {@code conversion} checks. */
  static Option<List<String>> list(
      String name, String operand, Function<String, String> conversion) {
    return new Option<>(name, operand, String.class, true, conversion);
  }

  /** Returns an option without a value. Its opposite exists too, for example --no-strict. */
  static Option<Boolean> flag(String name) {
    return new Option<>(name, "", Boolean.class, false, null);
  }

  /** Lets one text have several values. */
  Option<T> separatedBy(String separator) {
    this.separator = separator;
    return this;
  }

  /**
   * Sets the text of the help.
   *
   * @param words the valid texts, for the completion; none if they are not listed
   */
  Option<T> help(String text, String... words) {
    return help(() -> new Help(text, List.of(words)));
  }

  /** Sets a help that is made on demand. */
  Option<T> help(Supplier<Help> help) {
    this.help = help;
    return this;
  }

  String name() {
    return name;
  }

  boolean isFlag() {
    return operand.isEmpty();
  }

  boolean isRepeatable() {
    return repeatable;
  }

  /** Returns whether {@code text} is one value. */
  boolean isOneValue(String text) {
    return separator.isEmpty() || !text.contains(separator);
  }

  /** Adds a value, and returns whether it is valid. */
  boolean accept(String text) {
    try {
      return values.add(converted(text));
    } catch (TypeConversionException invalid) {
      return false;
    }
  }

  private Object converted(String text) {
    return conversion == null ? OptionConverters.convert(type, text) : conversion.apply(text);
  }

  /** Returns the value that the user has chosen; null for none. */
  @SuppressWarnings("unchecked")
  @Nullable T value() {
    if (spec != null) {
      return spec.getValue();
    }
    if (values.isEmpty()) {
      return null;
    }
    return (T) (repeatable ? values : values.get(0));
  }

  /** Returns the value that the user has chosen, or {@code other}. */
  T valueOr(T other) {
    T value = value();
    return value == null ? other : value;
  }

  /** Returns whether the user has chosen this flag, and not its opposite. */
  boolean isOn() {
    return Boolean.TRUE.equals(value());
  }

  /** Returns picocli's model, whose values are those of this option from now on. */
  OptionSpec spec() {
    if (spec == null) {
      spec = makeSpec();
    }
    return spec;
  }

  private OptionSpec makeSpec() {
    Help shown = Objects.requireNonNull(help, name).get();
    OptionSpec.Builder option = OptionSpec.builder(name).description(shown.text());
    if (isFlag()) {
      boolean isOpposite = name.startsWith("--no-");
      return option.arity("0").type(type).negatable(!isOpposite).build();
    }
    if (!shown.words().isEmpty()) {
      option.completionCandidates(shown.words());
    }
    option.arity("1").paramLabel(operand).splitRegex(separator).converters(this::converted);
    return repeatable
        ? option.type(List.class).auxiliaryTypes(type).build()
        : option.type(type).build();
  }
}
