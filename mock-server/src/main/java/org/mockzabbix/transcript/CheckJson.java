package org.mockzabbix.transcript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.mockzabbix.protocol.Request.PassiveCheck;
import org.mockzabbix.protocol.Request.PassiveCheckFormat;
import org.mockzabbix.protocol.json.JsonTree;

/** The JSON members of a passive check, with the response of the agent. */
final class CheckJson {

  private static final String NOT_SUPPORTED = "ZBX_NOTSUPPORTED";

  private CheckJson() {}

  static void write(PassiveCheck check, String response, VisibleJson json) {
    json.put("key", check.key()).put("timeout", check.timeout());
    if (check.form() == PassiveCheckFormat.JSON) {
      writeJson(response, json);
    } else if (response.startsWith(NOT_SUPPORTED)) {
      writeNotSupported(response.substring(NOT_SUPPORTED.length()).replaceFirst("^\0", ""), json);
    } else {
      json.putAlways("value", response);
    }
  }

  private static void writeJson(String response, VisibleJson json) {
    try {
      JsonNode data = JsonTree.read(response).path("data").path(0);
      if (data.has("error")) {
        writeNotSupported(data.path("error").asText(), json);
      } else if (data.has("value")) {
        json.putAlways("value", data.path("value").asText());
      }
    } catch (JsonProcessingException replacedByRule) {
      json.putAlways("value", response);
    }
  }

  private static void writeNotSupported(String reason, VisibleJson json) {
    json.put("state", "notSupported").put("reason", reason);
  }
}
