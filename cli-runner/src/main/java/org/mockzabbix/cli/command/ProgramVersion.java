package org.mockzabbix.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.mockzabbix.protocol.ZabbixVersion;
import picocli.CommandLine.IVersionProvider;

/**
 * The version of this program, from the file {@code version.txt} that the build writes, and the
 * versions of Java and Zabbix.
 */
final class ProgramVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    StringJoiner dialects = new StringJoiner(", ");
    for (ZabbixVersion version : ZabbixVersion.values()) {
      dialects.add(version.dialect());
    }
    return new String[] {
      Commands.PROGRAM + ' ' + own(),
      "JDK " + Runtime.version() + " (" + System.getProperty("java.vendor") + ')',
      "Zabbix versions: " + dialects
    };
  }

  private static String own() {
    try (InputStream text = ProgramVersion.class.getResourceAsStream("version.txt")) {
      if (text == null) {
        throw new IllegalStateException("version.txt is missing from the program");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
