package org.mockzabbix.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.Request.FrontendRequest;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.protocol.json.JsonWriter;
import org.mockzabbix.text.Quoting;

/**
 * Responds to requests of the web frontend to test an item, expressions, preprocessing steps or a
 * media type. The server plays the tests that were measured on real servers, and refuses all
 * others, because it evaluates nothing.
 */
final class FrontendTests {

  private static final int QUOTED = 64;

  /** The media types that a new database may have. */
  private static final String MEDIA_TYPES = "0*([1-9]|[1-4][0-9])";

  private static final Response NO_DATA = missing("data");

  /** The error of servers before 7.0 in the test of an item without any member. */
  private static final String EMPTY_ITEM =
      "Get value from agent failed: cannot connect to [[127.0.0.1]:10050]: [111] Connection refused";

  private FrontendTests() {}

  /** Returns the response to a request without a member, which the server calls {@code field}. */
  static Response missing(String field) {
    return Response.failed("Missing " + field + " field.");
  }

  /** Returns the response to a request that a real server can perform and this one cannot. */
  static Response notPlayed(String what) {
    return Response.failed("Mock Zabbix " + what + ": add a rule that replies to this request");
  }

  static Response item(FrontendRequest request, RequestContext context) {
    if (request.data() == null) {
      return Response.failed("Cannot parse request tag: data.");
    }
    JsonCursor data = cursor(request.data());
    JsonCursor item = data;
    if (context.is70()) {
      if (!data.find("item") || data.type().isScalar()) {
        return missing("item");
      }
      item = data.enter();
      if (item.textOf("key") == null) {
        return Response.failed("Value was not provided for the preprocessing test.");
      }
      if (item.textOf("value_type") == null) {
        return missing("value type");
      }
    }
    if (!context.is70() && isOfDefaultAgent(data)) {
      JsonWriter json = new JsonWriter().object().put("response", "success").object("data");
      return Response.json(json.put("error", EMPTY_ITEM).end().end().toString());
    }
    return notPlayed("does not test items, here " + quoted(item.textOf("key")));
  }

  /**
   * Returns whether an item without type, key and interface is tested: at an agent that is not
   * there.
   */
  private static boolean isOfDefaultAgent(JsonCursor item) {
    return item.textOf("type") == null && item.textOf("key") == null && !item.find("interface");
  }

  static Response expressions(FrontendRequest request, RequestContext context) {
    if (request.data() == null) {
      return NO_DATA;
    }
    JsonCursor data = cursor(request.data());
    if (!data.find("expressions") || data.type().isScalar()) {
      return missing("expressions");
    }
    JsonWriter json = new JsonWriter().object().put("response", "success").array("data");
    for (String expression : texts(data.enter())) {
      json.object().put("expression", expression);
      if (!putResult(expression, context, json)) {
        return notPlayed("does not evaluate the expression " + quoted(expression));
      }
      json.end();
    }
    return Response.json(json.end().end().toString());
  }

  private static List<String> texts(JsonCursor array) {
    List<String> texts = new ArrayList<>();
    while (array.nextElement() && array.type().isScalar()) {
      texts.add(array.text());
    }
    return texts;
  }

  /** Writes the measured result of an expression. Returns false if it was not measured. */
  private static boolean putResult(String expression, RequestContext context, JsonWriter json) {
    switch (expression) {
      case "1+1=2" -> json.put("value", 1);
      case "1>2" -> json.put("value", 0);
      case "x" ->
          json.put(
              "error",
              context.is60()
                  ? "invalid token starting with \"x\""
                  : "Cannot evaluate expression: expected numeric token at \"x\".");
      case "1/0" ->
          json.put(
              "error",
              "Cannot evaluate expression: division by zero"
                  + (context.is60() ? " at \"/0\"" : "."));
      default -> {
        if (!expression.matches("[0-9]+")) {
          return false;
        }
        json.put("value", expression.matches("0+") ? 0 : 1);
      }
    }
    return true;
  }

  static Response preprocessing(FrontendRequest request) {
    if (request.data() == null) {
      return NO_DATA;
    }
    return PreprocessingTests.respond(cursor(request.data()));
  }

  static Response alert(FrontendRequest request) {
    if (request.data() == null) {
      return Response.failed("Cannot parse request tag: data.");
    }
    String mediatypeid = cursor(request.data()).textOf("mediatypeid");
    if (mediatypeid == null || !mediatypeid.matches("[0-9]{1,21}")) {
      return Response.failed("Cannot parse request tag: mediatypeid.");
    }
    return mediatypeid.matches(MEDIA_TYPES)
        ? notPlayed("does not test media types, here " + quoted(mediatypeid))
        : Response.failed("Cannot find the specified media type.");
  }

  private static JsonCursor cursor(String validJson) {
    byte[] text = validJson.getBytes(StandardCharsets.UTF_8);
    return JsonCursor.reopen(text, 0, text.length);
  }

  private static String quoted(@Nullable String text) {
    return text == null ? "one without a key" : Quoting.quote(Quoting.shorten(text, QUOTED));
  }
}
