package org.mockzabbix.cli.certify;

import java.util.Map;
import org.mockzabbix.fault.SocketFault;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.rule.RuleBuilder;

/** The mock server or mock agent of one trial. Each trial has a fresh one. */
interface TrialPeer extends AutoCloseable {

  /** Starts a rule for all requests. */
  RuleBuilder whenRequested();

  /** Injects a fault into each connection. */
  Rule onConnect(SocketFault fault);

  /** Refuses connections from now on. */
  void refuseConnections();

  /** Counts each value as failed, or responds that no key is supported. */
  void failValues();

  /** Returns the address of the server that a redirect leads to; empty for an agent. */
  String redirectAddress();

  /** Returns the addresses by their names in placeholders, for example {@code trapper}. */
  Map<String, String> addresses();

  /** Returns what the peer recorded. */
  Journal journal();

  /**
   * Returns the number of values that a real server would have stored, or of different keys that
   * the program requested from an agent. A server stores values of one item with the same time
   * once.
   */
  int values();

  @Override
  void close();
}
