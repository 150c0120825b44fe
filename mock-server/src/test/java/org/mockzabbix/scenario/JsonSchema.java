package org.mockzabbix.scenario;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.mockzabbix.config.ServerConfig;

/** Prints the JSON Schema of scenario files. */
final class JsonSchema {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonSchema() {}

  static String text() throws IOException {
    Map<String, Object> shared = new TreeMap<>();
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.putAll(ScenarioSchema.of(ServerConfig.lenient()).json(shared));
    schema.put("title", "A scenario of Mock Zabbix");
    schema.put("$defs", shared);
    return MAPPER.writeValueAsString(schema).replace("\r\n", "\n") + "\n";
  }
}
