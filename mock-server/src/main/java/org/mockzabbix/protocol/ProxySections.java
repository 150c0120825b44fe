package org.mockzabbix.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.json.JsonCursor;

/**
 * Checks the sections of a proxy's data, other than its values, as servers do: the first row with a
 * missing member fails the whole request.
 */
final class ProxySections {

  /** The largest number of bytes of an invalid row that the server quotes. */
  private static final int QUOTED = 64;

  /**
   * A section whose rows servers check.
   *
   * @param required the members that each row must have, in the order of the server's look-up
   * @param number the required member that must be an integer; null if none must be
   */
  private record CheckedSection(String name, List<String> required, @Nullable String number) {

    @Nullable String defect(JsonRequest request) {
      JsonCursor rows = request.container(name);
      while (rows.nextElement()) {
        if (rows.type().isScalar()) {
          return "cannot open JSON object or array \"" + rows.restOfText(QUOTED) + '"';
        }
        String defect = rowDefect(rows.enter());
        if (defect != null) {
          return defect;
        }
      }
      return null;
    }

    private @Nullable String rowDefect(JsonCursor row) {
      for (String member : required) {
        if (row.textOf(member) == null) {
          return "cannot find pair with name \"" + member + '"';
        }
      }
      return number != null && row.numberOf(number).isEmpty()
          ? number + " is not a valid numeric"
          : null;
    }
  }

  private static final CheckedSection INTERFACES =
      new CheckedSection("interface availability", List.of("interfaceid"), "interfaceid");
  private static final CheckedSection HOSTS =
      new CheckedSection("host availability", List.of("hostid"), "hostid");
  private static final CheckedSection DISCOVERY =
      new CheckedSection("discovery data", List.of("clock", "drule", "dcheck", "ip"), null);
  private static final CheckedSection REGISTRATION =
      new CheckedSection("auto registration", List.of("clock", "host"), null);

  private ProxySections() {}

  /** Returns the error of the first invalid row; null if all rows are valid. */
  static @Nullable String defect(JsonRequest request) {
    CheckedSection availability = request.isFor60() ? INTERFACES : HOSTS;
    // Since 7.0 servers skip the registration of an agent without a host.
    List<CheckedSection> sections =
        request.isFor70()
            ? List.of(availability, DISCOVERY)
            : List.of(availability, DISCOVERY, REGISTRATION);
    for (CheckedSection section : sections) {
      String defect = section.defect(request);
      if (defect != null) {
        return defect;
      }
    }
    return null;
  }
}
