package org.mockzabbix.rule;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.mockzabbix.net.ClientConnection;
import org.mockzabbix.net.RawResponse;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.Plurals;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.wire.Bytes;

/**
 * Passes packets to a real server or agent, each on its own connection, and responds with the bytes
 * that it sends back. Runs on the worker thread of the client's connection. Immutable.
 */
record Forwarding(HostAndPort target, TlsConfig tls) implements Responder {

  /** Three of them, to connect, send and receive, are shorter than the limit for functions. */
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  @Override
  public MockResponse respond(IncomingRequest incoming, Supplier<MockResponse> engine) {
    byte[] packet = incoming.packet().get();
    if (packet.length == 0) {
      return engine.get(); // a real server would not respond to it either
    }
    RawResponse received = exchange(packet);
    Response response =
        received.bytes().length() == 0
            ? Response.none()
            : Response.received(received.bytes().toArray());
    return received.problem() == null
        ? responded(response, incoming, engine)
        : Refusal.of(incoming, response, Outcome.REFUSED_AFTER_FORWARDING)
            .withWarning("forwarding to " + target + " failed: " + received.problem());
  }

  private RawResponse exchange(byte[] packet) {
    try (ClientConnection connection = new ClientConnection(target.resolve(), TIMEOUT, null, tls)) {
      return connection.exchangeRaw(Bytes.of(packet));
    } catch (IOException unreachable) {
      return new RawResponse(Bytes.empty(), String.valueOf(unreachable.getMessage()));
    }
  }

  private MockResponse responded(
      Response response, IncomingRequest incoming, Supplier<MockResponse> engine) {
    int failed = failed(response, incoming.request().values().size());
    int values = incoming.request().values().size();
    if (values > 0 && failed == values) {
      return Refusal.of(incoming, response, Outcome.REFUSED_AFTER_FORWARDING);
    }
    MockResponse forwarded = engine.get().with(response);
    return failed == 0
        ? forwarded
        : forwarded.withWarning(
            target
                + " did not process "
                + failed
                + " of "
                + Plurals.count(values, "value")
                + ", and does not tell which");
  }

  /** Returns how many of the values the response counts as failed. */
  private static int failed(Response response, int values) {
    if (response.refusal() != null || response.text().isEmpty()) {
      return values;
    }
    return Processed.find(response.info()).map(it -> Math.min(values, it.failed())).orElse(0);
  }
}
