package org.mockzabbix.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.internal.StoredText;
import org.mockzabbix.protocol.internal.TlsRefusal;
import org.mockzabbix.protocol.json.JsonType;
import org.mockzabbix.text.HostNameCheck;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.tls.TlsInfo;

/**
 * An item value as the client sent it, with its outcome. Immutable.
 *
 * <p>A member that the client did not send is empty, never zero. {@link #jsonType()} is the JSON
 * type that the client used; {@link #value()} is the text that a Zabbix server reads. What the
 * server stores of it depends on the value type of the item: see {@link #stored()}.
 *
 * <pre>{@code
 * ItemValue load = server.items("web01", "system.cpu.load").get(0);
 * assertEquals("0.42", load.value());
 * assertEquals(Instant.ofEpochSecond(1700000000, 5), load.time());
 * }</pre>
 */
public final class ItemValue {

  /** The kind of client that delivered a value. */
  public enum Source {
    /** {@code zabbix_sender} or a compatible client. */
    SENDER,
    /** An active agent. */
    ACTIVE_AGENT,
    /** A proxy, which received it from a sender or an agent. */
    PROXY,
    /** An agent that was polled. */
    POLL,
    /** The web frontend's API. */
    HISTORY_PUSH,
    /** A client of Zabbix 1.x, by {@code host:key:value} or XML. */
    LEGACY_SENDER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** The JSON type of a value as sent. */
  public enum JsonValueType {
    STRING,
    NUMBER,
    BOOLEAN,
    NULL,
    OBJECT,
    ARRAY,
    /** The client sent no {@code value}. */
    ABSENT;

    static JsonValueType of(JsonType type) {
      return switch (type) {
        case STRING -> STRING;
        case NUMBER -> NUMBER;
        case TRUE, FALSE -> BOOLEAN;
        case NULL -> NULL;
        case OBJECT -> OBJECT;
        case ARRAY -> ARRAY;
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final ItemName item;
  private final String value;
  private final JsonValueType jsonType;
  private final OptionalLong clock;
  private final OptionalInt ns;
  private final OptionalLong id;
  private final OptionalLong itemid;
  private final boolean notSupported;
  private final LogItemDetails logDetails;
  private final Outcome outcome;
  private final String invalidUtf8; // the quoted bytes; empty if all bytes are UTF-8
  private final String explanation; // empty if the reason of the outcome says everything
  private final @Nullable Storage storage; // null if it is not known
  private final Context context;

  /**
   * The origin of a value.
   *
   * @param proxy the name of the proxy that delivered the value; null without a proxy
   * @param exchange the number of the exchange that contains the value
   * @param connection the number of the connection; 0 if the server connected to the peer
   * @param row the index of the value in the request, from 0
   * @param localPort the port to which the client connected; 0 if the server connected to the peer
   * @param tls the encryption of the connection; null without encryption
   */
  public record Context(
      Source source,
      @Nullable String proxy,
      long exchange,
      long connection,
      int row,
      Instant receivedAt,
      int localPort,
      @Nullable TlsInfo tls) {}

  private ItemValue(
      RequestValue sent,
      @Nullable ItemName resolved,
      Outcome outcome,
      @Nullable Storage storage,
      Context context) {
    JsonType type = sent.jsonType();
    this.item = resolved == null ? sent.item() : resolved;
    this.value = sent.value();
    this.jsonType = type == null ? JsonValueType.ABSENT : JsonValueType.of(type);
    this.clock = sent.clock();
    this.ns = clock.isPresent() ? sent.ns() : OptionalInt.empty();
    this.id = sent.id();
    this.itemid = sent.itemid();
    this.notSupported = sent.isReportedNotSupported();
    this.logDetails = sent.logDetails();
    this.outcome = outcome;
    this.explanation = sent.explanation(outcome);
    this.invalidUtf8 = isQuestionable(item) || isQuestionable(value) ? sent.invalidUtf8() : "";
    this.storage = storage;
    this.context = context;
  }

  private static boolean isQuestionable(ItemName item) {
    return isQuestionable(item.host()) || isQuestionable(item.key());
  }

  /**
   * Returns whether question marks may stand for bytes that are not UTF-8. Most texts have none.
   */
  private static boolean isQuestionable(String text) {
    return text.indexOf('?') >= 0;
  }

  /**
   * Returns the value that was sent as {@code sent}, without what a real server stores of it.
   *
   * @param resolved the item that the {@code itemid} of the value stands for; null if it was sent
   *     with host and key, or if the item does not exist
   */
  public static ItemValue of(
      RequestValue sent, @Nullable ItemName resolved, Outcome outcome, Context context) {
    return new ItemValue(sent, resolved, outcome, null, context);
  }

  /** Returns the value that was sent as {@code sent}, with its outcome and what is stored of it. */
  public static ItemValue of(RequestValue sent, RowOutcomes outcomes, Context context) {
    int row = context.row();
    return new ItemValue(
        sent, outcomes.name(row), outcomes.outcome(row), outcomes.storage(row), context);
  }

  /** Returns the technical name of the host; empty if it was not sent. */
  public String host() {
    return item.host();
  }

  /** Returns the item key with its parameters, as sent; empty if it was not sent. */
  public String key() {
    return item.key();
  }

  /**
   * Returns the text that a Zabbix server reads. A number keeps its spelling, {@code null} becomes
   * empty text, NUL ends the text, and {@code ?} replaces each sequence of bytes that is not UTF-8.
   * Empty if the client sent no value.
   *
   * @see #stored()
   */
  public String value() {
    return value;
  }

  /** Returns the JSON type of the value as sent. */
  public JsonValueType jsonType() {
    return jsonType;
  }

  /** Returns whether the client sent a value, which is neither an object nor an array. */
  public boolean hasValue() {
    return jsonType != JsonValueType.ABSENT
        && jsonType != JsonValueType.OBJECT
        && jsonType != JsonValueType.ARRAY;
  }

  /**
   * Returns whether the server processed this value and {@link #hasValue()} is true. Assertions,
   * the journal and the command line count only these as received values.
   */
  public boolean isReceived() {
    return outcome.isProcessed() && hasValue();
  }

  /**
   * Returns the {@code clock} as sent, in seconds since 1970; empty if it is missing or invalid.
   */
  public OptionalLong clock() {
    return clock;
  }

  /**
   * Returns the {@code ns} as sent, in nanoseconds after {@link #clock()}; empty if it is missing
   * or invalid, or if {@link #clock()} is empty.
   */
  public OptionalInt ns() {
    return ns;
  }

  /**
   * Returns the time of the value: {@code clock} and {@code ns} as sent, or the time of receipt if
   * the client sent no valid {@code clock}.
   */
  public Instant time() {
    return clock.isPresent()
        ? Instant.ofEpochSecond(clock.getAsLong(), ns.orElse(0))
        : context.receivedAt();
  }

  /**
   * Returns the {@code id} by which a server recognizes duplicates; empty if it is missing or not
   * an integer. A number from 2<sup>63</sup> to 2<sup>64</sup> - 1 becomes 2<sup>63</sup> - 1.
   */
  public OptionalLong id() {
    return id;
  }

  /**
   * Returns the {@code itemid} as sent; empty if the value was sent by host and key. A number from
   * 2<sup>63</sup> to 2<sup>64</sup> - 1 becomes 2<sup>63</sup> - 1.
   */
  public OptionalLong itemid() {
    return itemid;
  }

  /**
   * Returns whether the client reported the item as not supported: with {@code state} 1, and the
   * reason as {@link #value()}, or with the value {@code ZBX_NOTSUPPORTED}, as clients of Zabbix
   * 1.x do.
   */
  public boolean isNotSupported() {
    return notSupported;
  }

  /**
   * Returns how many bytes of a log file the agent had read, from 0 to 2<sup>63</sup> - 1; empty
   * except for log items.
   */
  public OptionalLong lastlogsize() {
    return logDetails.lastlogsize();
  }

  /**
   * Returns the modification time of the log file, in seconds since 1970; empty except for log
   * items of rotated files.
   */
  public OptionalLong mtime() {
    return logDetails.mtime();
  }

  /**
   * Returns the time of the event log entry, in seconds since 1970; empty except for Windows event
   * logs.
   */
  public OptionalLong timestamp() {
    return logDetails.timestamp();
  }

  /** Returns the source of the event log entry; empty except for Windows event logs. */
  public Optional<String> eventSource() {
    return logDetails.source();
  }

  /** Returns the severity of the event log entry; empty except for Windows event logs. */
  public OptionalLong severity() {
    return logDetails.severity();
  }

  /** Returns the event id of the event log entry; empty except for Windows event logs. */
  public OptionalLong eventid() {
    return logDetails.eventid();
  }

  /**
   * Returns the text that a real server stores of this value, according to the version of the
   * server and the value type of the item. For example, an item of type Numeric (unsigned) stores 5
   * of {@code "+5.0"}, and a text is cut. The text is that of a PostgreSQL database.
   *
   * <p>Empty if the server stores nothing ({@link #notStored()} is the reason), if it did not
   * process the value, or if the item does not declare its value type ({@code
   * Item.withValueType(...)}): then it is not known what the server stores.
   *
   * <pre>{@code
   * Host web01 = Host.of("web01", Item.trapper("app.ok").withValueType(ValueType.UNSIGNED));
   * try (MockZabbixServer server = new MockZabbixServer(ServerConfig.strict(web01)).start()) {
   *   // a client sends "5.0"
   *   assertEquals(Optional.of("5"), server.items("web01", "app.ok").get(0).stored());
   * }
   * }</pre>
   */
  public Optional<String> stored() {
    ValueType type = storedType();
    return type == null ? Optional.empty() : Optional.of(StoredText.of(type, value));
  }

  /** Returns the declared value type if the server stores this value; else null. */
  private @Nullable ValueType storedType() {
    return storage == null || storage.reason() != null ? null : storage.type();
  }

  /**
   * Returns why a real server stores nothing of this value, although it counts as processed. Empty
   * if the server stores it, if it did not process it, or if this is not known: where an item does
   * not declare its value type, a strict server checks only the time of the value, and a lenient
   * server nothing.
   */
  public Optional<NotStored> notStored() {
    return storage == null ? Optional.empty() : Optional.ofNullable(storage.reason());
  }

  /**
   * Returns the number of characters to which a real server cuts this value; empty if it does not
   * cut it, or if this is not known.
   */
  public OptionalInt cut() {
    ValueType type = storedType();
    if (type == null || type == ValueType.FLOAT || type == ValueType.UNSIGNED) {
      return OptionalInt.empty();
    }
    int longest = StoredText.longest(type);
    return StoredText.isLonger(value, longest) ? OptionalInt.of(longest) : OptionalInt.empty();
  }

  /**
   * Returns what a real server does not store of this processed value, one sentence each, for
   * example {@code a 6.0 server stores only the first 255 of the 300 characters}. Empty if it
   * stores everything, or if this is not known.
   */
  public List<String> storageWarnings() {
    return storage == null ? List.of() : StorageWarnings.of(this, storage);
  }

  /** Returns the outcome: whether the server processed the value, or why not. */
  public Outcome outcome() {
    return outcome;
  }

  /**
   * Returns how the server counted this value and why, for example {@code failed: no such host}.
   * Includes what is wrong with a name or a member, if that is the reason. Empty if the server
   * processed the value.
   */
  public Optional<String> rejection() {
    return outcome.isProcessed()
        ? Optional.empty()
        : Optional.of(refusedEncryption().orElse(outcome + impossibility()) + explanation);
  }

  /** Returns what a server logs if it refused the encryption; empty if that is not the reason. */
  private Optional<String> refusedEncryption() {
    return switch (outcome) {
      case CONNECTION_TYPE_NOT_ALLOWED,
          FALSE_PSK_IDENTITY,
          WRONG_CERTIFICATE_ISSUER,
          WRONG_CERTIFICATE_SUBJECT ->
          Optional.of(
              outcome.kind()
                  + ": "
                  + TlsRefusal.logged(outcome, context.tls(), "host \"" + host() + '"'));
      default -> Optional.empty();
    };
  }

  /** Returns why no server can have the host or item; empty if that is not the reason. */
  private String impossibility() {
    if (outcome == Outcome.UNKNOWN_HOST && itemid.isEmpty()) {
      String defect = HostNameCheck.defect(host());
      return defect == null ? "" : ", and there cannot be one: " + defect;
    }
    return outcome == Outcome.UNKNOWN_KEY && itemid.isEmpty()
        ? ItemKey.defect(key()).map(defect -> ", and cannot have one: " + defect).orElse("")
        : "";
  }

  /**
   * Returns the first byte of host, key or value that is not UTF-8, with the bytes before it, for
   * example {@code 'caf\xe9'}. A server stores a question mark instead. Empty if all are UTF-8.
   */
  public Optional<String> invalidUtf8() {
    return invalidUtf8.isEmpty() ? Optional.empty() : Optional.of(invalidUtf8);
  }

  /** Returns the kind of client that delivered the value. */
  public Source source() {
    return context.source();
  }

  /** Returns the encryption of the connection; empty without encryption. */
  public Optional<TlsInfo> tls() {
    return Optional.ofNullable(context.tls());
  }

  /** Returns the name of the proxy that delivered the value; empty without a proxy. */
  public Optional<String> proxy() {
    return Optional.ofNullable(context.proxy());
  }

  /** Returns the {@code id} of the exchange. */
  public long exchange() {
    return context.exchange();
  }

  /**
   * Returns the port to which the client connected, for example that of a node of a cluster; 0 if
   * an agent was polled.
   */
  public int localPort() {
    return context.localPort();
  }

  /** Returns the {@code connection} of the exchange; 0 if an agent was polled. */
  public long connection() {
    return context.connection();
  }

  /** Returns the index of the value in the packet, from 0. */
  public int row() {
    return context.row();
  }

  /** Returns when the packet was complete, by the server's clock. */
  public Instant receivedAt() {
    return context.receivedAt();
  }

  /**
   * Returns the item and the value, for example {@code web01 system.cpu.load = "0.42"}. Includes
   * clock and nanoseconds if they were sent, the outcome if the value was not processed, and what a
   * real server does not store of it.
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(named());
    text.append(
        jsonType == JsonValueType.STRING
            ? " = \"" + Quoting.escape(value) + '"'
            : " = " + unquoted());
    clock.ifPresent(seconds -> text.append(" clock ").append(seconds));
    ns.ifPresent(nanos -> text.append(" ns ").append(nanos));
    invalidUtf8().ifPresent(bytes -> text.append(" (not UTF-8: ").append(bytes).append(')'));
    rejection().ifPresent(why -> text.append(" (").append(why).append(')'));
    storageWarnings().forEach(warning -> text.append(" (").append(warning).append(')'));
    return text.toString();
  }

  private String named() {
    return item.host().isEmpty() && item.key().isEmpty() && itemid.isPresent()
        ? "itemid " + itemid.getAsLong()
        : item.toString();
  }

  private String unquoted() {
    return switch (jsonType) {
      case NUMBER, BOOLEAN -> value;
      case NULL -> "null";
      case ABSENT -> "(no value)";
      default -> "(an " + jsonType + ")";
    };
  }
}
