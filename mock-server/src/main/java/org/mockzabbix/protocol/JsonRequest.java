package org.mockzabbix.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.json.InvalidJsonException;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.protocol.json.JsonDialect;
import org.mockzabbix.protocol.json.JsonScalar;
import org.mockzabbix.protocol.json.JsonScanner;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.text.SessionToken;

/**
 * The JSON object of a request, as the positions of its members and of its rows. Read in one pass,
 * for all decoders of requests. Not thread-safe.
 */
final class JsonRequest {

  /** The largest number of bytes of an invalid {@code data} that the server quotes. */
  private static final int QUOTED_DATA = 64;

  /** The members that a server requires of some request. */
  private static final Set<String> MEMBERS = Set.of("request", "data", "host", "session");

  /** The members that hold rows. */
  private static final String DATA = "data";

  private static final String HISTORY_DATA = "history data";

  private final byte[] text;
  private final int start;
  private final int end;
  private final ZabbixVersion version;
  private int[] members = new int[4 * 8]; // start and end of each name and of its value
  private int size;
  private boolean visible = true; // a server finds no member behind a name that it cannot decode
  private HistoryRows.@Nullable RowPositions data;
  private HistoryRows.@Nullable RowPositions historyData;
  private RequestKind kind = RequestKind.UNKNOWN;

  private JsonRequest(byte[] text, int start, int end, ZabbixVersion version) {
    this.text = text;
    this.start = start;
    this.end = end;
    this.version = version;
  }

  /** Reads {@code text[start, end)}, which begins with an opening brace. */
  static JsonRequest read(byte[] text, int start, int end, ZabbixVersion version)
      throws InvalidJsonException {
    JsonRequest request = new JsonRequest(text, start, end, version);
    JsonScanner scanner = new JsonScanner(text, start, end, dialect(version));
    for (boolean more = scanner.firstMember(); more; more = scanner.nextMember()) {
      request.readMember(scanner);
    }
    scanner.expectEnd();
    request.kind = RequestKind.named(request.text("request"));
    return request;
  }

  private static JsonDialect dialect(ZabbixVersion version) {
    if (version.atLeast(ZabbixVersion.V7_0)) {
      return JsonDialect.ZABBIX_7;
    }
    return version.atLeast(ZabbixVersion.V6_0) ? JsonDialect.ZABBIX_6 : JsonDialect.ZABBIX_5;
  }

  private void readMember(JsonScanner scanner) throws InvalidJsonException {
    visible &= scanner.isDecodable(); // of the name
    if (!visible) {
      scanner.skipValue();
      return;
    }
    if (size == members.length) {
      members = Arrays.copyOf(members, 2 * size);
    }
    members[size] = scanner.nameStart();
    members[size + 1] = scanner.nameEnd();
    members[size + 2] = scanner.valueStart();
    if (data == null && scanner.nameIs(DATA)) {
      data = HistoryRows.RowPositions.read(scanner, text, end);
    } else if (historyData == null && scanner.nameIs(HISTORY_DATA)) {
      historyData = HistoryRows.RowPositions.read(scanner, text, end);
    } else {
      scanner.skipValue();
    }
    members[size + 3] = scanner.position();
    size += 4;
  }

  /** Returns whether the server that reads this request has version 6.0 or later. */
  boolean isFor60() {
    return version.atLeast(ZabbixVersion.V6_0);
  }

  /** Returns whether the server that reads this request has version 7.0 or later. */
  boolean isFor70() {
    return version.atLeast(ZabbixVersion.V7_0);
  }

  /** Returns the index of the first member called {@code name}; -1 if it is missing. */
  private int find(String name) {
    for (int i = 0; i < size; i += 4) {
      if (JsonScalar.equals(name, text, members[i], members[i + 1])) {
        return i;
      }
    }
    return -1;
  }

  private boolean isScalar(int member) {
    byte first = text[members[member + 2]];
    return first != '{' && first != '[';
  }

  /**
   * Returns the text of a scalar member; null if it is missing, a container or a string that a
   * server cannot decode.
   */
  @Nullable String text(String name) {
    int member = find(name);
    return member >= 0
            && isScalar(member)
            && JsonScalar.isDecodable(text, members[member + 2], members[member + 3])
        ? JsonScalar.decode(text, members[member + 2], members[member + 3])
        : null;
  }

  /**
   * Returns the text of a scalar member; null also if it has more than {@code max} bytes, which do
   * not fit into the buffer of a server.
   */
  @Nullable String text(String name, int max) {
    String found = text(name);
    boolean fits = found != null && found.getBytes(StandardCharsets.UTF_8).length <= max;
    return fits ? found : null;
  }

  /** Returns the scalar members as text, in the order of the request; the first of equal names. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : names()) {
      String text = text(name);
      if (text != null) {
        texts.put(name, text);
      }
    }
    return texts;
  }

  /** Returns the JSON of a member that is an array or an object; null if it is not. */
  @Nullable String json(String name) {
    int member = find(name);
    return member < 0 || isScalar(member)
        ? null
        : new String(
            text,
            members[member + 2],
            members[member + 3] - members[member + 2],
            StandardCharsets.UTF_8);
  }

  /** Returns a member that is an integer of plain digits; empty if it is not. */
  OptionalLong number(String name) {
    int member = find(name);
    long number =
        member < 0
            ? JsonScalar.NO_NUMBER
            : JsonScalar.plainInteger(text, members[member + 2], members[member + 3]);
    return number == JsonScalar.NO_NUMBER ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /** Returns a member that is an integer of plain digits; null if it is not. */
  @Nullable Long numberOrNull(String name) {
    OptionalLong number = number(name);
    return number.isPresent() ? number.getAsLong() : null;
  }

  /** Returns whether {@code name} is an array or an object. */
  boolean hasContainer(String name) {
    int member = find(name);
    return member >= 0 && !isScalar(member);
  }

  /**
   * Returns a cursor for the container {@code name}; an empty cursor if it is missing or a scalar.
   */
  JsonCursor container(String name) {
    int member = find(name);
    return JsonCursor.reopen(text, member < 0 ? end : members[member + 2], end);
  }

  /** Returns the rows in {@code data}; none if it is missing or a scalar. */
  HistoryRows data(HistoryRows.Naming naming) {
    return rows(data, naming);
  }

  /** Returns the rows in {@code history data}; none if it is missing or a scalar. */
  HistoryRows historyData() {
    return rows(historyData, HistoryRows.Naming.ITEMID);
  }

  private static HistoryRows rows(
      HistoryRows.@Nullable RowPositions positions, HistoryRows.Naming naming) {
    return new HistoryRows(positions == null ? HistoryRows.RowPositions.NONE : positions, naming);
  }

  RequestKind kind() {
    return kind;
  }

  /** Returns a request of this kind that the server refuses, with this {@code info}. */
  Invalid refused(String info) {
    return Invalid.refused(kind, info, misspelledMembers());
  }

  /**
   * Returns a request that the server refuses with this {@code info}, which {@code hint} explains.
   */
  Invalid refused(String info, String hint) {
    return Invalid.refused(kind, info, hint);
  }

  /** Returns the invalid request of a client whose request no server knows. */
  Invalid unknown() {
    String name = text("request");
    if (name != null) {
      return Invalid.unknown(UnknownRequest.reason(name));
    }
    String hint =
        hasContainer("request") ? ": it is an object or an array" : missingHint("request");
    String apiHint = find("jsonrpc") >= 0 ? ": is it a request to the API of the frontend?" : "";
    return Invalid.unknown("the JSON has no \"request\" string" + hint + apiHint);
  }

  /** Returns a request that the server refuses because it lacks {@code member}. */
  Invalid refusedWithout(String member, String info) {
    return Invalid.refused(kind, info, missingHint(member));
  }

  private String missingHint(String name) {
    int member = find(name);
    if (member >= 0) {
      JsonCursor top = JsonCursor.reopen(text, start, end);
      top.find(name);
      return MissingMember.wrongType(top);
    }
    if (!visible) {
      return ": it is behind a name with a \\u escape of half a character: send both surrogates";
    }
    String misspelled = misspelledMembers();
    return misspelled.isEmpty() ? MissingMember.hint(name, names()) : misspelled;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < size; i += 4) {
      names.add(JsonScalar.decode(text, members[i], members[i + 1]));
    }
    return names;
  }

  /**
   * Returns the invalid request of a client whose request this version does not know.
   *
   * @param versions the versions that know it, for example {@code up to 6.2}
   */
  Invalid unknownTo(String versions) {
    return Invalid.unknown(UnknownRequest.reason(kind, version, versions));
  }

  /** Returns a hint at the members whose names differ from known names in case or white space. */
  private String misspelledMembers() {
    StringBuilder hint = new StringBuilder();
    for (int i = 0; i < size; i += 4) {
      String name = JsonScalar.decode(text, members[i], members[i + 1]);
      String known = name.strip().toLowerCase(Locale.ROOT);
      if (MEMBERS.contains(known) && !known.equals(name)) {
        hint.append(hint.isEmpty() ? ": write \"" : " and \"").append(known);
        hint.append("\" instead of ").append(Quoting.quote(name));
      }
    }
    return hint.toString();
  }

  /**
   * Returns the refused request if the session token has the wrong length; null if the token is
   * valid or missing.
   */
  @Nullable Invalid refusedSession() {
    String defect = SessionToken.defect(text("session"));
    return defect == null ? null : refused(defect);
  }

  /** Returns the refused request if {@code data} is missing or a scalar; null if it is valid. */
  @Nullable Invalid refusedData() {
    if (hasContainer(DATA)) {
      return null;
    }
    return refusedWithout(DATA, isFor70() ? "cannot open \"data\" token" : dataError());
  }

  private String dataError() {
    int member = find(DATA);
    if (member < 0) {
      return "cannot find pair with name \"data\"";
    }
    String rest = JsonCursor.restOfText(text, members[member + 2], end, QUOTED_DATA);
    return "cannot open JSON object or array \"" + rest + "\"";
  }
}
