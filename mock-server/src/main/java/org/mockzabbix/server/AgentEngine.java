package org.mockzabbix.server;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.protocol.AgentIdentity;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.Decoder;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.PassiveCheckDecoder;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.CheckForm;
import org.mockzabbix.protocol.Request.Empty;
import org.mockzabbix.protocol.Request.PassiveCheck;
import org.mockzabbix.protocol.Request.Refused;
import org.mockzabbix.protocol.Response.CheckAnswer;
import org.mockzabbix.protocol.Response.CheckRefused;
import org.mockzabbix.protocol.Response.None;
import org.mockzabbix.rule.AgentScript;
import org.mockzabbix.rule.Incoming;
import org.mockzabbix.rule.KeyScript;
import org.mockzabbix.rule.Reply;

/**
 * Responds to requests on the agent port with the script of the key. Without a script, responds
 * with the error texts of a Zabbix agent. Thread-safe.
 */
public final class AgentEngine implements ResponseEngine {

  private final AgentIdentity agent;
  private final Supplier<AgentScript> script;
  private final PassiveCheckDecoder decoder;

  /**
   * Creates the engine of one agent.
   *
   * @param script returns the current scripts; called for each request
   */
  public AgentEngine(AgentIdentity agent, Supplier<AgentScript> script) {
    this.agent = agent;
    this.script = script;
    this.decoder = new PassiveCheckDecoder(agent);
  }

  @Override
  public Decoder decoder() {
    return decoder;
  }

  @Override
  public boolean mayBlock() {
    return script.get().mayBlock();
  }

  @Override
  public Reply reply(Incoming incoming, Instant now) {
    Request request = incoming.request();
    if (request instanceof PassiveCheck check) {
      return respond(check);
    }
    if (request instanceof Refused refused) {
      return Reply.of(new CheckRefused(refused.info(), agent));
    }
    // Zabbix agent treats a connection that was closed without a byte as an empty key.
    boolean emptyKey = request instanceof Empty empty && empty.reason().equals(Empty.HALF_CLOSED);
    return Reply.of(
        emptyKey && !agent.isAgent2()
            ? new CheckAnswer(CheckResult.notSupported(ItemKey.INVALID), CheckForm.PLAIN, agent)
            : new None());
  }

  private Reply respond(PassiveCheck check) {
    String timeout = check.timeout();
    if (timeout != null && !PassiveCheckDecoder.isTimeout(timeout)) {
      return respond(check, CheckResult.notSupported("Unsupported timeout value."));
    }
    Optional<ItemKey> key = ItemKey.tryParse(check.key());
    Optional<KeyScript> found = script.get().find(check.key(), key);
    if (found.isPresent()) {
      return respond(check, found.get(), key.orElseGet(() -> ItemKey.unparsed(check.key())));
    }
    return respond(check, CheckResult.notSupported(key.map(this::unknown).orElse(ItemKey.INVALID)));
  }

  private Reply respond(PassiveCheck check, CheckResult result) {
    return Reply.of(new CheckAnswer(result, check.form(), agent));
  }

  private Reply respond(PassiveCheck check, KeyScript script, ItemKey key) {
    Reply reply = respond(check, script.answer(key));
    Reply late = script.delay().isZero() ? reply : reply.with(List.of(Fault.delay(script.delay())));
    return late.with(script.faults());
  }

  private String unknown(ItemKey key) {
    if (key.hasParameters() && script.get().knowsName(key.name())) {
      return agent.isAgent2() ? "Too many parameters." : "Item does not allow parameters.";
    }
    return agent.isAgent2() ? "Unknown metric " + key.name() : "Unsupported item key.";
  }
}
