package org.mockzabbix.server;

import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.protocol.json.JsonWriter;

/**
 * Responds to requests of the web frontend to test preprocessing, which servers up to 6.4 know. The
 * server checks the request as a real one does, and tests no step.
 */
final class PreprocessingTests {

  /** The members that each step must have, and their names in the errors. */
  private static final String[][] STEP = {
    {"type", ""},
    {"error_handler", " error handler"},
    {"error_handler_params", " error handler params"},
    {"params", " params"}
  };

  private PreprocessingTests() {}

  static Response respond(JsonCursor data) {
    String type = data.textOf("value_type");
    String value = data.textOf("value");
    if (type == null || value == null) {
      return FrontendTests.missing(type == null ? "value type" : "value");
    }
    if (data.find("history") && !data.type().isScalar()) {
      JsonCursor history = data.enter();
      for (String member : new String[] {"value", "timestamp"}) {
        if (history.textOf(member) == null) {
          return FrontendTests.missing("history " + member);
        }
      }
    }
    return data.find("steps") && !data.type().isScalar()
        ? steps(data.enter(), type, value)
        : FrontendTests.missing("preprocessing steps");
  }

  private static Response steps(JsonCursor steps, String type, String value) {
    boolean none = true;
    for (; steps.nextElement(); none = false) {
      if (steps.type().isScalar()) {
        return Response.failed("Cannot parse preprocessing step.");
      }
      JsonCursor step = steps.enter();
      for (String[] member : STEP) {
        if (step.textOf(member[0]) == null) {
          return FrontendTests.missing("preprocessing step type" + member[1]);
        }
      }
    }
    boolean suitable =
        type.matches("[124]") || (type.matches("[03]") && value.matches("[0-9]{1,9}"));
    return none && suitable
        ? withoutSteps(value)
        : FrontendTests.notPlayed("does not test preprocessing");
  }

  private static Response withoutSteps(String value) {
    JsonWriter json = new JsonWriter().object().put("response", "success").object("data");
    json.array("steps").end().put("result", value);
    return Response.json(json.end().end().toString());
  }
}
