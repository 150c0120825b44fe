package org.mockzabbix.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.mockzabbix.scenario.ScenarioNode.ObjectNode;
import org.mockzabbix.text.ClosestName;

/**
 * An object with known fields. Each field is declared once: its name, its schema, its help text and
 * the setter that receives its value. Immutable.
 *
 * <pre>{@code
 * ObjectSchema.of("a host", HostDraft::new)
 *     .set("host", NAME, (draft, name) -> draft.name = name)
 *     .required("The technical name.")
 * }</pre>
 *
 * @param <B> the type of the object that receives the fields: mutable, or immutable with setters
 *     that return a copy
 */
final class ObjectSchema<B> implements Schema<B> {

  private final String noun;
  private final Supplier<B> start;
  private final Map<String, Field<B, ?>> fields;
  private final Map<String, String> remedies; // of fields that only similar objects have

  private ObjectSchema(
      String noun,
      Supplier<B> start,
      Map<String, Field<B, ?>> fields,
      Map<String, String> remedies) {
    this.noun = noun;
    this.start = start;
    this.fields = fields;
    this.remedies = remedies;
  }

  private record Field<B, T>(
      Schema<T> schema, String help, BiFunction<? super B, ? super T, B> setter, boolean required) {

    private B read(B owner, ScenarioNode node) {
      T value = schema.read(node);
      return node.location().locate(() -> setter.apply(owner, value));
    }
  }

  /**
   * Returns a schema without fields.
   *
   * @param noun the name of the object in error messages, for example {@code a host}
   * @param start creates the object that receives the fields
   */
  static <B> ObjectSchema<B> of(String noun, Supplier<B> start) {
    return new ObjectSchema<>(noun, start, Map.of(), Map.of());
  }

  /** Declares a field whose setter returns the changed object. */
  <T> Declaration<B, T> field(
      String name, Schema<T> schema, BiFunction<? super B, ? super T, B> setter) {
    return new Declaration<>(this, name, schema, setter);
  }

  /** Declares a field whose setter changes the object. */
  <T> Declaration<B, T> set(
      String name, Schema<T> schema, BiConsumer<? super B, ? super T> setter) {
    return field(
        name,
        schema,
        (owner, value) -> {
          setter.accept(owner, value);
          return owner;
        });
  }

  /** The declaration of a field without its help text, which completes it. */
  record Declaration<B, T>(
      ObjectSchema<B> owner,
      String name,
      Schema<T> schema,
      BiFunction<? super B, ? super T, B> setter) {

    ObjectSchema<B> optional(String help) {
      return owner.with(Map.of(name, new Field<>(schema, help, setter, false)));
    }

    ObjectSchema<B> required(String help) {
      return owner.with(Map.of(name, new Field<>(schema, help, setter, true)));
    }
  }

  /** Adds the fields of another schema, which change a part of the object. */
  <P> ObjectSchema<B> include(ObjectSchema<P> part, Function<B, P> getter) {
    return include(part, getter, (owner, changed) -> {});
  }

  /** Adds the fields of another schema, which replace a part of the object. */
  <P> ObjectSchema<B> include(
      ObjectSchema<P> part, Function<B, P> getter, BiConsumer<B, P> setter) {
    Map<String, Field<B, ?>> included = new LinkedHashMap<>();
    part.fields.forEach((name, field) -> included.put(name, include(field, getter, setter)));
    return with(included);
  }

  private static <B, P, T> Field<B, T> include(
      Field<P, T> field, Function<B, P> getter, BiConsumer<B, P> setter) {
    return new Field<>(
        field.schema,
        field.help,
        (owner, value) -> {
          setter.accept(owner, field.setter.apply(getter.apply(owner), value));
          return owner;
        },
        field.required);
  }

  private ObjectSchema<B> with(Map<String, Field<B, ?>> more) {
    Map<String, Field<B, ?>> all = new LinkedHashMap<>(fields);
    all.putAll(more);
    return new ObjectSchema<>(noun, start, all, remedies);
  }

  /** Removes fields. The error of a file that has one of them ends with {@code remedy}. */
  ObjectSchema<B> without(Set<String> names, String remedy) {
    Map<String, Field<B, ?>> rest = new LinkedHashMap<>(fields);
    rest.keySet().removeAll(names);
    Map<String, String> more = new LinkedHashMap<>(remedies);
    names.forEach(name -> more.put(name, remedy));
    return new ObjectSchema<>(noun, start, rest, more);
  }

  /** Returns a schema whose value {@code building} computes from the filled object and its node. */
  <T> Schema<T> build(BiFunction<? super B, ObjectNode, ? extends T> building) {
    return map((filled, node) -> building.apply(filled, (ObjectNode) node));
  }

  @Override
  public String expected() {
    return "an object with " + String.join(", ", fields.keySet());
  }

  @Override
  public boolean hasForm(ScenarioNode node) {
    return node instanceof ObjectNode;
  }

  @Override
  public ScenarioNode merge(ScenarioNode first, ScenarioNode second) {
    return first instanceof ObjectNode one && second instanceof ObjectNode other
        ? one.merge(other, this::merge)
        : Schema.super.merge(first, second);
  }

  private ScenarioNode merge(String name, ScenarioNode first, ScenarioNode second) {
    Field<B, ?> field = fields.get(name);
    return field == null ? first : field.schema.merge(first, second); // read(...) refuses others
  }

  @Override
  public B read(ScenarioNode node) {
    if (!(node instanceof ObjectNode object)) {
      throw node.mismatch(expected());
    }
    check(object);
    B owner = start.get();
    for (Map.Entry<String, Field<B, ?>> field : fields.entrySet()) {
      ScenarioNode value = object.fields().get(field.getKey());
      owner = value == null ? owner : field.getValue().read(owner, value);
    }
    return owner;
  }

  private void check(ObjectNode object) {
    for (String name : object.fields().keySet()) {
      if (!fields.containsKey(name)) {
        throw unknown(name, object);
      }
    }
    fields.forEach(
        (name, field) -> {
          if (field.required && !object.has(name)) {
            throw object.error(noun + " needs the field \"" + name + "\"");
          }
        });
  }

  private ScenarioException unknown(String name, ObjectNode object) {
    String problem = "unknown field \"" + name + "\" in " + noun + ": ";
    if (remedies.containsKey(name)) {
      return object.error(name, problem + remedies.get(name));
    }
    return object
        .error(name, problem + ClosestName.remedy(name, fields.keySet()))
        .withNearest(ClosestName.of(name, fields.keySet()));
  }

  @Override
  public Map<String, Object> json(Map<String, Object> shared) {
    Map<String, Object> properties = new LinkedHashMap<>();
    fields.forEach((name, field) -> properties.put(name, json(field, shared)));
    List<String> required =
        fields.entrySet().stream()
            .filter(field -> field.getValue().required)
            .map(Map.Entry::getKey)
            .toList();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "object");
    json.put("title", noun);
    json.put("additionalProperties", false);
    json.put("properties", properties);
    if (!required.isEmpty()) {
      json.put("required", required);
    }
    return json;
  }

  private static Map<String, Object> json(Field<?, ?> field, Map<String, Object> shared) {
    Map<String, Object> json = new LinkedHashMap<>(field.schema.json(shared));
    json.put("description", field.help);
    return json;
  }

  @Override
  public Set<String> fieldNames() {
    return fields.keySet();
  }
}
