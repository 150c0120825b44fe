package org.mockzabbix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.mockzabbix.assertion.Recorder;
import org.mockzabbix.client.PollSchedule;
import org.mockzabbix.client.ProxyPoller;
import org.mockzabbix.conversation.ExchangeHandlerFactory;
import org.mockzabbix.conversation.PortState;
import org.mockzabbix.fault.SocketFault;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.net.Listener;
import org.mockzabbix.net.ListenerConfig;
import org.mockzabbix.polling.PassiveProxyPoller;
import org.mockzabbix.polling.Polling;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.Host;
import org.mockzabbix.rule.Inventory;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.rule.RuleBook;
import org.mockzabbix.rule.RuleStart;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.server.PassiveProxyEngine;
import org.mockzabbix.server.ServerInfo;
import org.mockzabbix.server.SessionState;
import org.mockzabbix.server.TrapperEngine;
import org.mockzabbix.wire.PacketLimits;

/**
 * A Zabbix server for tests: it takes values on its trapper port, answers as the real one would,
 * and remembers every connection.
 *
 * <pre>{@code
 * try (MockZabbixServer server = new MockZabbixServer()) {
 *   server.start();
 *   new Reporter("127.0.0.1", server.trapperPort()).report();
 *   assertThat(server).received(item("web01", "app.ok").withValue("1")).within(ofSeconds(5));
 * }
 * }</pre>
 *
 * <p>Thread-safe. An exchange is recorded before the first byte of its reply leaves, so a client
 * that has its answer can be asserted on. What was received can still be read after {@link
 * #close()}.
 */
public final class MockZabbixServer implements AutoCloseable, Recorder {

  private final ServerConfig config;
  private final JournalStore journal;
  private final RuleBook rules;
  private final SessionState sessions = new SessionState();
  private final AtomicReference<Inventory> inventory;
  private final List<Consumer<Exchange>> observers = new CopyOnWriteArrayList<>();
  private final ServerAgents agents;
  private final Polling polling;
  private final LifeCycle life = new LifeCycle("a server");

  /** A server that knows every host and key, on a free port of the loopback address. */
  public MockZabbixServer() {
    this(ServerConfig.lenient());
  }

  /** A server with these settings; it does nothing before {@link #start()}. */
  public MockZabbixServer(ServerConfig config) {
    this(config, new JournalStore(config.journalSize()));
  }

  /**
   * A server as a scenario describes it; its agents start with it.
   *
   * <pre>{@code new MockZabbixServer(Scenario.load(Path.of("scenario.yaml"))).start()}</pre>
   */
  public MockZabbixServer(Scenario scenario) {
    this(scenario.server());
  }

  /** One of several servers that record in the same journal. */
  MockZabbixServer(ServerConfig config, JournalStore journal) {
    this.config = config;
    this.inventory = new AtomicReference<>(configured());
    this.journal = journal;
    this.rules = new RuleBook(config.rules());
    this.agents = new ServerAgents(config, journal);
    this.polling = new Polling(config.version(), config.clock(), journal, this::inventory);
  }

  /**
   * Listens. Does nothing if it listens already.
   *
   * @return this server
   * @throws UncheckedIOException if it cannot listen, naming the address
   * @throws IllegalArgumentException if a host is to be polled at a mock agent that is not there
   * @throws IllegalStateException if it was closed
   */
  public MockZabbixServer start() {
    life.start(this::open);
    return this;
  }

  /** All or nothing. Agents go first, since the hosts that are polled there have to find them. */
  private Listener open() throws IOException {
    agents.startDescribed();
    Inventory before = inventory();
    try {
      inventory.updateAndGet(known -> known.located(agents::located));
      PortState state = new PortState(rules, engine());
      return Listener.open(
          listenerConfig(),
          new ExchangeHandlerFactory(() -> state, journal, config.clock(), observers));
    } catch (IOException | RuntimeException cannotStart) {
      inventory.set(before);
      agents.stopDescribed();
      throw cannotStart;
    }
  }

  private ListenerConfig listenerConfig() {
    InetSocketAddress address = new InetSocketAddress(config.bindAddress(), config.trapperPort());
    PacketLimits limits =
        config.version().atLeast(ZabbixVersion.V7_0)
            ? PacketLimits.zabbix70()
            : PacketLimits.zabbix60();
    return ListenerConfig.of("trapper", address, limits.withMaxPacketSize(config.maxPacketSize()))
        .withFirstByteTimeout(config.firstByteTimeout())
        .withRestTimeout(config.trapperTimeout())
        .withMaxConnections(config.maxConnections())
        .withClock(config.clock());
  }

  private TrapperEngine engine() {
    ServerInfo info =
        new ServerInfo(config.version(), config.globalRegexps(), config.clock().instant());
    return new TrapperEngine(info, this::inventory, sessions);
  }

  /**
   * The address it listens on, for clients: {@code 127.0.0.1} unless configured otherwise.
   *
   * @throws IllegalStateException before {@link #start()}
   */
  public String host() {
    return life.host();
  }

  /**
   * The port that senders, active agents and proxies connect to.
   *
   * @throws IllegalStateException before {@link #start()}
   */
  public int trapperPort() {
    return life.listener().port();
  }

  /** The settings it was made with. */
  public ServerConfig config() {
    return config;
  }

  /** The values that were processed, oldest first: a list of this moment. */
  public List<ItemValue> items() {
    return journal.items();
  }

  /** The processed values of one item, oldest first; {@code key} is compared as text. */
  public List<ItemValue> items(String host, String key) {
    return journal.items(host, key);
  }

  /** The rows that were not processed, and why: failed, malformed, or duplicates. */
  public List<ItemValue> rejected() {
    return journal.rejected();
  }

  /** Every connection that is over or has been answered, oldest first: a list of this moment. */
  public List<Exchange> exchanges() {
    return journal.exchanges();
  }

  /**
   * What came after the last {@link #reset} on connections that had been accepted before it, oldest
   * first: it is answered, and counts nowhere. The next reset forgets it; of very many, the newest
   * 100 are kept.
   */
  public List<Exchange> lateExchanges() {
    return journal.late();
  }

  /** What was received, for those who wait on it. */
  @Override
  public Journal journal() {
    return journal;
  }

  /** How many connections were closed at once because too many were open. */
  @Override
  public long refusedConnections() {
    return life.refusedConnections();
  }

  /**
   * Tells {@code observer} of each exchange after it was recorded and before it is answered, on
   * several threads at once. It may block: only that one connection waits. What it throws is
   * logged, and the connection closed without a reply.
   */
  public void onExchange(Consumer<Exchange> observer) {
    observers.add(observer);
  }

  /**
   * Begins a rule: what to answer to requests that match, instead of what a real server would. The
   * newest rule that matches decides.
   *
   * <pre>{@code
   * server.when(activeChecks().from("web01")).reply(failed("host [web01] not found")).times(1);
   * server.when(senderData()).fault(reset()).times(2);
   * }</pre>
   */
  public RuleStart when(RequestMatcher matcher) {
    return rules.when(matcher);
  }

  /**
   * Adds a rule for connections: what happens to them before there is a request that could be
   * matched. A fault that does not say {@code whileReading()} happens on accept. The newest rule
   * that has a use left decides. If the fault ends the connection, nothing is taken over, and the
   * exchange is of the kind {@code EMPTY}, or {@code UNREADABLE} if bytes had come.
   *
   * <pre>{@code
   * server.onConnect(reset()).times(2);
   * server.onConnect(delay(ofSeconds(1)).whileReading()).everyNth(3);
   * }</pre>
   */
  public Rule onConnect(SocketFault fault, SocketFault... more) {
    return rules.onConnect(fault, more);
  }

  /**
   * Refuses connections from now on, as if the server were down; those that are open go on. The
   * port stays ours, and {@link #acceptConnections} or {@link #reset} listens on it again.
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

  /**
   * The rules that were never used, its own and those of its agents, for tests that want every one
   * to be used. Rules of a scenario are among them.
   */
  @Override
  public List<Rule> unusedRules() {
    return unusedRules(List.of(this));
  }

  /** The same for several: what was written down for all of them is one rule. */
  static List<Rule> unusedRules(List<MockZabbixServer> servers) {
    List<RuleBook> books = servers.stream().map(server -> server.rules).toList();
    Stream<Rule> ofAgents =
        servers.stream().flatMap(server -> server.agents.unusedRules().stream());
    return Stream.concat(RuleBook.unused(books).stream(), ofAgents).toList();
  }

  /** The hosts it knows at this moment. */
  public List<Host> hosts() {
    return inventory().hosts();
  }

  /**
   * Adds a host, or replaces the one of the same name. The revision of the configuration grows, so
   * that agents and proxies of 6.4 and later fetch it anew.
   *
   * @throws IllegalArgumentException if an {@code itemid} is taken by another host's item, or there
   *     is no mock agent of the name that the host gives
   */
  public void putHost(Host host) {
    Host located = life.started().isPresent() ? agents.located(host) : host;
    inventory.updateAndGet(known -> known.with(located));
  }

  /** Forgets a host; nothing if it does not know it. The revision of the configuration grows. */
  public void removeHost(String host) {
    inventory.updateAndGet(known -> known.without(host));
  }

  /** The revision of the configuration: what agents and proxies of 6.4 and later are told. */
  public long configRevision() {
    return inventory().revision();
  }

  private Inventory inventory() {
    return Objects.requireNonNull(inventory.get());
  }

  /**
   * Has a host's active agent run a command the next time that it asks for its checks. The result
   * comes back with its values: see {@code Request.AgentData.commands()}. Agents before 7.0 are
   * told nothing.
   *
   * @return the command with the number that its result will have
   */
  public RemoteCommand runOnAgent(String host, RemoteCommand command) {
    return sessions.enqueue(host, command);
  }

  /**
   * Asks an agent for a key, once, as a server polls a passive item, and records the outcome under
   * the agent's address.
   *
   * @param agent where the agent listens, as {@code address:port}
   * @return the exchange; its one item is the value, or the reason why the key is not supported. If
   *     the agent could not be asked, it has no item, and {@link Exchange#reason()} says why
   */
  public Exchange poll(String agent, String key) {
    return poll(agent, agent, key);
  }

  /** The same, recorded under the name of a host. */
  public Exchange poll(String host, String agent, String key) {
    return polling.poll(host, agent, key);
  }

  /**
   * Polls the passive items of the hosts it knows, each on its delay, until it is closed or {@link
   * #stopPolling()}.
   *
   * @throws IllegalStateException unless it is running
   */
  public void startPolling() {
    life.checkRunning();
    polling.start();
  }

  /** Stops polling, at once. Does nothing if it does not poll. */
  public void stopPolling() {
    polling.stop();
  }

  /**
   * A schedule of its own for the passive items of the hosts it knows, for tests that drive the
   * clock: {@link PollSchedule#runDue} asks what is due by it.
   */
  public PollSchedule pollSchedule() {
    return polling.schedule();
  }

  /**
   * Starts a mock agent that records in this server's journal, and is closed with it.
   *
   * @throws UncheckedIOException if it cannot listen, naming the address
   * @throws IllegalStateException if the server was closed
   */
  public MockAgent agent(String host) {
    return agents.start(host);
  }

  /** The same with these settings. */
  public MockAgent agent(AgentConfig agentConfig) {
    return agents.start(agentConfig);
  }

  /** The mock agents that a scenario describes, and those that {@link #agent} started. */
  public List<MockAgent> agents() {
    return agents.all();
  }

  /**
   * The server's side of a passive proxy: connects to it, gives it its configuration, and fetches
   * what it collected, which is recorded like everything else.
   *
   * @param proxy the name under which hosts are {@link Host#monitoredBy monitored by} it
   * @param address where the proxy listens
   */
  public ProxyPoller proxyPoller(String proxy, InetSocketAddress address) {
    PassiveProxyEngine passive = new PassiveProxyEngine(proxy, engine(), journal);
    return new PassiveProxyPoller(address, config.version(), passive, config.clock());
  }

  /**
   * Goes back to the state that the configuration and the scenario describe: what was received is
   * forgotten, and so are sessions, commands, and the hosts, rules and keys that were added since.
   * The rules of the configuration, and the rules and keys of a scenario's agents, are there again
   * as if nobody had used them: counters and sequences start anew. Agents that a test started stay,
   * but know only the keys that they were started with: usually none. Connections are accepted
   * again, on every port. Observers stay, and so does polling.
   *
   * <p>What still comes on connections that are open by now is answered, but is only one of the
   * {@link #lateExchanges}; no rule and no observer hears of it.
   */
  public void reset() {
    resetState();
    journal.reset();
  }

  /** Resets everything but the journal, which several servers may share. */
  void resetState() {
    rules.reset();
    agents.reset();
    sessions.reset();
    polling.reset();
    inventory.set(beginning());
    life.started().ifPresent(Listener::accept);
  }

  private Inventory beginning() {
    Inventory configured = configured();
    return life.started().isPresent() ? configured.located(agents::located) : configured;
  }

  private Inventory configured() {
    return config.isLenient()
        ? Inventory.lenient(config.hosts(), config.configRevision())
        : Inventory.strict(config.hosts(), config.configRevision());
  }

  /**
   * Stops listening and closes every connection. Idempotent.
   *
   * @throws IllegalStateException if a thread did not end within 5 s, naming it
   */
  @Override
  public void close() {
    life.end();
    polling.close();
    agents.close();
    life.started().ifPresent(Listener::close);
  }

  /** Such as {@code MockZabbixServer 7.0 running, trapper 127.0.0.1:40051}. */
  @Override
  public String toString() {
    return "MockZabbixServer " + config.version() + ' ' + life.describe("trapper ");
  }
}
