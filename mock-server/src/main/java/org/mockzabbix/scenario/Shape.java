package org.mockzabbix.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mockzabbix.text.Names;

/**
 * What a part of a scenario must look like. One declaration serves the check of a file, with errors
 * that name line and field, and the schema for editors.
 */
sealed interface Shape {

  /** In words, for an error text. */
  String words();

  /** Checks a node and what is in it. */
  void check(Node node, String file, String where);

  /** Refuses a node that is not what it should be. */
  default ScenarioException mismatch(Node node, String file, String where) {
    return new ScenarioException(
        file, node.line(), where + " must be " + words() + " but is " + node.kind());
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

  /** One of a few words. */
  record Word(List<String> allowed) implements Shape {
    public Word {
      allowed = List.copyOf(allowed);
    }

    @Override
    public String words() {
      return "one of " + String.join(", ", allowed);
    }

    @Override
    public void check(Node node, String file, String where) {
      if (!(node instanceof Node.Scalar scalar)) {
        throw mismatch(node, file, where);
      }
      if (!allowed.contains(scalar.text())) {
        Optional<String> nearest = Names.nearest(scalar.text(), allowed);
        String hint = nearest.map(word -> ": did you mean " + word + "?").orElse("");
        throw new ScenarioException(
            file, node.line(), where + " must be " + words() + " but is " + scalar.text() + hint);
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
      boolean digits = node instanceof Node.Scalar scalar && scalar.text().matches("-?\\d{1,18}");
      if (!digits) {
        throw mismatch(node, file, where);
      }
      long number = Long.parseLong(((Node.Scalar) node).text());
      if (number < least || number > most) {
        throw mismatch(node, file, where);
      }
    }
  }

  /** True or false. */
  record Truth() implements Shape {
    @Override
    public String words() {
      return "true or false";
    }

    @Override
    public void check(Node node, String file, String where) {
      if (!(node instanceof Node.Scalar scalar) || scalar.type() != Node.Scalar.Type.TRUTH) {
        throw mismatch(node, file, where);
      }
    }
  }

  /** A time with a unit. */
  record Time() implements Shape {
    @Override
    public String words() {
      return "a time such as 500ms, 3s or 5m";
    }

    @Override
    public void check(Node node, String file, String where) {
      boolean time =
          node instanceof Node.Scalar scalar && scalar.text().matches("\\d{1,9}(ms|s|m|h)");
      if (!time) {
        throw mismatch(node, file, where);
      }
    }
  }

  /** A list of things of one shape. */
  record ListOf(Shape each) implements Shape {
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
      for (Shape shape : shapes) {
        boolean object = shape instanceof Obj || shape instanceof MapOf;
        boolean list = shape instanceof ListOf;
        if (object == (node instanceof Node.Fields) && list == (node instanceof Node.Items)) {
          shape.check(node, file, where);
          return;
        }
      }
      throw mismatch(node, file, where);
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
    public String words() {
      return what;
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
