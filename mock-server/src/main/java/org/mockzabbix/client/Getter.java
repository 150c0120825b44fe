package org.mockzabbix.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.Request.CheckForm;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.protocol.json.JsonText;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.HostAndPort;
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

  private static final DurationRange TIMEOUTS =
      new DurationRange(Duration.ofSeconds(1), Duration.ofMinutes(10));

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
    this.version = version;
    this.timeout = TIMEOUTS.check("timeout", timeout);
  }

  /**
   * What an agent said, and how.
   *
   * @param form the form in which it was asked in the end
   * @param text of the bare form the whole answer, less line ends behind it; of the form in JSON
   *     the value, or nothing if there is none
   */
  public record Answer(CheckResult result, CheckForm form, String text) {}

  /**
   * Asks for one key.
   *
   * @return the value, or that the key is not supported and why
   * @throws EmptyAnswerException if the agent closes without an answer
   * @throws NoSuccessException if the agent refuses the question as a whole, or its JSON lacks
   *     something
   * @throws IOException if it cannot be reached, or its answer is no packet or comes too late
   */
  public CheckResult get(InetSocketAddress agent, String key) throws IOException {
    return ask(agent, key).result();
  }

  /** The same, with all that can be told about the answer. */
  public Answer ask(InetSocketAddress agent, String key) throws IOException {
    return ask(agent, key, CheckForm.JSON).shown();
  }

  /** The same with the bare key only: never in JSON. */
  public Answer askPlain(InetSocketAddress agent, String key) throws IOException {
    return ask(agent, key, CheckForm.PLAIN).shown();
  }

  /** The same in JSON only: what is not JSON is no answer. */
  public Answer askJson(InetSocketAddress agent, String key) throws IOException {
    return AgentAnswer.json(exchange(agent, question(key))).shown();
  }

  /**
   * Asks for one key in JSON first, unless the agent is known not to understand it.
   *
   * @param first the form that the agent is known to answer; JSON if nothing is known
   */
  AgentAnswer ask(InetSocketAddress agent, String key, CheckForm first) throws IOException {
    if (first == CheckForm.PLAIN || !version.atLeast(ZabbixVersion.V7_0)) {
      return AgentAnswer.plain(exchange(agent, key));
    }
    Packet packet = exchange(agent, question(key));
    return AgentAnswer.looksLikeJson(packet)
        ? AgentAnswer.json(packet)
        : AgentAnswer.plain(exchange(agent, key));
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
    } catch (EmptyAnswerException closed) {
      throw new EmptyAnswerException(
          "Received empty response from Zabbix Agent at ["
              + HostAndPort.asWritten(agent).host()
              + "]. Assuming that agent dropped connection because of access permissions.");
    }
  }
}
