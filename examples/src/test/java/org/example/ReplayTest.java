package org.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.junit.MockZabbix;
import org.mockzabbix.transcript.ExchangeJson;
import org.mockzabbix.transcript.Replay;
import org.mockzabbix.transcript.ReplayResult;
import org.mockzabbix.transcript.Transcript;

class ReplayTest {

  @Test
  void theOtherServerRepliesTheSame(
      @MockZabbix("recorded") MockZabbixServer recorded,
      @MockZabbix("other") MockZabbixServer other,
      @TempDir Path directory)
      throws Exception {
    new Sender("127.0.0.1", recorded.trapperPort()).send("web01", "app.ok", "1");
    Path file = directory.resolve("traffic.jsonl");
    Exchange exchange = recorded.exchanges().get(0);
    String line = ExchangeJson.ofServer().withRawBytes().text(exchange);
    Files.writeString(file, line + "\n", UTF_8);

    ReplayResult result = new Replay("127.0.0.1", other.trapperPort()).run(Transcript.read(file));

    assertEquals(0, result.differing().size());
  }
}
