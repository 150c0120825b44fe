package org.mockzabbix.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.mockzabbix.fixtures.Packets;

/**
 * A passive proxy of 7.0, or of 6.0, to which a server comes as often as it wants. It keeps the
 * revision of its configuration as a real one does.
 */
public final class PolledProxy implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final String version;
  private final List<String> received = new CopyOnWriteArrayList<>();
  private volatile String data = "";
  private volatile String session = Servers.SESSION;
  private volatile String revision = "0";
  private volatile boolean delivers = true;
  private volatile boolean refusesConfiguration;
  private volatile boolean hangsUpWithoutData;

  public PolledProxy(String version) throws IOException {
    this.version = version;
    Thread thread = new Thread(this::serve, "polled proxy");
    thread.setDaemon(true);
    thread.start();
  }

  public String address() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  /** Has it collected these sections, which it delivers once. */
  public void collect(String sections) {
    data = sections + ",";
  }

  /** Has it deliver the same sections again and again. */
  public void collectForever(String sections) {
    collect(sections);
    delivers = false;
  }

  /** Has it close the connection without a response when it has nothing to deliver. */
  public void hangUpWithoutData() {
    hangsUpWithoutData = true;
  }

  /** Has it refuse each configuration that it is sent, or take it again. */
  public void refuseConfiguration(boolean refuses) {
    refusesConfiguration = refuses;
  }

  /**
   * Waits for the next packets of the server, and gives their texts, with {@code '} for {@code "}.
   */
  public List<String> take(int packets) {
    await("packets").atMost(Duration.ofSeconds(20)).until(() -> received.size() >= packets);
    List<String> taken = List.copyOf(received);
    received.clear();
    return taken;
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        socket.setSoTimeout(PATIENCE_MILLIS);
        converse(socket);
      } catch (EOFException serverHasGone) {
        received.add("closed");
      } catch (IOException closed) {
        if (!listener.isClosed()) {
          throw new UncheckedIOException(closed);
        }
      }
    }
  }

  private void converse(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    String request = FakeProxy.readText(in);
    received.add(request);
    if (request.contains("'proxy data'")) {
      String sections = data;
      data = delivers ? "" : sections;
      if (sections.isEmpty() && hangsUpWithoutData) {
        return;
      }
      reply(socket, "{'session':'" + session + "','version':'" + version + "'," + sections);
      received.add(FakeProxy.readText(in));
    } else if (request.contains("'data'")) {
      reply(socket, "{'response':'success','version':'" + version + "',");
    } else {
      reply(
          socket,
          ("{'version':'" + version + "','session':'" + session)
              + ("','config_revision':" + revision + ","));
      String configuration = FakeProxy.readText(in);
      received.add(configuration);
      configuration
          .replaceAll("'", "")
          .lines()
          .filter(text -> text.contains("config_revision:"))
          .forEach(text -> revision = text.replaceAll(".*config_revision:(\\d+).*", "$1"));
      String response = refusesConfiguration ? "failed" : "success";
      reply(socket, "{'response':'" + response + "','version':'" + version + "',");
    }
  }

  private static void reply(Socket socket, String members) throws IOException {
    String text = members.replaceAll(",$", "}").replace('\'', '"');
    socket.getOutputStream().write(Packets.packet(3, new String(text.getBytes(UTF_8), UTF_8)));
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
