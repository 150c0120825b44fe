package org.mockzabbix.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.Quoting;

/** A part of a scenario as it was written, with the line it stands on. */
sealed interface Node {

  /** The line in the file, from 1. */
  int line();

  /** What it is, for an error text. */
  String kind();

  /** A text, number, truth value or nothing, as it was spelled. */
  record Scalar(String text, Type type, int line) implements Node {

    /** What a scalar looks like; YAML writes most things without quotes. */
    enum Type {
      TEXT("a text"),
      NUMBER("a number"),
      TRUTH("true or false"),
      NOTHING("nothing");

      private final String words;

      Type(String words) {
        this.words = words;
      }
    }

    private static final int SHOWN = 80;

    @Override
    public String kind() {
      return type == Type.NOTHING ? type.words : type.words + " (" + shown() + ")";
    }

    /** The text for people; the end of a long one is left out. */
    String shown() {
      return Quoting.escape(text, SHOWN);
    }
  }

  /** A list. */
  record Items(List<Node> nodes, int line) implements Node {
    public Items {
      nodes = List.copyOf(nodes);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Named fields, in their order; what they are was checked before anybody asks. */
  record Fields(Map<String, Node> byName, Map<String, Integer> lines, int line) implements Node {

    @Override
    public String kind() {
      return "an object";
    }

    boolean has(String name) {
      return byName.containsKey(name);
    }

    /** A field; null if it is not there. */
    @Nullable Node node(String name) {
      return byName.get(name);
    }

    /** A field that is there. */
    Node required(String name) {
      return Objects.requireNonNull(byName.get(name), name);
    }

    /** The text of a field; null if it is not there, or no text. */
    @Nullable String text(String name) {
      return byName.get(name) instanceof Scalar scalar ? scalar.text() : null;
    }

    /** The text of a field that must be there. */
    String requiredText(String name) {
      return ((Scalar) required(name)).text();
    }

    /** A whole number; null if it is not there. */
    @Nullable Long whole(String name) {
      String digits = text(name);
      return digits == null ? null : Long.valueOf(digits);
    }

    /** Whether a field is there, and true. */
    boolean isTrue(String name) {
      return Boolean.parseBoolean(text(name));
    }

    /** A time; null if it is not there. */
    @Nullable Duration time(String name) {
      String text = text(name);
      return text == null ? null : Shape.Time.of(text);
    }

    /** The fields of an object; null if it is not there, or none. */
    @Nullable Fields fields(String name) {
      return byName.get(name) instanceof Fields fields ? fields : null;
    }

    /** What {@code reading} makes of each node of a list; nothing if it is not there. */
    <T> List<T> each(String name, Function<Node, T> reading) {
      return byName.get(name) instanceof Items items
          ? items.nodes().stream().map(reading).toList()
          : List.of();
    }
  }
}
