package org.mockzabbix.protocol;

import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.json.Utf8;

/** What a peer said on the trapper port, told apart by kind. */
public sealed interface Request {

  /** Which kind of request this is or was meant to be. */
  RequestKind kind();

  /** Item values pushed by {@code zabbix_sender} or a compatible client. */
  record SenderData(HistoryRows rows) implements Request {
    @Override
    public RequestKind kind() {
      return RequestKind.SENDER_DATA;
    }
  }

  /**
   * One value in a form of Zabbix 1.x that servers still take: {@code host:key:value}, or XML with
   * base64 members.
   *
   * @param jsonLike whether the text is JSON that does not begin with <code>{</code>, which a
   *     server reads this way by mistake of the client
   */
  record LegacyData(ItemName item, String value, boolean jsonLike) implements Request {
    @Override
    public RequestKind kind() {
      return RequestKind.LEGACY_DATA;
    }
  }

  /**
   * A request of a known kind whose form the server refuses.
   *
   * @param info what the server answers
   */
  record Refused(RequestKind kind, String info) implements Request {}

  /**
   * A request that the server does not know, and therefore closes on.
   *
   * @param name what {@code request} said; null if it was missing or a container
   */
  record Unknown(@Nullable String name) implements Request {

    private static final int QUOTED_NAME = 64;

    @Override
    public RequestKind kind() {
      return RequestKind.UNKNOWN;
    }

    /** What was wrong, in words for the author of the client. */
    public String reason() {
      if (name == null) {
        return "the JSON has no \"request\" string";
      }
      return name.equals("passive checks")
          ? "\"passive checks\" is what a server asks an agent: is this the wrong port?"
          : "no Zabbix server knows the request \"" + shortened(name) + "\"";
    }

    private static String shortened(String name) {
      String start = Utf8.cut(name, QUOTED_NAME);
      return start.length() < name.length() ? start + "..." : name;
    }
  }

  /**
   * Bytes that are no packet, or a packet whose text is no request.
   *
   * @param reason what was wrong, in words for the author of the client
   * @param info what the server answers; null if it just closes
   */
  record Unreadable(String reason, @Nullable String info) implements Request {
    @Override
    public RequestKind kind() {
      return RequestKind.UNREADABLE;
    }
  }

  /**
   * A connection that ended without a byte.
   *
   * @param reason how it ended
   */
  record Empty(String reason) implements Request {
    @Override
    public RequestKind kind() {
      return RequestKind.EMPTY;
    }
  }
}
