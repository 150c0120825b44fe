package org.mockzabbix.protocol;

import org.mockzabbix.protocol.json.JsonWriter;
import org.mockzabbix.text.IntegerRange;

/**
 * An expression of a global regular expression, which log items refer to as {@code @name}.
 *
 * @param type 0 if the text must contain the expression, 1 if it must contain one of a list, 2 if
 *     it must not contain it, 3 if it must match the pattern, 4 if it must not match it
 * @param delimiter the separator of the list of type 1
 * @param caseSensitive whether upper and lower case differ
 */
public record GlobalRegexp(
    String name, String expression, int type, String delimiter, boolean caseSensitive) {

  private static final IntegerRange TYPES = new IntegerRange(0, 4);

  public GlobalRegexp {
    TYPES.check("type", type);
  }

  /** Returns a case-sensitive expression of type 3, with the pattern {@code expression}. */
  public static GlobalRegexp matches(String name, String expression) {
    return new GlobalRegexp(name, expression, 3, ",", true);
  }

  void writeTo(JsonWriter json) {
    json.object()
        .put("name", name)
        .put("expression", expression)
        .put("expression_type", type)
        .put("exp_delimiter", delimiter)
        .put("case_sensitive", caseSensitive ? 1 : 0)
        .end();
  }
}
