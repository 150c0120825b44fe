package org.mockzabbix.scenario;

import static org.mockzabbix.scenario.ScalarSchema.STRING;

/** The schema of a pattern: a string, or an object with the field {@code exact}. */
final class StringPatternSchema {

  static final Schema<StringPattern> PATTERN =
      new SharedSchema<>(
          "pattern",
          () ->
              AlternativesSchema.of(
                  STRING.map((text, node) -> StringPattern.of(text)),
                  ObjectSchema.<StringPattern>of("a pattern", () -> new StringPattern.Exact(""))
                      .field("exact", STRING, (any, text) -> new StringPattern.Exact(text))
                      .required("The whole string; * and ? have no special meaning.")));

  private StringPatternSchema() {}
}
