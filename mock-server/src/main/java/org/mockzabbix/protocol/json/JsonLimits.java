package org.mockzabbix.protocol.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** Lifts Jackson's limits: a packet, and with it a value, may be larger than 20 million bytes. */
public final class JsonLimits {

  private static final JsonFactory ANY_SIZE =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private JsonLimits() {}

  /** Returns a factory of parsers for texts and numbers of any size. */
  public static JsonFactory anySize() {
    return ANY_SIZE;
  }
}
