package org.mockzabbix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.mockzabbix.testing.WireClient;

/**
 * A client of a group of proxies, by the rules of real agents and senders: it tries one address
 * after the other, follows one redirect an exchange and no second one, remembers where it was sent,
 * and ignores a redirect of a lower revision than it has seen.
 */
final class GroupClient {

  private final List<String> configured;
  private String redirectedTo = "";
  private long revision;

  GroupClient(String... configured) {
    this.configured = List.of(configured);
  }

  /** Delivers a value, and gives the answer. */
  JsonNode send(String host, String value) throws IOException {
    return exchange(
        "{'request':'sender data','data':[{'host':'"
            + (host + "','key':'k','value':'" + value + "'}]}"));
  }

  JsonNode exchange(String request) throws IOException {
    JsonNode answer = ask(request);
    if (!follows(answer)) {
      return answer;
    }
    JsonNode second = ask(request);
    if (second.has("redirect")) {
      throw new IOException("sequential redirect responses detected");
    }
    return second;
  }

  /** Takes a redirect over, if it is one and not outdated. */
  private boolean follows(JsonNode answer) {
    JsonNode redirect = answer.path("redirect");
    if (redirect.path("reset").asBoolean()) {
      redirectedTo = "";
      return true;
    }
    if (redirect.isMissingNode() || redirect.get("revision").asLong() < revision) {
      return false;
    }
    revision = redirect.get("revision").asLong();
    redirectedTo = redirect.get("address").asText();
    return true;
  }

  private JsonNode ask(String request) throws IOException {
    List<String> addresses = redirectedTo.isEmpty() ? configured : List.of(redirectedTo);
    IOException last = new IOException("no address");
    for (String address : addresses) {
      try {
        String body = WireClient.ask(address, request.replace('\'', '"')).body();
        return new ObjectMapper().readTree(body);
      } catch (IOException unreachable) {
        last = unreachable;
      }
    }
    throw last;
  }
}
