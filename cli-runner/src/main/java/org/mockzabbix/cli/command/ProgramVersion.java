package org.mockzabbix.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** The version of this program, from the file {@code version.txt} that the build writes. */
final class ProgramVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    try (InputStream text = ProgramVersion.class.getResourceAsStream("version.txt")) {
      if (text == null) {
        throw new IllegalStateException("version.txt is missing from the program");
      }
      return new String[] {
        "mock-zabbix " + new String(text.readAllBytes(), StandardCharsets.UTF_8).strip()
      };
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
