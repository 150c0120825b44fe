package org.mockzabbix.protocol;

import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.text.IpAddress;

/**
 * The checks of a {@code history.push} request that a server makes before it looks for the items. A
 * row that is not valid refuses the whole request.
 */
final class HistoryPushCheck {

  private static final BigInteger MAX_UINT64 = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
  private static final int MAX_CLOCK = Integer.MAX_VALUE;
  private static final int MAX_NS = 999_999_999;

  private HistoryPushCheck() {}

  /** Returns why a server refuses the request, in its words; null if it does not. */
  static @Nullable String defect(JsonRequest request) {
    String clientip = request.text("clientip");
    if (clientip == null) {
      return "Cannot find tag: \"clientip\".";
    }
    if (IpAddress.parse(clientip).isEmpty()) {
      return "Invalid tag \"clientip\" value: " + clientip + ".";
    }
    return request.hasContainer("data")
        ? rowDefect(request.container("data"))
        : "Cannot find tag: \"data\".";
  }

  private static @Nullable String rowDefect(JsonCursor rows) {
    for (int number = 1; rows.nextElement(); number++) {
      String defect =
          rows.type().isScalar() ? "cannot open object" : defect(rows.enter()).orElse(null);
      if (defect != null) {
        return "Cannot parse item #" + number + " data: " + defect + ".";
      }
    }
    return null;
  }

  /** Returns the first defect of a row, in the order in which a server looks for them. */
  private static Optional<String> defect(JsonCursor row) {
    return itemDefect(row)
        .or(() -> invalid(row, "clock", 1, MAX_CLOCK))
        .or(() -> invalid(row, "ns", 0, MAX_NS))
        .or(() -> nsDefect(row))
        .or(() -> isSent(row, "value") ? Optional.empty() : Optional.of(missing("\"value\"")));
  }

  private static Optional<String> itemDefect(JsonCursor row) {
    boolean hasHost = isSent(row, "host");
    boolean hasKey = isSent(row, "key");
    if (!isSent(row, "itemid")) {
      return hasHost && hasKey ? Optional.empty() : Optional.of(missing("\"host\" or \"itemid\""));
    }
    Optional<String> invalid = invalid(row, "itemid", BigInteger.ONE, MAX_UINT64);
    return invalid.isPresent() || !(hasHost || hasKey)
        ? invalid
        // The real server names the wrong tag here, too.
        : Optional.of("\"itemid\" tag conflicts with \"host\" and \"itemid\" tags");
  }

  private static Optional<String> nsDefect(JsonCursor row) {
    return isSent(row, "ns") && !isSent(row, "clock")
        ? Optional.of("cannot use \"ns\" tag without \"clock\" tag")
        : Optional.empty();
  }

  private static String missing(String names) {
    return "missing " + names + " tag";
  }

  private static boolean isSent(JsonCursor row, String name) {
    return row.textOf(name) != null;
  }

  private static Optional<String> invalid(JsonCursor row, String name, long min, long max) {
    return invalid(row, name, BigInteger.valueOf(min), BigInteger.valueOf(max));
  }

  /** Returns the defect of a member that was sent and is not an integer of this range. */
  private static Optional<String> invalid(
      JsonCursor row, String name, BigInteger min, BigInteger max) {
    String text = row.textOf(name);
    return text == null || isInteger(text, min, max)
        ? Optional.empty()
        : Optional.of("invalid \"" + name + "\" tag value: \"" + text + '"');
  }

  private static boolean isInteger(String text, BigInteger min, BigInteger max) {
    if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return false;
    }
    BigInteger number = new BigInteger(text);
    return number.compareTo(min) >= 0 && number.compareTo(max) <= 0;
  }
}
