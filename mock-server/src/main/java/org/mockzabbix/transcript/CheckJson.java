package org.mockzabbix.transcript;

import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.Request.PassiveCheck;

/** The JSON members of a passive check, with the response of the agent. */
final class CheckJson {

  private CheckJson() {}

  static void write(PassiveCheck check, String response, VisibleJson json) {
    json.put("key", check.key()).put("timeout", check.timeout());
    CheckResult result = CheckResult.ofResponse(response, check.form());
    if (!result.isSupported()) {
      json.put("state", "notSupported").put("reason", result.error());
    } else if (result.value() != null) {
      json.putAlways("value", result.value());
    }
  }
}
