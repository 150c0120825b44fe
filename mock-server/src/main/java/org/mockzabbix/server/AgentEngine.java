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
  private final BuiltInKeys builtIn;
  private final Supplier<AgentScript> script;
  private final FunctionFailures failures;
  private final Decoder decoder;

  /**
   * Creates the engine of one agent.
   *
   * @param host the host that the agent monitors
   * @param builtIn the keys to which the agent responds without a script
   * @param script returns the current scripts; called for each request
   * @param failures receive what the functions of scripts throw
   */
  public AgentEngine(
      AgentProgram agent,
      String host,
      BuiltInKeys builtIn,
      Supplier<AgentScript> script,
      FunctionFailures failures) {
    this.agent = agent;
    this.host = host;
    this.builtIn = builtIn;
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
    return new AgentEngine(agent, host, builtIn, () -> current, failures);
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
        ? Response.check(notSupported(ItemKey.INVALID), PassiveCheckFormat.PLAIN, agent)
        : Response.none();
  }

  private MockResponse respond(PassiveCheck check, Instant now) {
    if (!agent.isAgent2() && !check.hasValidTimeout()) {
      return respond(check, notSupported("Unsupported timeout value."));
    }
    Optional<ItemKey> key = ItemKey.tryParse(check.key());
    Optional<KeyScript> found = scriptOf(check.key(), key);
    if (found.isPresent()) {
      ItemKey requested = key.orElseGet(() -> ItemKey.unparsed(check.key()));
      KeyScript scripted = found.get();
      CheckResult result = scripted.result(host, requested, now, failuresOf(requested));
      return respond(check, result).with(delay(scripted)).with(scripted.faults());
    }
    return respond(check, key.map(this::unscripted).orElseGet(() -> notSupported(ItemKey.INVALID)));
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

  private CheckResult unscripted(ItemKey key) {
    String name = key.name();
    boolean known = builtIn.has(name) || script.get().knowsName(name);
    if (!known) {
      return notSupported(agent.isAgent2() ? "Unknown metric " + name : "Unsupported item key.");
    }
    if (!key.hasParameters()) {
      return CheckResult.value(builtIn.value(name));
    }
    return notSupported(
        agent.isAgent2() ? surplusOfAgent2(name) : "Item does not allow parameters.");
  }

  /** A key with a script that an agent does not have is one of its UserParameters. */
  private static String surplusOfAgent2(String name) {
    return BuiltInKeys.ofEveryAgent(name) ? "Too many parameters." : "Parameters are not allowed.";
  }

  private static CheckResult notSupported(String reason) {
    return CheckResult.notSupported(reason);
  }
}
