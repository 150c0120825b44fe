package org.mockzabbix.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.Request.PassiveCheckFormat;
import org.mockzabbix.protocol.json.JsonTree;

/**
 * The result of a check: a value, the reason why the item is not supported, or no data, which an
 * agent can only report in JSON.
 *
 * @param value the value, which may be empty and may contain newlines or NUL; null without a value
 * @param error the reason why the item is not supported; null if it is supported
 */
public record CheckResult(@Nullable String value, @Nullable String error) {

  private static final String NOT_SUPPORTED = "ZBX_NOTSUPPORTED";

  public CheckResult {
    if (value != null && error != null) {
      throw new IllegalArgumentException(
          "a check has either a value or an error, but both were set: \""
              + value
              + "\" and \""
              + error
              + '"');
    }
  }

  /** Returns the result of a check with this value. */
  public static CheckResult value(String value) {
    Objects.requireNonNull(value, "value must not be null");
    return new CheckResult(value, null);
  }

  /** Returns the result of a check whose item is not supported, with the reason. */
  public static CheckResult notSupported(String error) {
    Objects.requireNonNull(error, "error must not be null");
    return new CheckResult(null, error);
  }

  /** Returns the result of a successful check without data. */
  public static CheckResult noData() {
    return new CheckResult(null, null);
  }

  /**
   * Returns the result that an agent's response in plain text reports: {@code ZBX_NOTSUPPORTED},
   * with or without a NUL and the reason, or a value.
   */
  public static CheckResult ofPlainText(String text) {
    Objects.requireNonNull(text, "text must not be null");
    if (text.equals(NOT_SUPPORTED)) {
      return notSupported("Not supported by Zabbix Agent");
    }
    return text.startsWith(NOT_SUPPORTED + '\0')
        ? notSupported(text.substring(NOT_SUPPORTED.length() + 1))
        : value(text);
  }

  /**
   * Returns the result that an agent's response reports. A response in JSON without a result is one
   * without data, and text that is not JSON is a value, because a rule has replaced the response.
   *
   * @param text the data of the response
   * @param form the form of the request
   */
  public static CheckResult ofResponse(String text, PassiveCheckFormat form) {
    Objects.requireNonNull(text, "text must not be null");
    Objects.requireNonNull(form, "form must not be null");
    if (form == PassiveCheckFormat.PLAIN) {
      return ofPlainText(text);
    }
    try {
      JsonNode check = JsonTree.read(text).path("data").path(0);
      if (check.has("error")) {
        return notSupported(check.path("error").asText());
      }
      return check.has("value") ? value(check.path("value").asText()) : noData();
    } catch (JsonProcessingException replacedByRule) {
      return value(text);
    }
  }

  /** Returns whether the item is supported. */
  public boolean isSupported() {
    return error == null;
  }

  /**
   * Returns the value of a check that must have one.
   *
   * @throws IllegalStateException with the reason, if the item is not supported or there is no
   *     value
   */
  public String requireValue() {
    if (value == null) {
      throw new IllegalStateException(
          error == null ? "the check has no value" : "the item is not supported: " + error);
    }
    return value;
  }

  /**
   * Returns the data of a response in plain text. Plain text cannot report a check without data, so
   * the item is then not supported.
   */
  String plainText() {
    if (value != null) {
      return value;
    }
    return error == null ? NOT_SUPPORTED : NOT_SUPPORTED + '\0' + error;
  }

  RequestValues valuesOf(ItemName item) {
    return error == null ? SoleValue.of(item, value) : SoleValue.notSupported(item, error);
  }
}
