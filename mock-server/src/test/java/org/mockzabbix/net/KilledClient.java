package org.mockzabbix.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mockzabbix.fixtures.OwnThread;
import org.mockzabbix.fixtures.StartedProcess;

/** A program that sends some bytes, says so, and waits to be killed; and what runs and kills it. */
final class KilledClient {

  private KilledClient() {}

  public static void main(String[] args) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]))) {
      socket.getOutputStream().write(HexFormat.of().parseHex(args[1]));
      System.out.println("sent");
      int end = System.in.read();
      System.out.println("not killed but told to end: " + end);
    }
  }

  /** Has {@code bytes} sent by a process, and kills it when they have left. */
  static void send(int port, byte[] bytes) throws Exception {
    Process process =
        StartedProcess.of(
            new ProcessBuilder(
                    List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of(codeSource()).toString(),
                        KilledClient.class.getName(),
                        String.valueOf(port),
                        HexFormat.of().formatHex(bytes)))
                .redirectError(ProcessBuilder.Redirect.INHERIT));
    try (BufferedReader output = process.inputReader(UTF_8)) {
      String line = OwnThread.supply(() -> line(output)).get(60, TimeUnit.SECONDS);
      if (!"sent".equals(line)) {
        throw new AssertionError("the client printed: " + line);
      }
    } finally {
      process.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
    }
  }

  private static URI codeSource() throws URISyntaxException {
    return KilledClient.class.getProtectionDomain().getCodeSource().getLocation().toURI();
  }

  private static String line(BufferedReader output) {
    try {
      return String.valueOf(output.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
