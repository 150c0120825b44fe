package org.mockzabbix.server;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.mockzabbix.agent.AgentScript;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.protocol.AgentProgram;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.PassiveCheck;
import org.mockzabbix.protocol.Request.PassiveCheckFormat;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.internal.Decoder;
import org.mockzabbix.rule.IncomingRequest;
import org.mockzabbix.rule.MockResponse;
import org.mockzabbix.sentence.FunctionFailures;
import org.mockzabbix.text.Quoting;

/**
 * Responds to requests on the agent port with the script of the key. Without a script, responds
 * with the error texts of a Zabbix agent. Thread-safe.
 */
public final class AgentEngine implements ResponseEngine {

  private final AgentProgram agent;
  private final String host;
  private final Supplier<AgentScript> script;
  private final FunctionFailures failures;
  private final Decoder decoder;

  /**
   * Creates the engine of one agent.
   *
   * @param host the host that the agent monitors
   * @param script returns the current scripts; called for each request
   * @param failures receive what the functions of scripts throw
   */
  public AgentEngine(
      AgentProgram agent, String host, Supplier<AgentScript> script, FunctionFailures failures) {
    this.agent = agent;
    this.host = host;
    this.script = script;
    this.failures = failures;
    this.decoder = Decoder.ofAgent(agent);
  }

  @Override
  public Decoder decoder() {
    return decoder;
  }

  @Override
  public ResponseEngine pinned() {
    AgentScript current = script.get();
    return new AgentEngine(agent, host, () -> current, failures);
  }

  @Override
  public boolean mayBlock() {
    return script.get().mayBlock();
  }

  @Override
  public MockResponse respond(IncomingRequest incoming, Instant now) {
    return incoming.request() instanceof PassiveCheck check
        ? respond(check, now)
        : MockResponse.of(responseToInvalid((Invalid) incoming.request()));
  }

  private Response responseToInvalid(Invalid request) {
    if (request.info() != null) {
      return Response.checkRefused(request.info(), agent);
    }
    // Zabbix agent treats a connection that was closed without a byte as an empty key.
    return request.isHalfClosed() && !agent.isAgent2()
        ? Response.check(CheckResult.notSupported(ItemKey.INVALID), PassiveCheckFormat.PLAIN, agent)
        : Response.none();
  }

  private MockResponse respond(PassiveCheck check, Instant now) {
    if (!check.hasValidTimeout()) {
      return respond(check, CheckResult.notSupported("Unsupported timeout value."));
    }
    Optional<ItemKey> key = ItemKey.tryParse(check.key());
    Optional<KeyScript> found = scriptOf(check.key(), key);
    if (found.isPresent()) {
      ItemKey requested = key.orElseGet(() -> ItemKey.unparsed(check.key()));
      KeyScript scripted = found.get();
      CheckResult result = scripted.result(host, requested, now, failuresOf(requested));
      return respond(check, result).with(delay(scripted)).with(scripted.faults());
    }
    return respond(check, CheckResult.notSupported(key.map(this::unknown).orElse(ItemKey.INVALID)));
  }

  /** A regular expression of the test may overflow the stack. */
  private Optional<KeyScript> scriptOf(String text, Optional<ItemKey> key) {
    try {
      return script.get().find(text, key);
    } catch (Throwable e) {
      failures.add("a pattern for the key " + Quoting.quote(text), e);
      throw e;
    }
  }

  private MockResponse respond(PassiveCheck check, CheckResult result) {
    return MockResponse.of(Response.check(result, check.form(), agent));
  }

  private Consumer<Throwable> failuresOf(ItemKey key) {
    return thrown -> failures.add("the function for the key " + key, thrown);
  }

  private static List<Fault> delay(KeyScript script) {
    return script.delay().isZero() ? List.of() : List.of(Fault.delay(script.delay()));
  }

  private String unknown(ItemKey key) {
    if (key.hasParameters() && script.get().knowsName(key.name())) {
      return agent.isAgent2() ? "Too many parameters." : "Item does not allow parameters.";
    }
    return agent.isAgent2() ? "Unknown metric " + key.name() : "Unsupported item key.";
  }
}
