package org.mockzabbix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.mockzabbix.assertion.JournalSource;
import org.mockzabbix.client.Getter;
import org.mockzabbix.client.PollSchedule;
import org.mockzabbix.client.ProxyPoller;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Proxy;
import org.mockzabbix.inventory.ProxyState;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.journal.store.Epoch;
import org.mockzabbix.journal.store.EpochLocal;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.net.Listener;
import org.mockzabbix.polling.PassiveProxyPoller;
import org.mockzabbix.polling.ServerPoller;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.rule.RuleBuilder;
import org.mockzabbix.rule.RuleDefinition;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.sentence.CheckReturnValue;
import org.mockzabbix.sentence.FunctionFailures;
import org.mockzabbix.sentence.OpenSentences;
import org.mockzabbix.server.ExchangeHandlerFactory;
import org.mockzabbix.server.ExchangeObservers;
import org.mockzabbix.server.ForwardedItems;
import org.mockzabbix.server.Inventory;
import org.mockzabbix.server.KnownHost;
import org.mockzabbix.server.ProxyPollerEngine;
import org.mockzabbix.server.RemovalCheck;
import org.mockzabbix.server.Rules;
import org.mockzabbix.server.SentCommands;
import org.mockzabbix.server.SentCommands.SentCommand;
import org.mockzabbix.server.TrapperEngine;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.HostNameCheck;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.tls.engine.WarmUp;

/**
 * A mock Zabbix server: it receives values on its trapper port, responds as a real server does, and
 * records every exchange.
 *
 * <pre>{@code
 * try (MockZabbixServer server = new MockZabbixServer()) {
 *   server.start();
 *   new Reporter("127.0.0.1", server.trapperPort()).report();
 *   assertThat(server).received(item("web01", "app.ok").withValue("1")).within(ofSeconds(5));
 * }
 * }</pre>
 *
 * <p>An exchange is recorded before the first byte of its response is sent. As soon as a client has
 * the response, a test can assert on the exchange. The recorded exchanges stay available after
 * {@link #close()}. Thread-safe.
 */
public final class MockZabbixServer implements AutoCloseable, JournalSource {

  private volatile ServerConfig config;
  private final Instant startedAt;
  private final ForwardedItems forwarded = new ForwardedItems();
  private final ResetGroup group;
  private final JournalStore journal;
  private final ServerMockAgents agents;
  private final ServerPoller polling;
  private final Runnable closingOfJournal; // nothing for a node: its cluster closes the journal
  private final OpenSentences checkedAtClose; // empty for a node, which its cluster checks
  private final Lifecycle life = new Lifecycle("server");
  private final FunctionFailures failures;
  private final ExchangeObservers observers;
  private final InstantSource clock;
  private final EpochLocal<ResettableServerState> states;

  /** Creates a lenient server of the newest Zabbix version, for a free port of 127.0.0.1. */
  public MockZabbixServer() {
    this(ServerConfig.lenient());
  }

  /** Creates a server with these settings. It listens after {@link #start()}. */
  public MockZabbixServer(ServerConfig config) {
    this(config, new ResetGroup(ConfiguredParts.journal(config)), true);
  }

  /**
   * Creates a server with the settings of a scenario. Its mock agents start with the server.
   *
   * <pre>{@code new MockZabbixServer(Scenario.load(Path.of("scenario.yaml"))).start()}</pre>
   */
  public MockZabbixServer(Scenario scenario) {
    this(Objects.requireNonNull(scenario, "scenario must not be null").server());
  }

  /** Creates a server that records to the journal of a cluster. */
  MockZabbixServer(ServerConfig config, ResetGroup group) {
    this(config, group, false);
  }

  private MockZabbixServer(ServerConfig config, ResetGroup group, boolean ownsJournal) {
    this.config = config;
    this.group = group;
    this.journal = group.journal();
    this.closingOfJournal = ownsJournal ? journal::close : () -> {};
    this.checkedAtClose = ownsJournal ? journal.sentences() : new OpenSentences();
    this.failures = new FunctionFailures(journal.sentences(), life::isClosed);
    this.clock = failures.clock(config.clock());
    this.startedAt = clock.instant();
    this.observers = new ExchangeObservers(failures);
    this.agents = new ServerMockAgents(config, group, observers);
    this.states = new EpochLocal<>(journal, this::initialState);
    this.polling =
        new ServerPoller(
            config.version(),
            clock,
            () -> ConfiguredParts.zone(config.clock()),
            journal,
            epoch -> states.in(epoch).inventory(),
            epoch -> states.in(epoch).engine(),
            observers);
    group.beginWith(() -> this.config.commands());
    state(); // checks the hosts and tasks
    group.add(life);
  }

  private ResettableServerState initialState() {
    Inventory located =
        ConfiguredParts.inventory(config).withAgentsLocated(agents::locatedIfStarted);
    ResettableServerState state =
        new ResettableServerState(
            ConfiguredParts.info(config, startedAt),
            new Rules(config.rules(), failures, this::checkKept),
            located,
            forwarded,
            ConfiguredParts.registration(config),
            ConfiguredParts.tls(config));
    new ServerTasks(config.version(), located, state.sessions(), new SentCommands())
        .enqueue(config, SentCommands.firstNumber(group.commandsOfSettings(), config.commands()));
    return state;
  }

  private void checkKept(Rules rules, boolean addedByCaller) {
    life.checkOpen();
    Epoch epoch = journal.epoch();
    boolean resetMeanwhile = addedByCaller && !epoch.isBegunByCaller();
    if (states.in(epoch).rules() != rules && !resetMeanwhile) {
      throw RemovalCheck.removed();
    }
  }

  private ResettableServerState state() {
    return states.get();
  }

  /**
   * Starts to listen, and starts the mock agents of the settings. Starts to poll if the settings
   * say so. Does nothing if it already listens.
   *
   * @return this server
   * @throws UncheckedIOException if it cannot listen on its address
   * @throws IllegalArgumentException if a host names a mock agent that does not exist
   * @throws IllegalStateException if it was closed
   */
  public MockZabbixServer start() {
    if (life.start(this::open) && config.pollsFromStart()) {
      polling.start();
    }
    return this;
  }

  /**
   * Starts the agents first, because hosts need their addresses. If a step fails, stops all of
   * them.
   */
  private Listener open() throws IOException {
    WarmUp.run(config.tls());
    agents.startConfigured();
    ResettableServerState current = state();
    Inventory before = current.inventory();
    try {
      current.changeInventory(inventory -> inventory.withAgentsLocated(agents::located));
      return Listener.open(
          ListenerConfigs.of(config, clock),
          new ExchangeHandlerFactory(
              epoch -> states.in(epoch).port(), journal, clock, observers, failures));
    } catch (IOException | RuntimeException | Error cannotStart) {
      current.changeInventory(inventory -> before);
      agents.stopConfigured();
      throw cannotStart;
    }
  }

  /**
   * Returns the IP address for clients, by default {@code 127.0.0.1}. If the server listens on all
   * addresses, returns the loopback address.
   *
   * @throws IllegalStateException before {@link #start()}
   */
  public String host() {
    return life.host();
  }

  /**
   * Returns the port for senders, active agents and proxies.
   *
   * @throws IllegalStateException before {@link #start()}
   */
  public int trapperPort() {
    return life.listener().port();
  }

  /** Returns the settings. */
  public ServerConfig config() {
    return config;
  }

  /** Returns a snapshot of the processed values, oldest first. */
  public List<ItemValue> items() {
    return journal.items();
  }

  /**
   * Returns a snapshot of the processed values of one item, oldest first. {@code key} is compared
   * exactly, as text.
   */
  public List<ItemValue> items(String host, String key) {
    Objects.requireNonNull(host, "host must not be null");
    Objects.requireNonNull(key, "key must not be null");
    return journal.items(host, key);
  }

  /**
   * Returns a snapshot of the values that were not processed, oldest first: failed, malformed or
   * duplicate. {@link ItemValue#outcome()} explains why.
   */
  public List<ItemValue> rejected() {
    return journal.rejected();
  }

  /** Returns a snapshot of the exchanges, oldest first. */
  public List<Exchange> exchanges() {
    return journal.exchanges();
  }

  /**
   * Returns the late exchanges, oldest first: those that completed after the last {@link #reset} on
   * connections that clients opened before it, or by polls that began before it. The server
   * responds to them, but assertions ignore them. The server keeps the newest 100, until the next
   * reset.
   */
  public List<Exchange> lateExchanges() {
    return journal.lateExchanges();
  }

  /** Returns a read-only view of everything that was received. */
  @Override
  public Journal journal() {
    return journal;
  }

  /** Returns whether this server or a mock agent of it was started, or polled an agent. */
  @Override
  public boolean isStarted() {
    return life.started().isPresent() || !agents.all().isEmpty() || !journal.exchanges().isEmpty();
  }

  /** Returns whether this server was closed, so that nothing more arrives. */
  @Override
  public boolean isClosed() {
    return life.isClosed();
  }

  @Override
  public Optional<String> hostOf(long hostid) {
    return Optional.ofNullable(state().inventory().host(hostid)).map(KnownHost::name);
  }

  @Override
  public Optional<String> hostOfInterface(long interfaceid) {
    return Optional.ofNullable(state().inventory().hostOfInterface(interfaceid))
        .map(KnownHost::name);
  }

  @Override
  public Optional<String> hostOfCommand(long id) {
    return group.command(id).map(SentCommand::host);
  }

  @Override
  public Optional<String> command(long id) {
    return group.command(id).map(SentCommand::text);
  }

  /**
   * Returns the ids of the remote commands, in ascending order: those of the settings and of {@link
   * #runOnAgent}. Of many commands, only the last are known. The nodes of a cluster share the ids.
   */
  public List<Long> commandIds() {
    return group.commandIds();
  }

  /** Returns the number of connections that were closed because too many were open. */
  @Override
  public long refusedConnections() {
    return life.refusedConnections();
  }

  /**
   * Notifies {@code observer} of each exchange of this server, its mock agents and its polls, after
   * it is recorded and before the response is sent. Late exchanges and those of other nodes of a
   * cluster are left out. Several threads call the observer at the same time. If it blocks, only
   * the connection or poll of the exchange waits. If it throws an exception, the client's
   * connection closes without a response, and the test fails.
   *
   * @throws IllegalStateException if the server was closed
   */
  public void onExchange(Consumer<Exchange> observer) {
    life.checkOpen();
    Objects.requireNonNull(observer, "observer must not be null");
    observers.add(observer);
  }

  /**
   * Begins a rule, which changes the response to matching requests. If several rules match, the one
   * added last applies.
   *
   * <pre>{@code
   * server.when(activeChecks().from("web01")).reply(failed("host [web01] not found")).times(1);
   * server.when(senderData()).fault(reset()).times(2);
   * }</pre>
   *
   * @throws IllegalStateException if the server was closed
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
   * arrive, or with {@code duringHandshake()} and faults of TLS in the handshake. If several rules
   * are not exhausted, the one added last applies. If the fault ends the connection, no value is
   * processed, and the exchange is {@code EMPTY}, or {@code UNREADABLE} if bytes had arrived.
   *
   * <pre>{@code
   * server.onConnect(reset()).times(2);
   * server.onConnect(delay(ofSeconds(1)).whileReading()).everyNth(3);
   * }</pre>
   *
   * @throws IllegalStateException if the server was closed
   */
  public Rule onConnect(Fault fault, Fault... more) {
    life.checkOpen();
    Objects.requireNonNull(fault, "fault must not be null");
    return state().rules().onConnect(fault, more);
  }

  /**
   * Refuses new connections, as if the server were down. Open connections continue, and the port
   * stays reserved. {@link #acceptConnections} or {@link #reset} listens again.
   *
   * @throws IllegalStateException before {@link #start()} or after {@link #close()}
   * @throws UncheckedIOException if the port cannot be closed
   */
  public void refuseConnections() {
    life.openListener().refuse();
  }

  /**
   * Refuses new connections for {@code duration}, as if the server were down.
   *
   * @throws IllegalStateException before {@link #start()} or after {@link #close()}
   * @throws UncheckedIOException if the port cannot be closed
   */
  public void refuseConnections(Duration duration) {
    Objects.requireNonNull(duration, "duration must not be null");
    life.openListener().refuse(duration);
  }

  /**
   * Accepts connections again, on the same port. Does nothing if the server already accepts them.
   *
   * @throws IllegalStateException before {@link #start()} or after {@link #close()}
   * @throws UncheckedIOException if the port is in use by another program
   */
  public void acceptConnections() {
    life.openListener().accept();
  }

  /** Returns a snapshot of the rules, in the order in which they were added. */
  public List<Rule> rules() {
    return state().rules().list();
  }

  /**
   * Adds a rule that is defined as data, for example in a scenario. If several rules match, the one
   * added last applies.
   *
   * @throws IllegalStateException if this server was closed
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

  /** Returns the rules that have never applied, including those of the scenario and the agents. */
  @Override
  public List<Rule> unusedRules() {
    return unusedRules(List.of(this));
  }

  /** Returns the unused rules of several servers. A rule of their common settings counts once. */
  static List<Rule> unusedRules(List<MockZabbixServer> servers) {
    List<Rules> own = servers.stream().map(server -> server.state().rules()).toList();
    Stream<Rule> ofAgents =
        servers.stream().flatMap(server -> server.agents.unusedRules().stream());
    return Stream.concat(Rules.unused(own).stream(), ofAgents).toList();
  }

  /** Returns whether the port is open and clients can connect. */
  public boolean isAcceptingConnections() {
    return life.started().map(Listener::isAccepting).orElse(false);
  }

  /** Returns a snapshot of the hosts. */
  public List<Host> hosts() {
    return state().inventory().hosts();
  }

  /**
   * Adds a host, or replaces the one with the same name. The configuration revision increases, so
   * that the host's agents and its proxy, if they are of Zabbix 6.4 or newer, receive their
   * configuration again.
   *
   * @throws IllegalArgumentException if another host has an item with the same {@code itemid}, or
   *     the host names a mock agent that does not exist
   */
  public void putHost(Host host) {
    life.checkOpen();
    Objects.requireNonNull(host, "host must not be null");
    Host located = life.started().isPresent() ? agents.located(host) : host;
    state().changeInventory(inventory -> inventory.with(located));
  }

  /** Removes a host, if it exists. The configuration revision increases. */
  public void removeHost(String host) {
    life.checkOpen();
    Objects.requireNonNull(host, "host must not be null");
    state().changeInventory(inventory -> inventory.without(host));
  }

  /**
   * Returns a snapshot of the proxies, in alphabetical order: those of the settings, those that
   * were added, and those that hosts name.
   */
  public List<ProxyState> proxies() {
    ResettableServerState current = state();
    return current.inventory().proxies().stream()
        .flatMap(name -> current.engine().proxyState(name).stream())
        .toList();
  }

  /**
   * Adds a proxy, or replaces the one with the same name. Its hosts and its session remain. The
   * configuration revision increases.
   */
  public void putProxy(Proxy proxy) {
    life.checkOpen();
    Objects.requireNonNull(proxy, "proxy must not be null");
    state().changeInventory(inventory -> inventory.with(proxy));
  }

  /**
   * Removes a proxy, if it exists. The server itself then monitors its hosts. The configuration
   * revision increases.
   */
  public void removeProxy(String proxy) {
    life.checkOpen();
    Objects.requireNonNull(proxy, "proxy must not be null");
    state().changeInventory(inventory -> inventory.withoutProxy(proxy));
  }

  /**
   * Returns the configuration revision that proxies of Zabbix 6.4 and newer receive. Agents receive
   * the revision of the last change of their host.
   */
  public long configRevision() {
    return state().inventory().revision();
  }

  /**
   * Sends a command to the agent of a host. An active agent of 7.0 receives it with the response to
   * its next request for active checks, and sends the result with its values: see {@code
   * Request.AgentData.commands()}. If a proxy monitors the host, the proxy receives it as a task
   * when it next sends its data, and reports the result: see {@code ProxyReport.taskResults()}.
   *
   * @return the command with its id, which its result will have
   * @throws IllegalArgumentException if no server can have a host with this name
   * @throws IllegalStateException if a server of this version does not send commands to such an
   *     agent, or if 10,000 commands wait
   */
  public RemoteCommand runOnAgent(String host, RemoteCommand command) {
    life.checkOpen();
    Objects.requireNonNull(host, "host must not be null");
    Objects.requireNonNull(command, "command must not be null");
    return tasks().runOnAgent(host, command);
  }

  private ServerTasks tasks() {
    Epoch epoch = journal.epoch();
    ResettableServerState current = states.in(epoch);
    return new ServerTasks(
        config.version(), current.inventory(), current.sessions(), group.commands(epoch));
  }

  /**
   * Requests the value of an item immediately from the proxy that monitors its host, as {@code
   * Execute now} in the web frontend. The proxy receives the task when it next sends its data.
   *
   * @throws IllegalArgumentException if the server does not have the item, or no proxy monitors its
   *     host
   * @throws IllegalStateException if a server of this version sends no tasks to proxies, or if
   *     10,000 tasks wait
   */
  public void checkNow(String host, String key) {
    life.checkOpen();
    Objects.requireNonNull(host, "host must not be null");
    Objects.requireNonNull(key, "key must not be null");
    tasks().checkNow(new ItemName(host, key));
  }

  /**
   * Polls a key of a host's agent once, as a server polls a passive item, and records the result as
   * a value of the host.
   *
   * @param host the name of a host of this server; or the address of any agent, for example {@code
   *     127.0.0.1:10050}, which then is also the host of the value
   * @return the exchange, as {@link #poll(String, String, String)} does
   * @throws IllegalArgumentException if {@code host} is neither of them
   */
  public Exchange poll(String host, String key) {
    life.checkOpen();
    Objects.requireNonNull(host, "host must not be null");
    Objects.requireNonNull(key, "key must not be null");
    KnownHost known = state().inventory().host(host);
    if (known != null) {
      return poll(host, known.host().agent(), key);
    }
    if (!HostAndPort.isValid(host)) {
      throw new IllegalArgumentException(
          Quoting.quote(host)
              + " is neither a host of the server nor an address such as 127.0.0.1:10050: add the"
              + " host, or use poll(host, address, key)");
    }
    return polling.poll(host, host, ItemKey.check(key)); // no host has an address as its name
  }

  /**
   * Polls a key of an agent once, as a server polls a passive item, and records the result as a
   * value of {@code host}.
   *
   * @param agent the address of the agent, for example {@code 127.0.0.1:10050}
   * @return the exchange. Its only value is the agent's value, or the reason why the key is not
   *     supported. If the poll failed, the exchange has no value, and {@link Exchange#reason()}
   *     explains why
   * @throws IllegalArgumentException with the reason, if no server can have a host with this name
   *     or an item with this key; a {@link Getter} requests such keys, too
   */
  public Exchange poll(String host, String agent, String key) {
    life.checkOpen();
    Objects.requireNonNull(host, "host must not be null");
    Objects.requireNonNull(agent, "agent must not be null");
    Objects.requireNonNull(key, "key must not be null");
    return polling.poll(HostNameCheck.check("a host", host), agent, ItemKey.check(key));
  }

  /**
   * Polls the passive items of the hosts at their update intervals, until {@link #stopPolling()} or
   * {@link #close()}.
   *
   * @throws IllegalStateException if the server is not running
   */
  public void startPolling() {
    life.checkRunning();
    polling.start();
  }

  /** Stops polling immediately. Does nothing if polling has not started. */
  public void stopPolling() {
    polling.stop();
  }

  /**
   * Returns a new schedule for the passive items of the hosts, for tests that control the clock:
   * see {@link PollSchedule#runDue}.
   */
  public PollSchedule pollSchedule() {
    life.checkOpen();
    return polling.schedule();
  }

  /**
   * Starts a mock agent with the server's version, which records to this server's journal and
   * closes with the server.
   *
   * @throws UncheckedIOException if it cannot listen on its address
   * @throws IllegalStateException if the server was closed
   */
  public MockAgent agent(String host) {
    life.checkOpen();
    Objects.requireNonNull(host, "host must not be null");
    return agents.start(host);
  }

  /**
   * Starts a mock agent with these settings, which records to this server's journal and closes with
   * the server. An agent without a version or clock uses those of the server.
   *
   * @throws UncheckedIOException if it cannot listen on its address
   * @throws IllegalStateException if the server was closed
   */
  public MockAgent agent(AgentConfig agentConfig) {
    life.checkOpen();
    Objects.requireNonNull(agentConfig, "agentConfig must not be null");
    return agents.start(agentConfig);
  }

  /**
   * Returns the mock agents of the settings, followed by those that {@link #agent} started and the
   * test has not closed.
   */
  public List<MockAgent> agents() {
    return agents.all();
  }

  /**
   * Returns a poller for a passive proxy. The poller sends the proxy its configuration, and fetches
   * and records the values that the proxy has collected.
   *
   * @param proxy the name of the proxy, as in {@link Host#monitoredBy}
   * @param address the address on which the proxy listens
   * @throws IllegalArgumentException if no server can have a proxy with this name
   * @throws IllegalStateException if the server was closed; later, the methods of the result throw
   *     it
   */
  public ProxyPoller proxyPoller(String proxy, InetSocketAddress address) {
    life.checkOpen();
    Objects.requireNonNull(proxy, "proxy must not be null");
    Objects.requireNonNull(address, "address must not be null");
    HostNameCheck.check("a proxy", proxy);
    ProxyPollerEngine engine = new ProxyPollerEngine(proxy, this::openEngine, journal, observers);
    return new PassiveProxyPoller(address, config.version(), engine, clock);
  }

  private TrapperEngine openEngine(Epoch epoch) {
    life.checkOpen();
    return states.in(epoch).engine();
  }

  /**
   * Restores the state that the settings describe. Removes all recorded exchanges, sessions and
   * queued commands, and all hosts, rules and keys that are not part of the settings. Counters and
   * sequences of the configured rules and keys start again. Agents that a test started remain, with
   * the keys that they had when they started. All ports accept connections again. Observers remain.
   * Polling continues, and every item is due immediately.
   *
   * <p>All this happens in one moment. A rule, host or command that another thread adds during the
   * reset is removed, or remains as a whole. The server still responds on connections that clients
   * opened before the reset, and completes polls that began before it, with the state before the
   * reset. It records their exchanges only in {@link #lateExchanges}. Neither rules nor observers
   * apply to late exchanges.
   *
   * <p>A node resets its whole cluster, because all nodes share one journal.
   */
  public void reset() {
    group.reset();
  }

  /**
   * Replaces the settings, then does what {@link #reset} does. This includes hosts, proxies, rules,
   * mock agents, encryption, registration, and whether the server is strict. A mock agent whose
   * host, variant, version and address stay the same keeps its port. Polling starts or stops if
   * {@link ServerConfig#pollsFromStart} changes. Zabbix version, address, limits, clock and the
   * size of the journal are fixed while the server runs, so {@code changed} must be derived from
   * {@link #config()}.
   *
   * @throws IllegalArgumentException if two hosts have an item with the same {@code itemid}, a PSK
   *     identity has two keys, or a setting differs that is fixed; nothing is changed
   * @throws UncheckedIOException if a mock agent cannot listen on its address
   * @throws IllegalStateException if the server is not running
   */
  public void reconfigure(ServerConfig changed) {
    Objects.requireNonNull(changed, "changed must not be null");
    life.checkRunning();
    FixedSettings.check(config, changed);
    ConfiguredParts.check(changed);
    WarmUp.run(changed.tls());
    agents.reconfigure(changed.agents());
    boolean polled = config.pollsFromStart();
    config = changed;
    reset();
    if (changed.pollsFromStart() && !polled) {
      polling.start();
    } else if (polled && !changed.pollsFromStart()) {
      polling.stop();
    }
  }

  /**
   * Stops listening and closes all connections and agents, even if some of it fails or the thread
   * is interrupted. Does nothing if it was closed before.
   *
   * @throws IllegalStateException naming the threads that have not ended after 5 s, for example of
   *     an observer that blocks; everything else is closed
   * @throws AssertionError if an assertion or rule of the server or its agents is unfinished
   */
  @Override
  public void close() {
    shutDown();
    Closing.all(
        List.of(
            polling::close,
            agents::close,
            () -> life.started().ifPresent(Listener::close),
            closingOfJournal,
            checkedAtClose::check));
  }

  /** Begins to {@link #close}, and does not wait for threads. */
  void shutDown() {
    life.end();
    agents.shutDown();
    life.started().ifPresent(Listener::shutDown);
  }

  /**
   * Returns the state, for example {@code MockZabbixServer 7.0 (running, trapper 127.0.0.1:40051)}.
   */
  @Override
  public String toString() {
    return "MockZabbixServer " + config.version() + " (" + life.describe("trapper ") + ')';
  }
}
