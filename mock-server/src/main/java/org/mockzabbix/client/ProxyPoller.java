package org.mockzabbix.client;

import java.io.IOException;
import org.mockzabbix.journal.Exchange;

/**
 * Connects to a passive proxy as a server does: sends the configuration to the proxy, and fetches
 * the values that the proxy has collected. Thread-safe. Each call opens a connection and runs in
 * the calling thread.
 *
 * <pre>{@code
 * ProxyPoller proxy = server.proxyPoller("px", new InetSocketAddress("127.0.0.1", 10051));
 * proxy.configure();
 * proxy.fetch();
 * assertThat(server).received(item("web01", "app.ok")).now();
 * }</pre>
 */
public interface ProxyPoller {

  /**
   * Sends the configuration to the proxy.
   *
   * @throws IOException if the proxy cannot be reached, or refuses the configuration
   */
  void configure() throws IOException;

  /**
   * Fetches and records the values that the proxy has collected since the previous call.
   *
   * @return the exchange, with the values and everything else that the proxy reported
   * @throws IOException if the proxy cannot be reached or does not respond
   */
  Exchange fetch() throws IOException;

  /**
   * Fetches and records the results of the proxy's tasks.
   *
   * @return the exchange
   * @throws IOException if the proxy cannot be reached or does not respond
   */
  Exchange fetchTasks() throws IOException;
}
