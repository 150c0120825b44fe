package org.mockzabbix.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.Request.SectionDefect;
import org.mockzabbix.protocol.json.JsonCursor;

/**
 * Checks the sections of a proxy's data as servers do. They read the sections one after the other,
 * each up to its first invalid row, and name all defects in their response. They refuse the data
 * only if the last section that they read is invalid.
 */
final class ProxySections {

  /** The largest number of bytes of an invalid row that the server quotes. */
  private static final int QUOTED = 64;

  /** Finds the defect of a row; returns null if it is valid. */
  @FunctionalInterface
  private interface RowCheck {
    @Nullable String defect(JsonCursor row);
  }

  /** A section that servers read. */
  private record CheckedSection(String name, RowCheck check) {

    @Nullable String defect(JsonRequest request) {
      JsonCursor rows = request.container(name);
      while (rows.nextElement()) {
        String defect =
            rows.type().isScalar()
                ? "cannot open JSON object or array \"" + rows.restOfText(QUOTED) + '"'
                : check.defect(rows.enter());
        if (defect != null) {
          return defect;
        }
      }
      return null;
    }
  }

  private static final CheckedSection INTERFACES =
      new CheckedSection(
          "interface availability", row -> availability(row, "interfaceid", "available", "error"));
  private static final CheckedSection HOSTS =
      new CheckedSection(
          "host availability",
          row ->
              availability(
                  row,
                  "hostid",
                  "available",
                  "error",
                  "snmp_available",
                  "snmp_error",
                  "ipmi_available",
                  "ipmi_error",
                  "jmx_available",
                  "jmx_error"));

  /** The check of a section whose rows do not matter. */
  private static final RowCheck VALID = row -> null;

  private static final CheckedSection HISTORY = new CheckedSection("history data", VALID);

  private static final CheckedSection DISCOVERY =
      new CheckedSection("discovery data", row -> missing(row, "clock", "drule", "dcheck", "ip"));
  private static final CheckedSection REGISTRATION =
      new CheckedSection("auto registration", ProxySections::registration);

  /** Since 7.0 servers skip an invalid registration. */
  private static final CheckedSection LENIENT_REGISTRATION =
      new CheckedSection(REGISTRATION.name, VALID);

  private final List<String> defects = new ArrayList<>();
  private boolean refused;

  private ProxySections(JsonRequest request) {
    List<CheckedSection> sections =
        List.of(
            request.isFor60() ? INTERFACES : HOSTS,
            HISTORY,
            DISCOVERY,
            request.isFor70() ? LENIENT_REGISTRATION : REGISTRATION);
    for (CheckedSection section : sections) {
      if (request.hasContainer(section.name)) {
        String defect = section.check.equals(VALID) ? null : section.defect(request);
        refused = defect != null;
        if (defect != null) {
          defects.add(defect);
        }
      }
    }
  }

  /** Returns the defect of the data; null if all sections are valid. */
  static @Nullable SectionDefect defect(JsonRequest request) {
    ProxySections sections = new ProxySections(request);
    return sections.defects.isEmpty()
        ? null
        : new SectionDefect(String.join("\n", sections.defects), sections.refused);
  }

  private static @Nullable String availability(JsonCursor row, String id, String... data) {
    String missing = missing(row, id);
    if (missing != null) {
      return missing;
    }
    if (row.numberOf(id).isEmpty()) {
      return id + " is not a valid numeric";
    }
    for (String member : data) {
      if (row.textOf(member) != null) {
        return null;
      }
    }
    return "no availability data for \"" + id + "\":" + row.textOf(id);
  }

  /** A registration of a host whose name is invalid is skipped. */
  private static @Nullable String registration(JsonCursor row) {
    String missing = missing(row, "clock", "host");
    boolean valid =
        missing == null && AgentDecoder.nameError(String.valueOf(row.textOf("host"))) == null;
    return valid ? missing(row, "ip") : missing;
  }

  private static @Nullable String missing(JsonCursor row, String... required) {
    for (String member : required) {
      if (row.textOf(member) == null) {
        return "cannot find pair with name \"" + member + '"';
      }
    }
    return null;
  }
}
