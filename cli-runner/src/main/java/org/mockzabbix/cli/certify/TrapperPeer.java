package org.mockzabbix.cli.certify;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fault.SocketFault;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.rule.RuleBuilder;
import org.mockzabbix.text.HostAndPort;

/** A mock server for a sender, and a second one that redirects lead to. */
final class TrapperPeer implements TrialPeer {

  private final MockZabbixServer server;
  private final MockZabbixServer second;

  /** Starts two lenient servers. */
  TrapperPeer(TrialSettings settings) {
    ServerConfig config =
        ServerConfig.lenient().toBuilder().version(settings.version()).tls(settings.tls()).build();
    server = new MockZabbixServer(config).start();
    second = new MockZabbixServer(config).start();
  }

  @Override
  public RuleBuilder whenRequested() {
    return server.when(RequestMatcher.anyRequest());
  }

  @Override
  public Rule onConnect(SocketFault fault) {
    return server.onConnect(fault);
  }

  @Override
  public void refuseConnections() {
    server.refuseConnections();
  }

  @Override
  public void failValues() {
    whenRequested().reply(Responder.failedValues(value -> true));
  }

  @Override
  public String redirectAddress() {
    return new HostAndPort(second.host(), second.trapperPort()).toString();
  }

  @Override
  public Map<String, String> addresses() {
    return Map.of("host", server.host(), "trapper", String.valueOf(server.trapperPort()));
  }

  @Override
  public Journal journal() {
    return server.journal();
  }

  @Override
  public int values() {
    List<ItemValue> received =
        Stream.concat(server.items().stream(), second.items().stream()).toList();
    Set<Object> stored = new HashSet<>();
    for (ItemValue value : received) {
      stored.add(value.clock().isEmpty() ? new Object() : identity(value));
    }
    return stored.size();
  }

  /** Without ns, a server numbers the values of a packet. */
  private static List<Object> identity(ItemValue value) {
    int row = value.ns().isEmpty() ? value.row() : 0;
    return List.of(value.host(), value.key(), value.clock(), value.ns(), row);
  }

  @Override
  public void close() {
    server.close();
    second.close();
  }
}
