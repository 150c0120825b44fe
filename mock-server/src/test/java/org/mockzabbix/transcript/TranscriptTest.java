package org.mockzabbix.transcript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;

class TranscriptTest {

  private static final String LINE =
      "{'id':1,'time':'2026-11-29T12:00:00.5Z','port':'trapper','request':'sender data',"
          + "'rows':[{'host':'h','key':'k','time':7}],'reply':{'response':'success','port':5},"
          + "'raw':{'request':'aGk=','reply':'aG8='}}\n";

  private static Transcript parse(String text) throws TranscriptException {
    return Transcript.parse("t.jsonl", text.replace('\'', '"'));
  }

  @Test
  void hasTimePortKindAndBytesOfEachLine() throws TranscriptException {
    TranscriptExchange exchange = parse("\n" + LINE).exchanges().get(0);

    assertEquals(2, exchange.line());
    assertEquals(Instant.parse("2026-11-29T12:00:00.5Z"), exchange.time());
    assertEquals("trapper", exchange.port());
    assertEquals("sender data", exchange.kind());
    assertArrayEquals(new byte[] {'h', 'i'}, exchange.requestBytes());
    assertArrayEquals(new byte[] {'h', 'o'}, exchange.replyBytes());
  }

  @Test
  void agentsExchanges_nameTheAgent() throws TranscriptException {
    String agent =
        "{'time':'2026-11-29T12:00:00Z','port':'agent','host':'web01','raw':{'request':'aGk='}}";
    Transcript transcript = parse(LINE + agent);

    assertEquals(Optional.empty(), transcript.exchanges().get(0).agent());
    assertEquals(Optional.of("web01"), transcript.exchanges().get(1).agent());
    assertEquals(0, transcript.exchanges().get(1).replyBytes().length);
  }

  @Test
  void cutOffLastLine_isLeftOutAndNamed() throws TranscriptException {
    for (int length = 1; length < LINE.length() - 1; length++) {
      Transcript transcript = parse(LINE + LINE.substring(0, length));

      assertEquals(1, transcript.exchanges().size());
      assertEquals(
          Optional.of("t.jsonl:2: the line is cut off, and is left out"), transcript.cutOff());
    }
    Transcript whole = parse(LINE + LINE.stripTrailing());
    assertEquals(2, whole.exchanges().size());
    assertEquals(Optional.empty(), whole.cutOff());
  }

  @Test
  void cutOffCharacter_isLeftOut(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("t.jsonl"), new byte[] {'{', '"', (byte) 0xe3});

    assertEquals(
        Optional.of(file + ":1: the line is cut off, and is left out"),
        Transcript.read(file).cutOff());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'time' 1}|not valid JSON: Unexpected character ('1' (code 49)): was expecting a colon to"
            + " separate field name and value",
        "[1]|must be a JSON object, as serve --record writes it",
        "{'port':'trapper','raw':{}}|time is missing",
        "{'time':'2026-11-29T12:00:00Z','raw':{}}|port is missing: use one of trapper, agent,"
            + " poller, api",
        "{'time':'2026-11-29T12:00:00Z','port':'trapper'}|raw is missing: record the exchanges"
            + " with their bytes",
        "{'time':'noon'}|time must be a time such as 2026-11-29T01:59:35.903Z, but was 'noon'",
        "{'time':5}|time must be a string",
        "{'port':'traper'}|port must be one of trapper, agent, poller, api, but was 'traper'",
        "{'raw':'x'}|raw must be an object",
        "{'raw':{'reply':null}}|raw.reply must be a string",
        "{'raw':{'request':'????'}}|raw.request must be base64: Illegal base64 character 3f",
        "{} {}|more text follows the JSON object",
      })
  void errors_nameFileLineAndMember(String line, String problem) {
    TranscriptException e =
        assertThrows(TranscriptException.class, () -> parse(LINE + line + "\n" + LINE));

    assertEquals(
        "t.jsonl:2: " + problem.replace("'noon'", "\"noon\"").replace("'traper'", "\"traper\""),
        e.getMessage());
  }

  @Test
  void missingFile_isNamed(@TempDir Path folder) {
    Path file = folder.resolve("none.jsonl");

    TranscriptException e = assertThrows(TranscriptException.class, () -> Transcript.read(file));

    assertEquals(file + ": no such file", e.getMessage());
  }

  @Test
  void exchangesOfServers_areReadAsWritten() throws IOException {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      new Sender(server.host(), server.trapperPort()).send("web01", "app.ok", "日本\n\0");

      String line = ExchangeJson.ofServer().withRawBytes().text(server.exchanges().get(0));
      TranscriptExchange read = Transcript.parse("t", line).exchanges().get(0);

      assertEquals(server.exchanges().get(0).receivedAt(), read.time());
      assertArrayEquals(server.exchanges().get(0).packetBytes(), read.requestBytes());
      assertArrayEquals(server.exchanges().get(0).responseBytes(), read.replyBytes());
    }
  }
}
