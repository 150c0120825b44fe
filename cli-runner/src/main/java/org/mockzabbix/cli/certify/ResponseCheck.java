package org.mockzabbix.cli.certify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.cli.certify.ReceivedResponse.ConnectionState;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.Glob;
import org.mockzabbix.text.Plurals;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.wire.Packet;
import org.mockzabbix.wire.PacketHeader;

/** Compares a response with that of a real program. Not thread-safe. */
final class ResponseCheck {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final String NOT_SUPPORTED = "ZBX_NOTSUPPORTED";

  private final ExpectedResponse expected;
  private final ReceivedResponse received;
  private final Duration timeout;
  private final List<String> differences = new ArrayList<>();

  private ResponseCheck(ExpectedResponse expected, ReceivedResponse received, Duration timeout) {
    this.expected = expected;
    this.received = received;
    this.timeout = timeout;
  }

  /** Returns whether the responses are equal, with all differences. */
  static Judgement of(ExpectedResponse expected, ReceivedResponse received, Duration timeout) {
    ResponseCheck check = new ResponseCheck(expected, received, timeout);
    check.compare();
    return check.differences.isEmpty()
        ? Judgement.PASSED
        : Judgement.failed(String.join("; ", check.differences));
  }

  private void compare() {
    String text = expected.text();
    if (received.bytes().length() == 0) {
      compareNothing(text);
    } else if (text == null) {
      differences.add("response " + shown() + " instead of none");
      compareConnection();
    } else {
      compareContent(text);
      compareConnection();
    }
  }

  private void compareNothing(@Nullable String text) {
    if (received.connection() == ConnectionState.REFUSED) {
      differences.add("connection refused");
    } else if (received.connection() == ConnectionState.OPEN) {
      String time = " after " + DurationFormat.format(timeout);
      differences.add((text == null ? "still open" : "no response") + time);
    } else if (text != null) {
      differences.add("no response instead of " + Quoting.quote(text));
    }
  }

  /** A program that has not read all bytes resets the connection, but only without a response. */
  private void compareConnection() {
    if (received.connection() == ConnectionState.OPEN) {
      differences.add("still open after " + DurationFormat.format(timeout));
    } else if (received.connection() == ConnectionState.RESET) {
      differences.add("reset instead of closed");
    }
  }

  private void compareContent(String text) {
    Optional<PacketHeader> header = received.header();
    Integer flags = expected.flags();
    if (header.isPresent() && flags != null) {
      comparePacket(header.get(), flags, text);
    } else if (header.isPresent()) {
      differences.add(
          "packet " + shown() + " instead of text without a header: " + Quoting.quote(text));
    } else if (flags != null) {
      differences.add("no header: " + shown());
    } else {
      compareText(text, received.bytes().text());
    }
  }

  private void comparePacket(PacketHeader header, int flags, String text) {
    if (header.flags() != flags) {
      differences.add("flags " + hex(header.flags()) + " instead of " + hex(flags));
    }
    if (!header.compressed()
        && header.reserved() != 0
        && header.reserved() != header.dataLength()) { // as in agent 2 before 7.0.2
      differences.add("reserved " + header.reserved() + " instead of 0");
    }
    Optional<Packet> packet = received.packet();
    if (packet.isPresent()) {
      compareText(text, packet.get().data().text());
    } else {
      differences.add(invalid(header));
    }
  }

  private String invalid(PacketHeader header) {
    long surplus = received.bytes().length() - received.declaredLength(header);
    if (surplus == 0) {
      return "invalid zlib stream, or another length than declared";
    }
    return surplus > 0
        ? Plurals.count(surplus, "byte") + " after the packet"
        : Plurals.count(-surplus, "byte") + " of the packet missing";
  }

  private void compareText(String wanted, String text) {
    Optional<JsonNode> json = object(wanted);
    if (json.isEmpty()) {
      compare("", wanted, text);
      return;
    }
    object(text)
        .ifPresentOrElse(
            actual -> compare("", json.get(), actual),
            () -> differences.add(Quoting.quote(text) + " instead of JSON " + wanted));
  }

  private static Optional<JsonNode> object(String text) {
    try {
      return Optional.of(JSON.readTree(text)).filter(JsonNode::isObject);
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  private void compare(String path, JsonNode wanted, JsonNode actual) {
    if (wanted.isObject() && actual.isObject()) {
      compareMembers(path.isEmpty() ? "" : path + '.', wanted, actual);
    } else if (wanted.isArray() && actual.isArray()) {
      compareElements(path, wanted, actual);
    } else if (wanted.isTextual() && actual.isTextual()) {
      compare(path + ' ', wanted.asText(), actual.asText());
    } else if (!isAny(wanted) && !wanted.equals(actual)) {
      differences.add(path + ' ' + actual + " instead of " + wanted);
    }
  }

  private void compareMembers(String prefix, JsonNode wanted, JsonNode actual) {
    wanted
        .properties()
        .forEach(
            member -> {
              JsonNode other = actual.get(member.getKey());
              if (other == null) {
                differences.add("no " + prefix + member.getKey());
              } else {
                compare(prefix + member.getKey(), member.getValue(), other);
              }
            });
    actual
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!wanted.has(name)) {
                differences.add("additional " + prefix + name);
              }
            });
  }

  private void compareElements(String path, JsonNode wanted, JsonNode actual) {
    if (wanted.size() > 0 && isAny(wanted.get(0))) {
      for (int i = 1; i < wanted.size(); i++) {
        compareOne(path, wanted.get(i), actual);
      }
    } else if (wanted.size() == actual.size()) {
      for (int i = 0; i < wanted.size(); i++) {
        compare(path + '[' + i + ']', wanted.get(i), actual.get(i));
      }
    } else {
      String elements = Plurals.count(actual.size(), "element");
      differences.add(path + ' ' + elements + " instead of " + wanted.size());
    }
  }

  /** Compares with the element that has the fewest differences. */
  private void compareOne(String path, JsonNode wanted, JsonNode actual) {
    List<String> fewest = List.of("no element " + wanted + " in " + path);
    for (int i = 0; i < actual.size(); i++) {
      ResponseCheck check = new ResponseCheck(expected, received, timeout);
      check.compare(path + '[' + i + ']', wanted, actual.get(i));
      if (check.differences.isEmpty()) {
        return;
      }
      boolean sameKey = wanted.path("key").equals(actual.get(i).path("key"));
      fewest = sameKey ? check.differences : fewest;
    }
    differences.addAll(fewest);
  }

  private static boolean isAny(JsonNode wanted) {
    return wanted.isTextual() && wanted.asText().equals("*");
  }

  private void compare(String path, String wanted, String text) {
    boolean supported = text.startsWith(NOT_SUPPORTED) == wanted.startsWith(NOT_SUPPORTED);
    if (!supported || !Glob.compile(wanted).test(text)) {
      differences.add(path + Quoting.quote(text) + " instead of " + Quoting.quote(wanted));
    }
  }

  private String shown() {
    return Quoting.quote(
        received.packet().map(packet -> packet.data().text()).orElse(received.bytes().latin1()));
  }

  private static String hex(int flags) {
    return String.format(Locale.ROOT, "0x%02x", flags);
  }
}
