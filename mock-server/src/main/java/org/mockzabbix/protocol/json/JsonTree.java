package org.mockzabbix.protocol.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Parses JSON into a tree, for tests that inspect it. No code that handles packets uses this class,
 * because loading it takes a third of a second.
 */
public final class JsonTree {

  private static final ObjectMapper MAPPER =
      new ObjectMapper(JsonLimits.anySize())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private JsonTree() {}

  /**
   * Returns the tree of a JSON text.
   *
   * @return the tree; a missing node if {@code text} is blank
   * @throws JsonProcessingException if {@code text} is not valid JSON, or more text follows the
   *     JSON
   */
  public static JsonNode read(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }
}
