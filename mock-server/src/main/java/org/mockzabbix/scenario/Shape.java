package org.mockzabbix.scenario;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.Names;
import org.mockzabbix.text.SizeFormat;

/**
 * What a part of a scenario must look like. One declaration serves the check of a file, with errors
 * that name line and field, and the schema for editors.
 */
sealed interface Shape {

  /** In words, for an error text. */
  String words();

  /** Checks a node and what is in it. */
  void check(Node node, String file, String where);

  /** Whether a node has the right form, be it right or wrong in detail. */
  default boolean hasForm(Node node) {
    return node instanceof Node.Scalar;
  }

  /** Refuses a node that is not what it should be. */
  default ScenarioException mismatch(Node node, String file, String where) {
    String what = where.isEmpty() ? "a scenario" : where;
    return new ScenarioException(
        file, node.line(), what + " must be " + words() + " but is " + node.kind());
  }

  /** A text; numbers and truth values are taken as they are spelled. */
  record Text() implements Shape {
    @Override
    public String words() {
      return "a text";
    }

    @Override
    public void check(Node node, String file, String where) {
      if (!(node instanceof Node.Scalar)) {
        throw mismatch(node, file, where);
      }
    }
  }

  /** A text that names something. */
  record Name() implements Shape {
    @Override
    public String words() {
      return "a text that is not blank";
    }

    @Override
    public void check(Node node, String file, String where) {
      if (!(node instanceof Node.Scalar scalar) || scalar.text().isBlank()) {
        throw mismatch(node, file, where);
      }
    }
  }

  /** One of a few words. */
  record Word(List<String> allowed) implements Shape {
    public Word {
      allowed = List.copyOf(allowed);
    }

    @Override
    public String words() {
      return allowed.size() == 1
          ? "the word " + allowed.get(0)
          : "one of " + String.join(", ", allowed);
    }

    @Override
    public void check(Node node, String file, String where) {
      if (!(node instanceof Node.Scalar scalar) || scalar.text().isEmpty()) {
        throw mismatch(node, file, where);
      }
      if (!allowed.contains(scalar.text())) {
        Optional<String> nearest = Names.nearest(scalar.text(), allowed);
        String hint = nearest.map(word -> ": did you mean " + word + "?").orElse("");
        throw new ScenarioException(
            file, node.line(), where + " must be " + words() + " but is " + scalar.shown() + hint);
      }
    }
  }

  /** A whole number between two bounds. */
  record Whole(long least, long most) implements Shape {
    @Override
    public String words() {
      return "a whole number from " + least + " to " + most;
    }

    @Override
    public void check(Node node, String file, String where) {
      if (!(node instanceof Node.Scalar scalar) || !isWithin(scalar.text())) {
        throw mismatch(node, file, where);
      }
    }

    private boolean isWithin(String text) {
      if (!text.matches("-?\\d{1,30}")) {
        return false;
      }
      BigInteger number = new BigInteger(text);
      return number.compareTo(BigInteger.valueOf(least)) >= 0
          && number.compareTo(BigInteger.valueOf(most)) <= 0;
    }
  }

  /** A number. */
  record Decimal() implements Shape {

    private static final Pattern NUMBER =
        Pattern.compile("[+-]?(\\d{1,300}(\\.\\d{0,300})?|\\.\\d{1,300})([eE][+-]?\\d{1,3})?");

    @Override
    public String words() {
      return "a number such as 0.42";
    }

    @Override
    public void check(Node node, String file, String where) {
      boolean number = node instanceof Node.Scalar scalar && Double.isFinite(of(scalar.text()));
      if (!number) {
        throw mismatch(node, file, where);
      }
    }

    /** The number; not finite if it is none, or too great. */
    static double of(String text) {
      return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    }
  }

  /** A number between 0 and 1. */
  record Probability() implements Shape {
    @Override
    public String words() {
      return "a number from 0 to 1";
    }

    @Override
    public void check(Node node, String file, String where) {
      double share = node instanceof Node.Scalar scalar ? Decimal.of(scalar.text()) : Double.NaN;
      if (!(share >= 0 && share <= 1)) {
        throw mismatch(node, file, where);
      }
    }
  }

  /** A number of bytes, at least one. */
  record Size(long most) implements Shape {

    @Override
    public String words() {
      return "a size such as 4096, 64K or 128M, up to " + most + " bytes";
    }

    @Override
    public void check(Node node, String file, String where) {
      OptionalLong bytes =
          node instanceof Node.Scalar scalar
              ? SizeFormat.parse(scalar.text())
              : OptionalLong.empty();
      if (bytes.isEmpty() || bytes.getAsLong() < 1 || bytes.getAsLong() > most) {
        throw mismatch(node, file, where);
      }
    }

    /** A size whose shape was checked. */
    static long of(String text) {
      return SizeFormat.parse(text).orElseThrow();
    }
  }

  /** True or false. */
  record Truth() implements Shape {
    @Override
    public boolean hasForm(Node node) {
      return node instanceof Node.Scalar scalar && scalar.type() == Node.Scalar.Type.TRUTH;
    }

    @Override
    public String words() {
      return "true or false";
    }

    @Override
    public void check(Node node, String file, String where) {
      if (!hasForm(node)) {
        throw mismatch(node, file, where);
      }
    }
  }

  /** A time with a unit, up to a bound. */
  record Time(Duration least, Duration most) implements Shape {

    /** Any time that something can take. */
    Time() {
      this(Duration.ZERO, Duration.ofDays(1));
    }

    /** The same, but none at all. */
    static Time positive() {
      return new Time(Duration.ofMillis(1), Duration.ofDays(1));
    }

    @Override
    public String words() {
      return "a time such as " + DurationFormat.SPELLINGS;
    }

    @Override
    public void check(Node node, String file, String where) {
      Optional<Duration> time =
          node instanceof Node.Scalar scalar
              ? DurationFormat.parse(scalar.text())
              : Optional.empty();
      Duration duration = time.orElseThrow(() -> mismatch(node, file, where));
      try {
        new DurationRange(least, most).check(where, duration);
      } catch (IllegalArgumentException outside) {
        throw new ScenarioException(file, node.line(), String.valueOf(outside.getMessage()));
      }
    }

    /** A time whose shape was checked. */
    static Duration of(String text) {
      return DurationFormat.parse(text).orElseThrow();
    }
  }

  /** A list of things of one shape. */
  record ListOf(Shape each) implements Shape {
    @Override
    public boolean hasForm(Node node) {
      return node instanceof Node.Items;
    }

    @Override
    public String words() {
      return "a list";
    }

    @Override
    public void check(Node node, String file, String where) {
      if (!(node instanceof Node.Items items)) {
        throw mismatch(node, file, where);
      }
      for (int i = 0; i < items.nodes().size(); i++) {
        each.check(items.nodes().get(i), file, where + "[" + i + "]");
      }
    }
  }

  /** Fields whose names are free, such as item keys. */
  record MapOf(Shape each) implements Shape {
    @Override
    public boolean hasForm(Node node) {
      return node instanceof Node.Fields;
    }

    @Override
    public String words() {
      return "an object";
    }

    @Override
    public void check(Node node, String file, String where) {
      if (!(node instanceof Node.Fields fields)) {
        throw mismatch(node, file, where);
      }
      fields.byName().forEach((name, value) -> each.check(value, file, where + "." + name));
    }
  }

  /** The first of several shapes that has the right form: a scalar, a list or an object. */
  record OneOf(List<Shape> shapes) implements Shape {
    public OneOf {
      shapes = List.copyOf(shapes);
    }

    @Override
    public String words() {
      return String.join(" or ", shapes.stream().map(Shape::words).toList());
    }

    @Override
    public void check(Node node, String file, String where) {
      checkSpelling(node, file, where);
      shapes.stream()
          .filter(shape -> shape.hasForm(node))
          .findFirst()
          .orElseThrow(() -> mismatch(node, file, where))
          .check(node, file, where);
    }

    /** A word where its object belongs, or the other way round. */
    private void checkSpelling(Node node, String file, String where) {
      for (Shape shape : shapes) {
        if (shape instanceof Obj object && node instanceof Node.Scalar scalar) {
          checkNeedsNoMore(scalar, object, file, where);
        }
        if (shape instanceof Word word && node instanceof Node.Fields fields) {
          checkIsNoWord(fields, word, file, where);
        }
      }
    }

    private void checkNeedsNoMore(Node.Scalar scalar, Obj object, String file, String where) {
      String name = scalar.text();
      if (object.fields().containsKey(name) && isNoWord(name)) {
        throw new ScenarioException(
            file,
            scalar.line(),
            where + " needs more than the word " + name + ": write {" + name + ": ...}");
      }
    }

    private boolean isNoWord(String name) {
      return shapes.stream()
          .allMatch(
              shape ->
                  shape instanceof Obj
                      || (shape instanceof Word word && !word.allowed().contains(name)));
    }

    private void checkIsNoWord(Node.Fields fields, Word word, String file, String where) {
      for (String name : fields.byName().keySet()) {
        if (word.allowed().contains(name) && !hasField(name)) {
          throw new ScenarioException(
              file,
              fields.lines().getOrDefault(name, fields.line()),
              name + " stands alone: write " + name + " instead of the object at " + where);
        }
      }
    }

    private boolean hasField(String name) {
      return shapes.stream()
          .anyMatch(shape -> shape instanceof Obj object && object.fields().containsKey(name));
    }

    @Override
    public boolean hasForm(Node node) {
      return shapes.stream().anyMatch(shape -> shape.hasForm(node));
    }
  }

  /**
   * A shape that occurs in several places, or in itself.
   *
   * @param name what the schema calls it
   */
  record Shared(String name, Supplier<Shape> shape) implements Shape {
    @Override
    public String words() {
      return shape.get().words();
    }

    @Override
    public void check(Node node, String file, String where) {
      shape.get().check(node, file, where);
    }

    @Override
    public boolean hasForm(Node node) {
      return shape.get().hasForm(node);
    }
  }

  /**
   * A field of an object.
   *
   * @param description what it means, for the schema
   */
  record Field(String name, Shape shape, String description, Need need) {}

  /** Whether a field may be left out. */
  enum Need {
    REQUIRED,
    OPTIONAL
  }

  /** Fields of known names. */
  record Obj(String what, Map<String, Field> fields) implements Shape {

    @Override
    public boolean hasForm(Node node) {
      return node instanceof Node.Fields;
    }

    @Override
    public String words() {
      return "an object with " + String.join(", ", fields.keySet());
    }

    @Override
    public void check(Node node, String file, String where) {
      if (!(node instanceof Node.Fields given)) {
        throw mismatch(node, file, where);
      }
      given
          .byName()
          .forEach(
              (name, value) -> {
                Field field = fields.get(name);
                if (field == null) {
                  throw unknown(name, given.lines().getOrDefault(name, value.line()), file);
                }
                field.shape().check(value, file, prefix(where) + name);
              });
      for (Field field : fields.values()) {
        if (field.need() == Need.REQUIRED && !given.byName().containsKey(field.name())) {
          throw new ScenarioException(
              file, node.line(), what + " needs the field \"" + field.name() + "\"");
        }
      }
    }

    private static String prefix(String where) {
      return where.isEmpty() ? "" : where + ".";
    }

    private ScenarioException unknown(String name, int line, String file) {
      String hint =
          Names.nearest(name, fields.keySet())
              .map(known -> "did you mean \"" + known + "\"?")
              .orElse("known are " + String.join(", ", fields.keySet()));
      return new ScenarioException(
          file, line, "unknown field \"" + name + "\" in " + what + ": " + hint);
    }
  }

  /** An object, field by field. */
  static ObjBuilder object(String what) {
    return new ObjBuilder(what);
  }

  /** Collects the fields of an {@link Obj}. Not thread-safe. */
  final class ObjBuilder {

    private final String what;
    private final List<Field> fields = new ArrayList<>();

    private ObjBuilder(String what) {
      this.what = what;
    }

    ObjBuilder required(String name, Shape shape, String description) {
      fields.add(new Field(name, shape, description, Need.REQUIRED));
      return this;
    }

    ObjBuilder optional(String name, Shape shape, String description) {
      fields.add(new Field(name, shape, description, Need.OPTIONAL));
      return this;
    }

    Obj build() {
      Map<String, Field> byName = new LinkedHashMap<>();
      fields.forEach(field -> byName.put(field.name(), field));
      return new Obj(what, byName);
    }
  }
}
