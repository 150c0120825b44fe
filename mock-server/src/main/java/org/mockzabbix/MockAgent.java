package org.mockzabbix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.mockzabbix.assertion.Recorder;
import org.mockzabbix.conversation.ExchangeHandlerFactory;
import org.mockzabbix.conversation.PortState;
import org.mockzabbix.fault.SocketFault;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.net.Listener;
import org.mockzabbix.net.ListenerConfig;
import org.mockzabbix.protocol.AgentIdentity;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.AgentScript;
import org.mockzabbix.rule.KeyPattern;
import org.mockzabbix.rule.KeyScript;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.rule.RuleBook;
import org.mockzabbix.rule.RuleStart;
import org.mockzabbix.server.AgentEngine;
import org.mockzabbix.wire.PacketLimits;

/**
 * A Zabbix agent for tests: it answers keys from a script, and remembers every question.
 *
 * <pre>{@code
 * try (MockAgent agent = new MockAgent("web01")) {
 *   agent.reply("agent.ping", "1").reply("up.echo[*]", KeyScript.template("{1}|{2}")).start();
 *   assertEquals("a|b", new MyPoller("127.0.0.1", agent.port()).ask("up.echo[a,b]"));
 * }
 * }</pre>
 *
 * <p>A key without a script is not supported, in the words of the real agent. Thread-safe; the
 * script can be changed while it runs, and each question sees it either as it was or as it is. A
 * question is recorded before the first byte of its answer leaves.
 */
public final class MockAgent implements AutoCloseable, Recorder {

  private static final long OWN_JOURNAL = Runtime.getRuntime().maxMemory() / 4;

  private final AgentConfig config;
  private final JournalStore journal;
  private final RuleBook rules;
  private final AtomicReference<AgentScript> script;
  private final List<Consumer<Exchange>> observers = new CopyOnWriteArrayList<>();
  private final LifeCycle life = new LifeCycle("an agent");
  private volatile AgentScript beginning; // what it answered when it was started

  /** The C agent of the newest version, on a free port of the loopback address. */
  public MockAgent(String host) {
    this(AgentConfig.of(host));
  }

  /** An agent with these settings; it does nothing before {@link #start()}. */
  public MockAgent(AgentConfig config) {
    this(config, new JournalStore(OWN_JOURNAL));
  }

  /** An agent that records in a server's journal. */
  MockAgent(AgentConfig config, JournalStore journal) {
    this.config = config;
    this.journal = journal;
    this.rules = new RuleBook(config.rules());
    this.beginning = config.script().afresh(); // a sequence is not shared with another agent
    this.script = new AtomicReference<>(beginning);
  }

  /**
   * Listens. Does nothing if it listens already.
   *
   * @return this agent
   * @throws UncheckedIOException if it cannot listen, naming the address
   * @throws IllegalStateException if it was closed
   */
  public MockAgent start() {
    life.start(this::open);
    return this;
  }

  private Listener open() throws IOException {
    beginning = Objects.requireNonNull(script.get());
    AgentIdentity identity = new AgentIdentity(config.version(), config.variant());
    PortState state = new PortState(rules, new AgentEngine(identity, script::get));
    return Listener.open(
        listenerConfig(),
        new ExchangeHandlerFactory(() -> state, journal, config.clock(), observers));
  }

  private ListenerConfig listenerConfig() {
    PacketLimits limits =
        config.version().atLeast(ZabbixVersion.V7_0)
            ? PacketLimits.zabbix70()
            : PacketLimits.zabbix60();
    InetSocketAddress address = new InetSocketAddress(config.bindAddress(), config.port());
    return ListenerConfig.of("agent", address, limits)
        .withFirstByteTimeout(config.timeout())
        .withRestTimeout(config.timeout())
        .withClock(config.clock());
  }

  /** Always this value for a key; {@code name[*]} for a name with any parameters. */
  public MockAgent reply(String key, String value) {
    return reply(key, KeyScript.value(value));
  }

  /**
   * A script for a key, in whatever spelling; {@code name[*]} for a name with any parameters. A key
   * that breaks the rules is compared letter by letter.
   */
  public MockAgent reply(String key, KeyScript script) {
    return change(all -> all.with(KeyPattern.of(key), script));
  }

  /**
   * A script for every key whose whole text matches; keys that have a script of their own go first.
   */
  public MockAgent reply(Pattern regex, KeyScript script) {
    return change(all -> all.with(KeyPattern.regex(regex), script));
  }

  /**
   * One function for every key that has no script: what it returns is the answer. What it throws
   * makes the key not supported, the message being the reason.
   */
  public MockAgent replyToAll(Function<ItemKey, CheckResult> function) {
    return change(all -> all.with(KeyPattern.everyKey(), KeyScript.answeredBy(function)));
  }

  /** Forgets the script of a key. */
  public MockAgent forget(String key) {
    return change(all -> all.without(KeyPattern.of(key)));
  }

  /** Changes several scripts at once: a question is answered by the old ones or by the new ones. */
  public MockAgent change(UnaryOperator<AgentScript> change) {
    script.updateAndGet(change);
    return this;
  }

  /** Begins a rule, which is asked before the scripts: the newest one that matches decides. */
  public RuleStart when(RequestMatcher matcher) {
    return rules.when(matcher);
  }

  /**
   * Adds a rule for connections, before there is a question: a fault that does not say {@code
   * whileReading()} happens on accept.
   */
  public Rule onConnect(SocketFault fault, SocketFault... more) {
    return rules.onConnect(fault, more);
  }

  /** The rules that were never used, for tests that want every one to be used. */
  @Override
  public List<Rule> unusedRules() {
    return rules.unused();
  }

  /**
   * Refuses connections from now on, as if the agent were down; those that are open go on. The port
   * stays ours.
   *
   * @throws IllegalStateException before {@link #start()}
   * @throws UncheckedIOException if it could not be done
   */
  public void refuseConnections() {
    life.listener().refuse();
  }

  /** The same, for {@code duration} only. */
  public void refuseConnections(Duration duration) {
    life.listener().refuse(duration);
  }

  /**
   * Accepts connections again, on the same port. Does nothing if it does.
   *
   * @throws UncheckedIOException if the port was taken meanwhile
   */
  public void acceptConnections() {
    life.listener().accept();
  }

  /** Tells {@code observer} of each question after it was recorded and before it is answered. */
  public void onExchange(Consumer<Exchange> observer) {
    observers.add(observer);
  }

  /** The technical name of the host it stands for. */
  public String name() {
    return config.host();
  }

  /** The settings it was made with. */
  public AgentConfig config() {
    return config;
  }

  /**
   * The address it listens on, for clients.
   *
   * @throws IllegalStateException before {@link #start()}
   */
  public String host() {
    return life.host();
  }

  /**
   * The port it listens on.
   *
   * @throws IllegalStateException before {@link #start()}
   */
  public int port() {
    return life.listener().port();
  }

  /** Where pollers reach it: {@code 127.0.0.1:40050} or {@code [::1]:40050}. */
  public String address() {
    String host = host();
    return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port();
  }

  /** Every question, oldest first. */
  public List<Exchange> exchanges() {
    int own = ownPort().getAsInt();
    return journal.exchanges().stream().filter(one -> one.localPort() == own).toList();
  }

  /** Its port: an agent of a server shares the server's journal. Below zero before it has one. */
  @Override
  public OptionalInt ownPort() {
    return OptionalInt.of(life.started().map(Listener::port).orElse(-1));
  }

  @Override
  public Journal journal() {
    return journal;
  }

  @Override
  public long refusedConnections() {
    return life.refusedConnections();
  }

  /**
   * Goes back to the keys that it had when it was started, and to the rules that its scenario gave
   * it, with fresh sequences and counters; and accepts connections again. What was recorded stays.
   */
  public void reset() {
    rules.reset();
    script.set(beginning.afresh());
    life.started().ifPresent(Listener::accept);
  }

  /**
   * Stops listening and closes every connection. Idempotent.
   *
   * @throws IllegalStateException if a thread did not end within 5 s, naming it
   */
  @Override
  public void close() {
    life.end();
    life.started().ifPresent(Listener::close);
  }

  /** Such as {@code MockAgent web01 (agent 7.0) running, 127.0.0.1:40050}. */
  @Override
  public String toString() {
    String kind = " (" + config.variant() + ' ' + config.version() + ") ";
    return "MockAgent " + config.host() + kind + life.describe("");
  }
}
