package org.mockzabbix.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.Glob;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.text.SizeFormat;

/** Keys, addresses, times and sizes are read or refused. Keys and addresses can be written back. */
public final class TextTarget {

  private TextTarget() {}

  /** Takes UTF-8. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, UTF_8);
    key(text);
    address(text);
    DurationFormat.parse(text).ifPresent(DurationFormat::format);
    SizeFormat.parse(text).ifPresent(SizeFormat::format);
    boolean unused = Glob.compile(text).test(text);
    Quoting.quote(text);
  }

  private static void key(String text) {
    Optional<ItemKey> key = ItemKey.tryParse(text);
    if (key.isPresent()) {
      expect(ItemKey.parse(key.get().toString()), key.get());
    } else {
      refused(() -> ItemKey.parse(text));
    }
  }

  private static void address(String text) {
    HostAndPort address;
    try {
      address = HostAndPort.parse(text, 10050);
    } catch (IllegalArgumentException refused) {
      refused(() -> HostAndPort.parse(text));
      return;
    }
    expect(HostAndPort.parse(address.toString()), address);
  }

  private static void refused(Runnable parsing) {
    try {
      parsing.run();
    } catch (IllegalArgumentException refused) {
      if (refused.getMessage() == null || refused.getMessage().isBlank()) {
        throw new AssertionError("no message", refused);
      }
      return;
    }
    throw new AssertionError("is not refused");
  }

  private static void expect(Object actual, Object expected) {
    if (!actual.equals(expected)) {
      throw new AssertionError(actual + " instead of " + expected);
    }
  }
}
