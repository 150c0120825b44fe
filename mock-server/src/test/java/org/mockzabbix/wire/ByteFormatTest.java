package org.mockzabbix.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients send instead of a packet or JSON, recognized by its first bytes. */
class ByteFormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          efbbbf               | ef bb bf is a byte order mark: send UTF-8 without it
          efbbbf 7b7d          | ef bb bf is a byte order mark: send UTF-8 without it
          feff                 | this looks like UTF-16 or UTF-32: send UTF-8
          fffe                 | this looks like UTF-16 or UTF-32: send UTF-8
          007b                 | this looks like UTF-16 or UTF-32: send UTF-8
          005b 00              | this looks like UTF-16 or UTF-32: send UTF-8
          003c                 | this looks like UTF-16 or UTF-32: send UTF-8
          005a                 | this looks like UTF-16 or UTF-32: send UTF-8
          7b00                 | this looks like UTF-16 or UTF-32: send UTF-8
          5b00                 | this looks like UTF-16 or UTF-32: send UTF-8
          3c00                 | this looks like UTF-16 or UTF-32: send UTF-8
          5a00 0000            | this looks like UTF-16 or UTF-32: send UTF-8
          1f8b                 | this looks like gzip data
          7801                 | this looks like a zlib stream, which needs the flags 0x03
          785e                 | this looks like a zlib stream, which needs the flags 0x03
          789c ab              | this looks like a zlib stream, which needs the flags 0x03
          78da                 | this looks like a zlib stream, which needs the flags 0x03
          0000000000000000 7b  | are the lengths numbers of eight bytes? With these flags, they have four
          0000000000000000 0a  | are the lengths numbers of eight bytes? With these flags, they have four
          """)
  void encodedText(String hex, String hint) {
    assertEquals(hint, ByteFormat.hint(Bytes.of(Frames.bytes(hex))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ef",
        "efbb",
        "efbb7b",
        "efbfbf",
        "fe",
        "ff",
        "fefe",
        "ffff",
        "0041",
        "4100",
        "7b7b",
        "1f",
        "1f8c",
        "1e8b",
        "78",
        "789d",
        "799c",
        "0000",
        "00000000",
        "0000000000000000",
        "0000000000000001 7b",
        "00000000000000 7b7b"
      })
  void otherBytesAreNotRecognized(String hex) {
    assertNull(ByteFormat.hint(Bytes.of(Frames.bytes(hex))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          GET |this looks like an HTTP request
          HEAD /|this looks like an HTTP request
          POST / HTTP/1.1|this looks like an HTTP request
          PUT /|this looks like an HTTP request
          DELETE /|this looks like an HTTP request
          CONNECT h:80|this looks like an HTTP request
          OPTIONS *|this looks like an HTTP request
          TRACE /|this looks like an HTTP request
          PATCH /|this looks like an HTTP request
          HTTP/1.1 200 OK|this looks like an HTTP response
          SSH-2.0|this looks like an SSH client
          PROXY TCP4 192.0.2.1|this looks like the PROXY protocol of a load balancer: turn it off
          WkJYRAF|this looks like base64: send the bytes themselves
          eyJyZXF1ZXN0Ijo|this looks like base64: send the bytes themselves
          eyAicmVxdWVzdCI|this looks like base64: send the bytes themselves
          5a4258|this looks like hexadecimal digits: send the bytes themselves
          5A 42 58 44|this looks like hexadecimal digits: send the bytes themselves
          5a:42:58|this looks like hexadecimal digits: send the bytes themselves
          0x5a, 0x42, 0x58|this looks like hexadecimal digits: send the bytes themselves
          \\x5A\\x42\\x58|this looks like hexadecimal digits: send the bytes themselves
          """)
  void otherProtocolsAndDigits(String text, String hint) {
    assertEquals(hint, ByteFormat.hint(Bytes.of(text)));
  }

  @Test
  void theBinaryProxyProtocol() {
    Bytes signature = Bytes.of("\r\n\r\n\0\r\nQUIT\n".getBytes(ISO_8859_1));

    assertEquals(
        "this looks like the PROXY protocol of a load balancer: turn it off",
        ByteFormat.hint(signature));
    assertNull(ByteFormat.hint(signature.slice(0, signature.length() - 1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET",
        "get /",
        " GET /",
        "GETTER /",
        "HTTP",
        "SSH",
        "PROXY",
        "WkJY",
        "eyA",
        "5a42",
        "5a-42-58",
        "5a 58 42",
        "x5a4258",
        "{\"request\":\"agent data\"}",
        "agent.ping"
      })
  void otherTextIsNotRecognized(String text) {
    assertNull(ByteFormat.hint(Bytes.of(text)));
  }
}
