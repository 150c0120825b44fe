package org.mockzabbix.cli.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.mockzabbix.setting.SettingType;
import org.mockzabbix.text.ClosestName;
import org.mockzabbix.text.IntegerRange;
import org.mockzabbix.text.Quoting;

/**
 * One request: the parameters of path and query, and the body. Its methods throw an {@link
 * HttpProblem} that names the parameter if a value is not valid. Immutable.
 *
 * @param path the parameters of the path by name
 * @param query the parameters of the query by name
 * @param lastEventId the header of that name, with which clients continue a stream of events
 */
record HttpCall(
    Map<String, String> path,
    Map<String, String> query,
    Optional<String> lastEventId,
    String body) {

  /** The depth that scenarios may have, too. */
  private static final int MOST_LEVELS = 100;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MOST_LEVELS).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  /** The longest time that a request may wait. */
  static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  HttpCall {
    path = Map.copyOf(path);
    query = Map.copyOf(query);
  }

  /** Returns a parameter of the path. */
  String segment(String name) {
    String value = path.get(name);
    if (value == null) {
      throw new AssertionError("no parameter " + name);
    }
    return value;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(query.get(name));
  }

  long integer(String name, long defaultValue, long min, long max) {
    return text(name)
        .map(text -> parsed(name, text, SettingType.longInteger(min, max)))
        .orElse(defaultValue);
  }

  boolean flag(String name) {
    return text(name)
        .map(text -> text.isEmpty() || parsed(name, text, SettingType.trueOrFalse()))
        .orElse(false);
  }

  /** Returns a time of at most {@link #LONGEST_WAIT}. */
  Optional<Duration> time(String name) {
    return text(name).map(text -> checkedWait(name, parsed(name, text, SettingType.duration())));
  }

  /** Returns a time to wait, if it is not too long. */
  static Duration checkedWait(String name, Duration time) {
    if (time.compareTo(LONGEST_WAIT) > 0) {
      throw HttpProblem.badInput(name, name + " must be at most 10m, but was longer");
    }
    return time;
  }

  /** Returns a number from 1 of the path. */
  long id(String name) {
    return parsed(name, segment(name), SettingType.longInteger(1, Long.MAX_VALUE));
  }

  private static <T> T parsed(String name, String text, SettingType<T> type) {
    try {
      return type.parse(text);
    } catch (IllegalArgumentException invalid) {
      throw HttpProblem.badInput(name, name + ' ' + invalid.getMessage())
          .withNearest(type.nearest(text));
    }
  }

  /** Returns the body, which must be a JSON object with no other members than these. */
  ObjectNode object(List<String> members) {
    ObjectNode object = json() instanceof ObjectNode node ? node : null;
    if (object == null) {
      throw HttpProblem.badInput(
          "", "the body must be a JSON object with " + String.join(", ", members));
    }
    checkMembers(object, members);
    return object;
  }

  /** Checks that an object has no other members than these. */
  private static void checkMembers(ObjectNode object, List<String> members) {
    object.fieldNames().forEachRemaining(name -> checkMember(name, members));
  }

  /**
   * Returns an element of a list of the body, which must be an object.
   *
   * @param field the place of the element; empty if it is the whole body
   */
  static <T> T element(
      String field, JsonNode element, List<String> members, Function<ObjectNode, T> reading) {
    try {
      if (!(element instanceof ObjectNode object)) {
        String subject = field.isEmpty() ? "the body" : field;
        throw HttpProblem.badInput(
            "", subject + " must be a JSON object with " + String.join(", ", members));
      }
      checkMembers(object, members);
      return reading.apply(object);
    } catch (HttpProblem invalid) {
      throw invalid.inside(field);
    }
  }

  private static void checkMember(String name, List<String> members) {
    if (!members.contains(name)) {
      String remedy = ClosestName.remedy(name, members);
      throw HttpProblem.badInput(name, "unknown member " + Quoting.quote(name) + ": " + remedy)
          .withNearest(ClosestName.of(name, members));
    }
  }

  /** Returns the body as JSON. The errors are those of scenarios. */
  JsonNode json() {
    try {
      return MAPPER.readTree(body);
    } catch (StreamConstraintsException deep) {
      throw HttpProblem.badInput(
          "", "lists and objects are nested more than " + MOST_LEVELS + " levels deep");
    } catch (JsonEOFException end) {
      throw HttpProblem.unreadable("the JSON text ends too early", end.getLocation());
    } catch (JsonProcessingException invalid) {
      JsonLocation at = invalid.getLocation();
      String where = at == null ? "" : " at column " + at.getColumnNr();
      throw HttpProblem.unreadable("the JSON is not valid" + where, at);
    }
  }

  /** Returns a string of the body. */
  static String requiredText(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (!value.isValueNode() || value.isNull()) {
      throw HttpProblem.badInput(name, "the body needs the member \"" + name + "\", a string");
    }
    return value.asText();
  }

  /** Returns a string of the body. */
  static Optional<String> optionalText(JsonNode object, String name) {
    return object.has(name) ? Optional.of(requiredText(object, name)) : Optional.empty();
  }

  /** Returns an integer of the body. */
  static Optional<Long> optionalInteger(JsonNode object, String name, IntegerRange range) {
    return optionalText(object, name)
        .map(text -> parsed(name, text, SettingType.longInteger(range.min(), range.max())));
  }

  /** Returns a boolean of the body. */
  static Optional<Boolean> optionalFlag(JsonNode object, String name) {
    return optionalText(object, name).map(text -> parsed(name, text, SettingType.trueOrFalse()));
  }

  /** Returns a time of the body. */
  static Optional<Duration> optionalTime(JsonNode object, String name) {
    return optionalText(object, name).map(text -> parsed(name, text, SettingType.duration()));
  }
}
