package org.mockzabbix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.agent.AgentScript;
import org.mockzabbix.agent.KeyPattern;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.assertion.JournalSource;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.journal.store.Epoch;
import org.mockzabbix.journal.store.EpochLocal;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.net.Listener;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.rule.RuleBuilder;
import org.mockzabbix.rule.RuleDefinition;
import org.mockzabbix.sentence.CheckReturnValue;
import org.mockzabbix.sentence.FunctionFailures;
import org.mockzabbix.sentence.OpenSentences;
import org.mockzabbix.server.ExchangeHandlerFactory;
import org.mockzabbix.server.ExchangeObservers;
import org.mockzabbix.server.RemovalCheck;
import org.mockzabbix.server.Rules;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.tls.engine.WarmUp;

/**
 * A mock Zabbix agent: it responds to requests for keys from a script, and records every exchange.
 *
 * <pre>{@code
 * try (MockAgent agent = new MockAgent("web01")) {
 *   agent.reply("agent.ping", "1").reply("up.echo[*]", KeyScript.template("{1}|{2}")).start();
 *   assertEquals("a|b", new MyPoller("127.0.0.1", agent.port()).get("up.echo[a,b]"));
 * }
 * }</pre>
 *
 * <p>The agent responds to {@code agent.ping}, {@code agent.hostname}, {@code agent.version} and
 * {@code agent.variant} even without a script, but not if it is {@link #bare}. Any other key
 * without a script is not supported, with the error text of the real agent. The script can be
 * changed while the agent runs. An exchange is recorded before the first byte of the response is
 * sent. Thread-safe.
 */
public final class MockAgent implements AutoCloseable, JournalSource {

  private volatile AgentConfig config;
  private final ResetGroup group;
  private final @Nullable ServerMockAgents owner;
  private final JournalStore journal;
  private final Runnable closingOfJournal; // nothing with a shared journal: its server closes it
  private final OpenSentences checkedAtClose; // empty with a shared journal
  private final Lifecycle life = new Lifecycle("agent");
  private final FunctionFailures failures;
  private final ExchangeObservers observers;
  private final InstantSource clock;
  private volatile AgentScript initialScript;
  private volatile @Nullable Thread resetter; // the last one that called reset()
  private final EpochLocal<ResettableAgentState> states;

  /** Creates a Zabbix agent of the newest version, for a free port of the loopback address. */
  public MockAgent(String host) {
    this(AgentConfig.of(host));
  }

  /** Creates an agent with these settings. It listens after {@link #start()}. */
  public MockAgent(AgentConfig config) {
    this(config, new ResetGroup(new JournalStore()), null);
  }

  /**
   * Creates an agent that records to the journal of {@code group}.
   *
   * @param owner the agents of its server; null for an agent without a server
   */
  MockAgent(AgentConfig config, ResetGroup group, @Nullable ServerMockAgents owner) {
    boolean ownsJournal = owner == null;
    this.group = group;
    this.owner = owner;
    this.config = Objects.requireNonNull(config, "config must not be null");
    this.journal = group.journal();
    this.closingOfJournal = ownsJournal ? journal::close : () -> {};
    this.checkedAtClose = ownsJournal ? journal.sentences() : new OpenSentences();
    this.failures = new FunctionFailures(journal.sentences(), life::isClosed);
    this.observers = new ExchangeObservers(failures, owner == null ? null : owner.observers());
    this.clock = failures.clock(config.clock());
    this.initialScript = config.script();
    this.states =
        new EpochLocal<>(
            journal,
            () -> new ResettableAgentState(this.config, initialScript, failures, this::checkKept));
    group.add(life);
  }

  private void checkKept(Rules rules, boolean addedByCaller) {
    life.checkOpen();
    Epoch epoch = journal.epoch();
    boolean resetByCaller = epoch.isBegunByCaller() || Thread.currentThread().equals(resetter);
    boolean resetMeanwhile = addedByCaller && !resetByCaller;
    if (states.in(epoch).rules() != rules && !resetMeanwhile) {
      throw RemovalCheck.removed();
    }
  }

  private ResettableAgentState state() {
    return states.get();
  }

  /**
   * Starts to listen. Does nothing if it already listens.
   *
   * @return this agent
   * @throws UncheckedIOException if it cannot listen on its address
   * @throws IllegalStateException if it was closed
   */
  public MockAgent start() {
    life.start(this::open);
    return this;
  }

  private Listener open() throws IOException {
    WarmUp.run(config.tls());
    initialScript = state().script();
    return Listener.open(
        ListenerConfigs.of(config, clock),
        new ExchangeHandlerFactory(
            epoch -> states.in(epoch).port(), journal, clock, observers, failures));
  }

  /**
   * Also accepts requests without a header: see {@link AgentConfig#acceptPlainText}.
   *
   * @throws IllegalStateException after {@link #start()}
   */
  public MockAgent acceptPlainText() {
    life.checkNotStarted("acceptPlainText()");
    config = config.acceptPlainText();
    return this;
  }

  /**
   * Responds only to keys with a script: see {@link AgentConfig#bare}.
   *
   * @throws IllegalStateException after {@link #start()}
   */
  public MockAgent bare() {
    life.checkNotStarted("bare()");
    config = config.bare();
    return this;
  }

  /**
   * Responds to a key with {@code value}. {@code name[*]} matches any parameters.
   *
   * @throws IllegalArgumentException with the reason, if {@code key} is not a valid key
   */
  public MockAgent reply(String key, String value) {
    Objects.requireNonNull(key, "key must not be null");
    Objects.requireNonNull(value, "value must not be null");
    return reply(key, KeyScript.value(value));
  }

  /**
   * Responds to a key with a script. {@code name[*]} matches any parameters. Keys are compared by
   * name and parameters.
   *
   * @throws IllegalArgumentException with the reason, if {@code key} is not a valid key; a regular
   *     expression matches invalid keys, too
   */
  public MockAgent reply(String key, KeyScript script) {
    Objects.requireNonNull(key, "key must not be null");
    Objects.requireNonNull(script, "script must not be null");
    return change(all -> all.with(KeyPattern.of(key), script));
  }

  /**
   * Responds to every key that matches {@code regex} as a whole with a script. Scripts of single
   * keys take precedence.
   */
  public MockAgent reply(Pattern regex, KeyScript script) {
    Objects.requireNonNull(regex, "regex must not be null");
    Objects.requireNonNull(script, "script must not be null");
    return change(all -> all.with(KeyPattern.regex(regex), script));
  }

  /**
   * Responds to every key without a script with the result of {@code function}. If the function
   * throws an exception or returns null, the key is not supported, and the test fails as in {@link
   * KeyScript#computed}.
   */
  public MockAgent replyToAll(Function<ItemKey, CheckResult> function) {
    Objects.requireNonNull(function, "function must not be null");
    return change(all -> all.with(KeyPattern.everyKey(), KeyScript.computedResult(function)));
  }

  /** Removes the script of a key. */
  public MockAgent forget(String key) {
    Objects.requireNonNull(key, "key must not be null");
    return change(all -> all.without(KeyPattern.of(key)));
  }

  /** Changes several scripts in one step, so that no request sees only some of the changes. */
  public MockAgent change(UnaryOperator<AgentScript> change) {
    life.checkOpen();
    Objects.requireNonNull(change, "change must not be null");
    state().changeScript(change);
    return this;
  }

  /**
   * Begins a rule for matching requests. Rules take precedence over scripts. If several rules
   * match, the one added last applies.
   */
  @CheckReturnValue
  public RuleBuilder when(RequestMatcher matcher) {
    Objects.requireNonNull(matcher, "matcher must not be null");
    life.checkOpen();
    return state().rules().when(matcher, this::openRules);
  }

  private Rules openRules() {
    life.checkOpen();
    return state().rules();
  }

  /** Begins a rule as {@link #when} does. {@code when} is a keyword of Kotlin. */
  @CheckReturnValue
  public RuleBuilder onRequest(RequestMatcher matcher) {
    return when(matcher);
  }

  /**
   * Adds a rule for connections, which applies before there is a request. Faults are injected when
   * a connection is accepted, with {@code whileReading()} when the first bytes of the request
   * arrive, or with {@code duringHandshake()} and faults of TLS in the handshake.
   */
  public Rule onConnect(Fault fault, Fault... more) {
    life.checkOpen();
    Objects.requireNonNull(fault, "fault must not be null");
    return state().rules().onConnect(fault, more);
  }

  /** Returns a snapshot of the rules, in the order in which they were added. */
  public List<Rule> rules() {
    return state().rules().list();
  }

  /**
   * Adds a rule that is defined as data, for example in a scenario. If several rules match, the one
   * added last applies.
   *
   * @throws IllegalStateException if this agent was closed
   */
  public Rule addRule(RuleDefinition rule) {
    Objects.requireNonNull(rule, "rule must not be null");
    return openRules().add(rule);
  }

  /** Removes a rule. Returns whether it was one of {@link #rules()}. */
  public boolean removeRule(Rule rule) {
    Objects.requireNonNull(rule, "rule must not be null");
    return openRules().remove(rule);
  }

  /** Returns the rules that have never applied. */
  @Override
  public List<Rule> unusedRules() {
    return state().rules().unused();
  }

  /**
   * Refuses new connections, as if the agent were down. Open connections continue, and the port
   * stays reserved.
   *
   * @throws IllegalStateException before {@link #start()} or after {@link #close()}
   * @throws UncheckedIOException if the port cannot be closed
   */
  public void refuseConnections() {
    life.openListener().refuse();
  }

  /**
   * Refuses new connections for {@code duration}, as if the agent were down.
   *
   * @throws IllegalStateException before {@link #start()} or after {@link #close()}
   * @throws UncheckedIOException if the port cannot be closed
   */
  public void refuseConnections(Duration duration) {
    Objects.requireNonNull(duration, "duration must not be null");
    life.openListener().refuse(duration);
  }

  /**
   * Accepts connections again, on the same port. Does nothing if the agent already accepts them.
   *
   * @throws IllegalStateException before {@link #start()} or after {@link #close()}
   * @throws UncheckedIOException if the port is in use by another program
   */
  public void acceptConnections() {
    life.openListener().accept();
  }

  /**
   * Notifies {@code observer} of each exchange after it is recorded and before the response is
   * sent. If it throws an exception, the connection closes without a response, and the test fails.
   */
  public void onExchange(Consumer<Exchange> observer) {
    life.checkOpen();
    Objects.requireNonNull(observer, "observer must not be null");
    observers.add(observer);
  }

  /** Returns the technical name of the agent's host. */
  public String name() {
    return config.host();
  }

  /** Returns the scripts of the keys. */
  public AgentScript script() {
    return state().script();
  }

  /** Returns whether the port is open and clients can connect. */
  public boolean isAcceptingConnections() {
    return life.started().map(Listener::isAccepting).orElse(false);
  }

  /** Returns the settings. */
  public AgentConfig config() {
    return config;
  }

  /**
   * Returns the IP address for clients. If the agent listens on all addresses, returns the loopback
   * address.
   *
   * @throws IllegalStateException before {@link #start()}
   */
  public String host() {
    return life.host();
  }

  /**
   * Returns the port for clients.
   *
   * @throws IllegalStateException before {@link #start()}
   */
  public int port() {
    return life.listener().port();
  }

  /**
   * Returns the address for clients, for example {@code 127.0.0.1:40050} or {@code [::1]:40050}.
   *
   * @throws IllegalStateException before {@link #start()}
   */
  public String address() {
    return new HostAndPort(host(), port()).toString();
  }

  /** Returns a snapshot of this agent's exchanges, oldest first. */
  public List<Exchange> exchanges() {
    int own = ownPort().getAsInt();
    return journal.exchanges().stream().filter(exchange -> exchange.localPort() == own).toList();
  }

  /**
   * Returns the port, which selects this agent's exchanges in a shared journal. It is -1 before
   * {@link #start()}.
   */
  @Override
  public OptionalInt ownPort() {
    return OptionalInt.of(life.started().map(Listener::port).orElse(-1));
  }

  /**
   * Returns the journal: the server's if {@link MockZabbixServer#agent} created this agent, else
   * its own.
   */
  @Override
  public Journal journal() {
    return journal;
  }

  /** Returns whether this agent was started, even if it was closed since. */
  @Override
  public boolean isStarted() {
    return life.started().isPresent();
  }

  /** Returns whether this agent was closed, so that nothing more arrives. */
  @Override
  public boolean isClosed() {
    return life.isClosed();
  }

  /** Returns the number of connections that were closed because too many were open. */
  @Override
  public long refusedConnections() {
    return life.refusedConnections();
  }

  /**
   * Restores the scripts at the time of {@link #start()} and the rules of the settings. Sequences
   * and counters start again, and connections are accepted again. Connections that clients opened
   * before continue with the previous scripts and rules. The journal is not changed.
   */
  public void reset() {
    life.started().ifPresent(Listener::acceptPending);
    resetter = Thread.currentThread();
    states.restart();
    life.started().ifPresent(Listener::accept);
  }

  /**
   * Stops listening and closes all connections. Does nothing if it was closed before.
   *
   * @throws IllegalStateException if a thread does not end within 5 s
   * @throws AssertionError if an assertion or rule of an agent with its own journal is unfinished
   */
  @Override
  public void close() {
    life.end();
    group.remove(life);
    if (owner != null) {
      owner.closed(this);
    }
    life.started().ifPresent(Listener::close);
    closingOfJournal.run();
    checkedAtClose.check();
  }

  /** Sets the scripts and rules that apply after the next reset. */
  void reconfigure(AgentConfig changed) {
    config = changed;
    initialScript = changed.script();
  }

  /** Begins to {@link #close}, and does not wait for threads. */
  void shutDown() {
    life.end();
    life.started().ifPresent(Listener::shutDown);
  }

  /**
   * Returns the state, for example {@code MockAgent web01 (agent 7.0, running, 127.0.0.1:40050)}.
   */
  @Override
  public String toString() {
    String program = config.variant() + " " + config.version();
    return "MockAgent " + config.host() + " (" + program + ", " + life.describe("") + ')';
  }
}
