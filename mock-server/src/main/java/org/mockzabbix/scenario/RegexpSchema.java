package org.mockzabbix.scenario;

import static org.mockzabbix.scenario.ScalarSchema.NAME;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mockzabbix.protocol.GlobalRegexp;

/** The schema of the expressions of global regular expressions. */
final class RegexpSchema {

  private static final int MATCHES = 3;

  /** An expression. */
  static final Schema<GlobalRegexp> REGEXP =
      ObjectSchema.of("an expression", RegexpDraft::new)
          .set("name", NAME, (draft, name) -> draft.name = name)
          .required(
              "The name of the global regular expression, without @; several expressions can have"
                  + " the same name.")
          .set("expression", NAME, (draft, expression) -> draft.expression = expression)
          .required("The string, list or regular expression, depending on type.")
          .set("type", ScalarSchema.choice(types()), (draft, type) -> draft.type = type)
          .optional(
              "What the text must do: match a regular expression or not, include a string or not, or"
                  + " include any string of a list (default: matches).")
          .set(
              "delimiter",
              ScalarSchema.choice(List.of(",", ".", "/"), delimiter -> delimiter),
              (draft, delimiter) -> draft.delimiter = delimiter)
          .optional("The separator of the list of includesAny (default: a comma).")
          .set("caseSensitive", ScalarSchema.BOOLEAN, (draft, exact) -> draft.caseSensitive = exact)
          .optional("Whether upper and lower case differ (default: true).")
          .build((draft, node) -> draft.build());

  private RegexpSchema() {}

  /** Returns an expression as a scenario declares it. */
  static ObjectNode json(GlobalRegexp regexp) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", regexp.name())
            .put("expression", regexp.expression());
    types().entrySet().stream()
        .filter(type -> type.getValue() == regexp.type())
        .forEach(type -> json.put("type", type.getKey()));
    return json.put("delimiter", regexp.delimiter()).put("caseSensitive", regexp.caseSensitive());
  }

  /** Collects the fields of an expression. */
  private static final class RegexpDraft {
    private String name = "";
    private String expression = "";
    private int type = MATCHES;
    private String delimiter = ",";
    private boolean caseSensitive = true;

    private GlobalRegexp build() {
      return new GlobalRegexp(name, expression, type, delimiter, caseSensitive);
    }
  }

  /** Returns Zabbix's numbers of the types by name. */
  private static Map<String, Integer> types() {
    Map<String, Integer> types = new LinkedHashMap<>();
    types.put("matches", MATCHES);
    types.put("matchesNot", 4);
    types.put("includes", 0);
    types.put("includesAny", 1);
    types.put("includesNot", 2);
    return types;
  }
}
