package org.mockzabbix.cli.output;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.transcript.ExchangeJson;

class TextLinesTest {

  private static final Exchange REJECTED =
      RecordedExchanges.of(
          ServerConfig.strict(),
          "{\"request\":\"sender data\",\"data\":[{\"host\":\"h\",\"key\":\"k\",\"value\":\"1\"}]}");

  private static String line(boolean colored) {
    StringBuilder line = new StringBuilder();
    new TextLines(colored, exchange -> ExchangeJson.ofServer())
        .append(line, REJECTED.items().get(0), REJECTED);
    return line.toString();
  }

  @Test
  void colors() {
    String line = line(true);

    assertTrue(line.startsWith("\u001b[2m"), line);
    assertTrue(line.endsWith("\u001b[31mREJECTED failed: no such host\u001b[0m"), line);
  }

  @Test
  void withoutColors() {
    assertTrue(line(false).chars().noneMatch(c -> c == 0x1b), line(false));
  }
}
