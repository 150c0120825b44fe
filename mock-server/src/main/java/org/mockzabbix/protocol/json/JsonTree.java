package org.mockzabbix.protocol.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * JSON as a tree, for tests that look at it; nothing on the path of a packet does. The class is
 * loaded by the first that asks, and by no other: a mapper costs a third of a second.
 */
public final class JsonTree {

  /** A packet may be larger than Jackson's default limits. */
  private static final StreamReadConstraints ANY_SIZE =
      StreamReadConstraints.builder()
          .maxStringLength(Integer.MAX_VALUE)
          .maxNumberLength(Integer.MAX_VALUE)
          .build();

  private static final ObjectMapper MAPPER =
      new ObjectMapper(JsonFactory.builder().streamReadConstraints(ANY_SIZE).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private JsonTree() {}

  /**
   * Reads a whole text.
   *
   * @return its tree; a missing node if the text is blank
   * @throws JsonProcessingException if it is no JSON, or has something behind it
   */
  public static JsonNode read(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }
}
