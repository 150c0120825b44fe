package org.mockzabbix.cli.http;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.text.HostAndPort;

/** The search for a text or for bytes in exchanges. */
final class ExchangeSearch {

  private static final Pattern BYTES = Pattern.compile("0[xX]((?:[0-9a-fA-F]{2})+)");

  private ExchangeSearch() {}

  /**
   * Returns a test for exchanges.
   *
   * @param search a text in data, peer, kind, reason, rule or faults, in any case; or bytes that
   *     request or reply contain, for example {@code 0x5a425844}
   */
  static Predicate<Exchange> of(String search) {
    if (BYTES.matcher(search).matches()) {
      byte[] bytes = HexFormat.of().parseHex(search.substring(2));
      return exchange ->
          contains(exchange.packetBytes(), bytes) || contains(exchange.responseBytes(), bytes);
    }
    String text = search.toLowerCase(Locale.ROOT);
    return exchange ->
        Stream.concat(parts(exchange), escapedParts(exchange))
            .anyMatch(part -> part.toLowerCase(Locale.ROOT).contains(text));
  }

  /** Returns the texts of an exchange. Its values are in the data of the packet. */
  private static Stream<String> parts(Exchange exchange) {
    return Stream.of(
            Stream.of(HostAndPort.of(exchange.peer()).toString(), exchange.kind().wireName()),
            Stream.of(exchange.text(), exchange.response().text()),
            exchange.reason().stream(),
            exchange.rule().stream(),
            exchange.faults().stream())
        .flatMap(part -> part);
  }

  /** Returns the texts that the data spells in another way than a person types them. */
  private static Stream<String> escapedParts(Exchange exchange) {
    if (exchange.text().indexOf('\\') < 0) {
      return Stream.empty();
    }
    return Stream.concat(
        Stream.of(exchange.request().host(), exchange.request().requestedKey())
            .filter(Objects::nonNull),
        exchange.items().stream().flatMap(i -> Stream.of(i.host(), i.key(), i.value())));
  }

  private static boolean contains(byte[] text, byte[] wanted) {
    for (int start = 0; start <= text.length - wanted.length; start++) {
      int at = 0;
      while (at < wanted.length && text[start + at] == wanted[at]) {
        at++;
      }
      if (at == wanted.length) {
        return true;
      }
    }
    return false;
  }
}
