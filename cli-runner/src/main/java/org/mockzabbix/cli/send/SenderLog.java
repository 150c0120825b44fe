package org.mockzabbix.cli.send;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.mockzabbix.cli.send.ToolFailure.FailureKind;
import org.mockzabbix.client.internal.SendTrace;
import org.mockzabbix.client.internal.SenderResponse;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.wire.Bytes;

/**
 * The warnings and the debug lines that zabbix_sender of a version prints with {@code -v} and
 * {@code -vv}, except the lines about the begin and the end of its functions. Not thread-safe.
 */
final class SenderLog implements SendTrace {

  private static final int SHOWS_WARNINGS = 1;
  private static final int SHOWS_DEBUG = 2;
  private static final Bytes END = Bytes.of("]");

  private final ZabbixVersion version;
  private final int verbosity;
  private final ZabbixToolOutput output;

  /**
   * Creates a log.
   *
   * @param verbosity the number of {@code -v} options
   */
  SenderLog(ZabbixVersion version, int verbosity, ZabbixToolOutput output) {
    this.version = version;
    this.verbosity = verbosity;
    this.output = output;
  }

  /** Logs a line of the level {@code Warning}. */
  void warning(String text) {
    if (verbosity >= SHOWS_WARNINGS) {
      output.report("Warning: " + text);
    }
  }

  private void debug(String text) {
    debug(text, Bytes.empty());
  }

  private void debug(String text, Bytes rest) {
    if (verbosity >= SHOWS_DEBUG) {
      output.report("DEBUG: ", Bytes.of(text).plus(rest));
    }
  }

  /** Logs that a response does not report success. */
  void incorrect(SenderResponse response) {
    if (verbosity >= SHOWS_WARNINGS) {
      Bytes before = Bytes.of("incorrect answer from \"" + shown(response.server()) + "\": [");
      output.report("Warning: ", before.plus(response.data()).plus(END));
    }
  }

  /** Returns the address as the sender prints it. Before 7.0, IPv6 has no brackets. */
  String shown(InetSocketAddress server) {
    HostAndPort address = HostAndPort.asWritten(server);
    return isModern() ? address.toString() : address.host() + ':' + address.port();
  }

  private boolean isModern() {
    return version.atLeast(ZabbixVersion.V7_0);
  }

  private boolean isOld() {
    return !version.atLeast(ZabbixVersion.V6_0);
  }

  @Override
  public void notConnected(InetSocketAddress address, IOException why) {
    ToolFailure failure = ToolFailure.of(why, version);
    if (failure.warning() != null) {
      warning(failure.warning());
    }
    if (failure.kind() == FailureKind.CLOSED_HANDSHAKE) {
      debug(HandshakeFailure.closed());
    }
    if (isModern() && failure.kind() == FailureKind.REFUSED) {
      debug("poll(POLLOUT) failed with revents 0x1c");
    }
    if (!isOld()) {
      debug("Unable to connect to " + named(address) + " [" + failure.reason() + "]");
    }
  }

  @Override
  public void unreachable(InetSocketAddress first, IOException why) {
    String reason = ToolFailure.of(why, version).reason();
    if (isModern()) {
      debug("unable to connect to " + named(first) + ": " + reason);
    } else if (isOld()) {
      debug("send value error: " + reason);
    }
  }

  @Override
  public void sending(InetSocketAddress address, Bytes data) {
    if (isModern()) {
      debug("sending to " + named(address) + ": ", data);
    }
  }

  @Override
  public void notSent(InetSocketAddress address, IOException why) {
    failed("send to", address, ToolFailure.of(why, version));
  }

  @Override
  public void received(Bytes data) {
    if (isModern()) {
      debug("received: ", data);
    } else {
      debug("answer [", data.plus(END));
    }
  }

  @Override
  public void notReceived(InetSocketAddress address, IOException why) {
    ToolFailure failure = ToolFailure.of(why, version);
    String warning = failure.warning();
    if (warning != null) {
      warning(warning);
    }
    failed("receive from", address, failure);
  }

  private void failed(String doing, InetSocketAddress address, ToolFailure failure) {
    String reason = failure.reason();
    if (isOld()) {
      debug("send value error: " + reason);
    } else if (isModern()) {
      debug("unable to " + doing + ' ' + named(address) + ": " + reason);
    } else {
      debug("Unable to " + doing + ' ' + named(address) + " [" + reason + "]");
    }
  }

  @Override
  public void redirected(InetSocketAddress address, boolean toOther) {
    String how = toOther ? "connection without failover to: " : "response found, retrying to: ";
    debug("zbx_comms_exchange_with_redirect() redirect " + how + named(address));
  }

  /** The form in which Zabbix's programs write an address to their logs. */
  private static String named(InetSocketAddress address) {
    return "[" + HostAndPort.asWritten(address).host() + "]:" + address.getPort();
  }
}
