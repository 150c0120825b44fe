package org.mockzabbix.parity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSocket;

class ReplyTest {

  @Test
  void timeAndRevisionAndOrderOfChecks_doNotCount() {
    assertEquals(
        reply(1, "{\"info\":\"processed: 1; seconds spent: 0.000012\"}"),
        reply(1, "{\"info\":\"processed: 1; seconds spent: 0.100000\"}"));
    assertEquals(reply(3, "{\"config_revision\":7}"), reply(3, "{\"config_revision\":8}"));
    assertEquals(
        reply(
            1, "{\"data\":[{\"key\":\"a\",\"lastlogsize\":0},{\"key\":\"b\",\"lastlogsize\":0}]}"),
        reply(
            1, "{\"data\":[{\"key\":\"b\",\"lastlogsize\":0},{\"key\":\"a\",\"lastlogsize\":0}]}"));
  }

  @Test
  void idsOfProxiesAndTheirOrder_areLeftOut() {
    String stats = "{\"data\":{\"host stats\":[%s,%s],\"required performance\":[%s]}}";
    String count = "{\"attributes\":{\"proxyid\":%d,\"status\":0},\"count\":%d}";
    String sum = "{\"attributes\":{\"proxyid\":0},\"count\":\"%s\"}";
    Reply own =
        reply(
            1, stats.formatted(count.formatted(7, 1), count.formatted(9, 2), sum.formatted("0.1")));

    assertEquals(
        own,
        reply(
            1,
            stats.formatted(
                count.formatted(1, 2),
                count.formatted(2, 1),
                sum.formatted("0.10000000000000001"))));
    assertNotEquals(
        own,
        reply(
            1,
            stats.formatted(count.formatted(7, 1), count.formatted(9, 1), sum.formatted("0.1"))));
  }

  @Test
  void aByteThatIsNotUtf8_isAReplacementCharacter() {
    Reply reply =
        Reply.of(
            new PlainSocket.Heard(
                new String(
                    Packets.frame(1, new byte[] {'a', (byte) 0xc3, (byte) 0xff, 'b'}), ISO_8859_1),
                PlainSocket.Ending.END_OF_INPUT));

    assertEquals("flags 1 a\ufffd\ufffdb, END_OF_INPUT", reply.whole());
  }

  @Test
  void flagsAndTextAndOpenConnections_count() {
    assertNotEquals(reply(1, "{}"), reply(3, "{}"));
    assertNotEquals(reply(1, "{\"a\":1,\"b\":2}"), reply(1, "{\"b\":2,\"a\":1}"));
    assertNotEquals(
        Reply.of(new PlainSocket.Heard("", PlainSocket.Ending.STILL_OPEN)),
        Reply.of(new PlainSocket.Heard("", PlainSocket.Ending.END_OF_INPUT)));
  }

  private static Reply reply(int flags, String json) {
    String bytes = new String(Packets.packet(flags, json), ISO_8859_1);
    return Reply.of(new PlainSocket.Heard(bytes, PlainSocket.Ending.END_OF_INPUT));
  }
}
