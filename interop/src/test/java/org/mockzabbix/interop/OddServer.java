package org.mockzabbix.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.ScriptedPeer;

/**
 * A server that responds to a sender in an unusual way.
 *
 * @param answers the responses to the first connections; the last one is repeated
 * @param of7022 the exit code and the last line of zabbix_sender 7.0.22, if that of 7.0.9 differs
 */
record OddServer(String name, List<Answer> answers, @Nullable String of7022) {

  /** The bytes of a response. */
  interface Answer {

    /**
     * Returns the bytes, or what {@link ScriptedPeer} does instead.
     *
     * @param other the port of a server that processes every value
     */
    byte[] bytes(int other);
  }

  private static final String OK =
      "{\"response\":\"success\",\"info\":\"processed: 1; failed: 0; total: 1; seconds spent:"
          + " 0.000055\"}";
  private static final String SENT = "0 sent: 1; skipped: 0; total: 1";
  private static final String NOT_SENT = "1 Sending failed.";

  /** Returns the response to one processed value. */
  static byte[] success() {
    return Packets.frame(OK);
  }

  /** Returns servers with each kind of response that a test found worth a look. */
  static Stream<OddServer> all() {
    return Stream.of(responses(), packets(), connections(), redirects()).flatMap(part -> part);
  }

  private static Stream<OddServer> responses() {
    return Stream.of(
        framed(OK),
        framed(OK.replace("failed: 0", "failed: 1")).ends7022("2 sent: 1; skipped: 0; total: 1"),
        framed("{\"response\":\"success\"}"),
        framed("{\"response\":\"success\",\"info\":\"junk\"}"),
        framed("{\"response\":\"success\",\"info\":\"\"}"),
        framed("{\"response\":\"success\",\"info\":\"a\\\"b\\\\c\\nd \\u0001\\u00fc\\t\"}"),
        framed("{\"response\":\"success\",\"info\":5}"),
        framed("{\"response\":\"success\",\"info\":null}"),
        framed("{\"response\":\"success\",\"info\":{\"a\":1}}"),
        framed("{\"response\":\"success\",\"info\":\"Processed 1 Failed 1 Total 1\"}"),
        framed("{\"response\":\"success\",\"info\":\"processed: 1; failed: x\"}"),
        framed("{\"response\":\"success\",\"info\":\"processed: -1; failed: 0\"}"),
        framed("{\"response\":\"success\",\"info\":\"" + "y".repeat(2047) + "\"}"),
        framed("{\"response\":\"success\",\"info\":\"" + "y".repeat(2048) + "\"}"),
        framed("{\"response\":\"success\",\"x\":\"" + "y".repeat(70_000) + "\"}"),
        framed(" \n{ \"response\" : \"success\" , \"info\" : \"spaces\" } \n"),
        framed("{\"response\":\"failed\",\"info\":\"no way\"}"),
        framed("{\"response\":\"failed\"}"),
        framed("{\"response\":\"Success\"}"),
        framed("{\"response\":\"succ\\u0065ss\"}"),
        framed("{\"response\":1}"),
        framed("{\"response\":null}"),
        framed("{\"response\":\"success\",\"response\":\"failed\"}"),
        framed("{\"info\":\"x\"}"),
        framed("{}"),
        framed("[]"),
        framed("[\"response\",\"success\"]"),
        framed("5"),
        framed("junk"),
        framed("OK"),
        framed("\u00ef\u00bb\u00bf{\"response\":\"success\"}"),
        framed("{\"response\":\"success\""),
        framed("{\"response\":\"success\"}x"),
        framed("{'response':'success'}"),
        framed("{\"response\":\"success\"}\0x"),
        framed("{\"response\":\"suc\0cess\"}"),
        framed("K\u00f6ln \u00ff"),
        framed("{\"response\":\"failed\",\"info\":\"K\u00f6ln\"}"));
  }

  private static Stream<OddServer> packets() {
    return Stream.of(
        framed("").ends7022(SENT),
        raw("Z"),
        raw("ZBXD"),
        raw("ZBXD\1"),
        raw("ZBXD\1\5\0\0"),
        raw("HTTP/1.1 400 Bad Request\r\n\r\n"),
        raw("{\"response\":\"success\"}"),
        raw("ZBXD\1\5\0\0\0\0\0\0\0ab"),
        raw("ZBXD\1\1\0\0\0\0\0\0\0ab"),
        raw("ZBXD\1\0\0\0\0\0\0\0\0ab"),
        raw("ZBXD\0\2\0\0\0\0\0\0\0{}"),
        raw("ZBXD\2\2\0\0\0\0\0\0\0{}"),
        raw("ZBXD\4\2\0\0\0\0\0\0\0{}"),
        raw("ZBXD\5\2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0{}"),
        raw("ZBXD\7\2\0\0\0\0\0\0\0{}"),
        raw("ZBXD\u0081\2\0\0\0\0\0\0\0{}"),
        raw("ZBXD\u0089\2\0\0\0\0\0\0\0{}"),
        raw("ZBXD\u0084\2\0\0\0\0\0\0\0{}"),
        raw("ZBXD\1\2\0\0\0\7\0\0\0{}"),
        raw("ZBXD\1\2\0\0\0\u00ff\u00ff\u00ff\u007f{}"),
        raw("ZBXD\1\u00ff\u00ff\u00ff\u007f\0\0\0\0{}"),
        raw("ZBXD\1\u00ff\u00ff\u00ff\u00ff\0\0\0\0{}"),
        raw("ZBXD\3\5\0\0\0\144\0\0\0abcde"),
        raw("ZBXD\3\5\0\0\0\u00ff\u00ff\u00ff\u007fabcde"),
        compressed(OK, 0),
        compressed(OK, -1),
        compressed(OK, 1));
  }

  private static Stream<OddServer> connections() {
    return Stream.of(
        new OddServer("closes", List.of(other -> ScriptedPeer.disconnect()), SENT),
        new OddServer("resets", List.of(other -> ScriptedPeer.reset()), null));
  }

  private static Stream<OddServer> redirects() {
    return Stream.of(
        redirect("{\"revision\":1,\"address\":\"127.0.0.1:OTHER\"}"),
        redirect("{\"revision\":\"1\",\"address\":\"127.0.0.1:OTHER\"}"),
        redirect("{\"revision\":18446744073709551615,\"address\":\"localhost:OTHER\"}"),
        redirect("{\"revision\":-1,\"address\":\"127.0.0.1:OTHER\"}"),
        redirect("{\"revision\":1.5,\"address\":\"127.0.0.1:OTHER\"}"),
        redirect("{\"revision\":1}"),
        redirect("{\"address\":\"127.0.0.1:OTHER\"}"),
        redirect("{}"),
        redirect("\"127.0.0.1:OTHER\""),
        redirect("[{\"revision\":1,\"address\":\"127.0.0.1:OTHER\"}]"),
        redirect("{\"revision\":1,\"address\":\"127.0.0.1:OTHER;x\"}"),
        redirect("{\"revision\":1,\"address\":\"127.0.0.1:OTHER \"}"),
        redirect("{\"revision\":1,\"address\":\"a b:x\"}"),
        redirect("{\"revision\":1,\"address\":\"[127.0.0.1]:OTHER\"}"),
        redirect("{\"revision\":1,\"address\":\"127.0.0.1:99999\"}"),
        redirect("{\"revision\":1,\"address\":\"127.0.0.1:1\"}").ends7022(NOT_SENT),
        redirect("{\"revision\":1,\"reset\":false,\"address\":\"127.0.0.1:OTHER\"}"),
        redirect("{\"reset\":1}"),
        redirect("{\"reset\":true}").ends7022(NOT_SENT),
        new OddServer(
            "reset, then success",
            List.of(
                framed("{\"response\":\"failed\",\"redirect\":{\"reset\":true}}").answers.get(0),
                framed(OK).answers.get(0)),
            SENT),
        framed(
            "{\"response\":\"success\",\"redirect\":{\"revision\":1,\"address\":\"127.0.0.1:1\"}}"));
  }

  private static OddServer redirect(String redirect) {
    return framed("{\"response\":\"failed\",\"redirect\":" + redirect + "}");
  }

  private static OddServer framed(String text) {
    return new OddServer(
        text,
        List.of(
            other -> {
              String filled = text.replace("OTHER", String.valueOf(other));
              return Packets.frame(1, filled.getBytes(ISO_8859_1));
            }),
        null);
  }

  private static OddServer raw(String bytes) {
    return new OddServer(bytes, List.of(other -> bytes.getBytes(ISO_8859_1)), null);
  }

  /** A compressed response whose header declares another length by so many bytes. */
  private static OddServer compressed(String text, int error) {
    return new OddServer(
        "compressed, " + error,
        List.of(
            other -> {
              byte[] packet = Packets.packet(3, text);
              packet[9] += (byte) error; // the lowest byte of RESERVED
              return packet;
            }),
        null);
  }

  /** Returns the same server, with which 7.0.22 ends in another way than 7.0.9. */
  private OddServer ends7022(String end) {
    return new OddServer(name, answers, end);
  }

  /** Returns the answer to a connection, from 1. */
  byte[] answer(int connection, int other) {
    return answers.get(Math.min(connection, answers.size()) - 1).bytes(other);
  }

  @Override
  public String toString() {
    return name.length() > 120 ? name.substring(0, 120) : name;
  }
}
