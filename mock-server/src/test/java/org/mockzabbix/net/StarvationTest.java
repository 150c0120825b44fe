package org.mockzabbix.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.net.RecordingHandler.OK;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.mockzabbix.fixtures.StartedProcess;
import org.mockzabbix.wire.Bytes;

/** A listener in a separate process that has at most 100 open files and 64 MiB of memory. */
@Timeout(240)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no ulimit")
class StarvationTest {

  private Process process;
  private BufferedReader out;
  private BufferedReader err;
  private InetSocketAddress address;

  @BeforeEach
  void startProcess() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh",
            "-c",
            "ulimit -n 100; exec \"$0\" -Xmx64m " + StarvedListener.class.getName(),
            java);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    process = StartedProcess.of(builder);
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    err =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    int port = Integer.parseInt(out.readLine());
    address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @AfterEach
  void endProcess() {
    process.destroyForcibly();
  }

  @Test
  void tooManyOpenFiles_pausesWithoutSpinning() throws Exception {
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      clients.add(new Client(address));
    }

    assertEquals("Cannot accept connections for now: Too many open files", nextWarning());
    Duration before = cpuTime();
    assertFalse(process.waitFor(1, TimeUnit.SECONDS));
    Duration spent = cpuTime().minus(before);
    for (Client client : clients) {
      assertEquals(OK, client.send(Client.packet("hello")).readAll());
      client.close();
    }

    assertTrue(spent.toMillis() < 300, () -> "spent " + spent);
    assertEquals("closed", endInput());
  }

  @Test
  void tooLittleMemory_isReported() throws Exception {
    Bytes packet = Client.packet("x".repeat(60 << 20));
    try (Client client = new Client(address)) {

      assertThrows(SocketException.class, () -> client.send(packet).readAll());

      String reason = out.readLine();
      assertTrue(reason.matches("out of memory after \\d+ bytes"), reason);
    }
    try (Client next = new Client(address)) {
      assertEquals(OK, next.send(Client.packet("hello")).readAll());
    }
  }

  @Test
  void handlerFailure_isLoggedOnceWithItsMessage() throws Exception {
    try (Client client = new Client(address)) {

      client.send(Client.packet("fail")).readAll();

      assertEquals(
          "Closing connection 2 from 127.0.0.1:"
              + client.address().getPort()
              + ": the handler threw java.lang.IllegalStateException: as asked",
          nextWarning());
    }
    assertEquals("closed", endInput());
    assertEquals(null, err.readLine());
  }

  @Test
  void failingLog_neitherEndsTheListenerNorHoldsTheClient() throws Exception {
    assertEquals(OK, ask("break the log"));

    for (int i = 0; i < 3; i++) {
      assertEquals(Bytes.empty(), ask("fail"));
    }

    assertEquals(OK, ask("hello"));
    assertEquals("closed", endInput());
  }

  @Test
  void fullHeap_doesNotEndTheListener() throws Exception {
    assertEquals(Bytes.empty(), ask("exhaust"));

    process.getOutputStream().write('\n');
    process.getOutputStream().flush();

    assertEquals("freed", out.readLine());
    assertEquals(OK, ask("hello"));
    assertEquals("closed", endInput());
  }

  private Bytes ask(String text) throws IOException {
    try (Client client = new Client(address)) {
      return client.send(Client.packet(text)).readAll();
    }
  }

  private String nextWarning() throws IOException {
    String line = err.readLine();
    while (line.contains("about to starve")) {
      line = err.readLine();
    }
    return line.replaceFirst(".* - ", "");
  }

  private Duration cpuTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  private String endInput() throws IOException {
    process.getOutputStream().close();
    return out.readLine();
  }
}
