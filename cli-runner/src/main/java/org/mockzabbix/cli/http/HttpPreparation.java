package org.mockzabbix.cli.http;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Prepares an HTTP port on a thread of its own, while the server starts: loading its classes would
 * delay the moment when the server is ready. Belongs to one thread.
 */
public final class HttpPreparation implements AutoCloseable {

  private final FutureTask<HttpPort> port = new FutureTask<>(HttpPort::unbound);

  /** Starts the thread. */
  public HttpPreparation() {
    Thread thread = new Thread(port, "mock-zabbix-http-start");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Opens the port, as {@link HttpPort#open} does.
   *
   * @throws IOException if it cannot listen, for example because the port is in use
   */
  public HttpPort open(HttpOptions options, String bind, HttpTarget target) throws IOException {
    return prepared().listen(options, bind, target);
  }

  private HttpPort prepared() throws IOException {
    try {
      return port.get();
    } catch (ExecutionException failure) {
      throw new IOException(failure.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }

  /** Closes the port, whether it was opened or not. */
  @Override
  public void close() {
    try {
      prepared().close();
    } catch (IOException noPort) {
      // nothing to close
    }
  }
}
