package org.mockzabbix.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.Request.CheckForm;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.protocol.json.JsonText;
import org.mockzabbix.wire.Packet;

/**
 * Asks an agent for a key, as {@code zabbix_get} and a server do. Immutable; each question opens a
 * connection of its own, in the caller's thread.
 *
 * <pre>{@code
 * CheckResult load = new Getter().get(new InetSocketAddress("127.0.0.1", 10050), "system.cpu.load");
 * }</pre>
 *
 * <p>In dialect 7.0 it asks in JSON first; an agent that does not answer in JSON is asked again,
 * with the bare key, on a new connection (protocol: passive checks).
 */
public final class Getter {

  private static final int PLAIN = 0x01;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  private final ZabbixVersion version;
  private final Duration timeout;

  /** Asks as the newest version does, and waits 30 s for each answer. */
  public Getter() {
    this(ZabbixVersion.newest(), DEFAULT_TIMEOUT);
  }

  /**
   * Asks as this version does.
   *
   * @param timeout for connecting, and again for the answer; 1 s to 10 min
   */
  public Getter(ZabbixVersion version, Duration timeout) {
    if (timeout.toSeconds() < 1 || timeout.toSeconds() > 600) {
      throw new IllegalArgumentException("the timeout must be 1 s to 10 min but was " + timeout);
    }
    this.version = version;
    this.timeout = timeout;
  }

  /**
   * Asks for one key.
   *
   * @return the value, or that the key is not supported and why
   * @throws IOException if the agent cannot be reached, closes without an answer, or answers what
   *     is no answer, saying so
   */
  public CheckResult get(InetSocketAddress agent, String key) throws IOException {
    return ask(agent, key, CheckForm.JSON).result();
  }

  /**
   * Asks for one key in JSON first, unless the agent is known not to understand it.
   *
   * @param first the form that the agent is known to answer; JSON if nothing is known
   */
  AgentAnswer ask(InetSocketAddress agent, String key, CheckForm first) throws IOException {
    if (first == CheckForm.PLAIN || !version.atLeast(ZabbixVersion.V7_0)) {
      return AgentAnswer.plain(exchange(agent, key), version);
    }
    Packet packet = exchange(agent, question(key));
    return AgentAnswer.looksLikeJson(packet)
        ? AgentAnswer.json(packet)
        : AgentAnswer.plain(exchange(agent, key), version);
  }

  private String question(String key) {
    return new JsonText()
        .object()
        .put("request", "passive checks")
        .array("data")
        .object()
        .put("key", key)
        .put("timeout", timeout.toSeconds())
        .end()
        .end()
        .end()
        .toString();
  }

  private Packet exchange(InetSocketAddress agent, String text) throws IOException {
    try (ClientConnection connection = new ClientConnection(agent, timeout)) {
      connection.send(PLAIN, text);
      return connection.receive();
    }
  }
}
