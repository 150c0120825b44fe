package org.mockzabbix.cli.certify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that receives the output of the program in one trial. */
final class ProgramOutput implements AutoCloseable {

  private static final int MOST_OUTPUT = 65_536;

  private final Path file = Files.createTempFile("mock-zabbix-certify-", ".txt");

  ProgramOutput() throws IOException {}

  void redirect(ProcessBuilder builder) {
    builder.redirectErrorStream(true).redirectOutput(file.toFile());
  }

  /** Returns the first 64 KiB of the output and the errors of the program. */
  String text() throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return new String(stream.readNBytes(MOST_OUTPUT), UTF_8);
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
