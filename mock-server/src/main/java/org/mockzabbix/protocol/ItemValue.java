package org.mockzabbix.protocol;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.json.JsonType;

/**
 * A value of an item as it was sent, with its outcome. Immutable.
 *
 * <p>A member that the client left out is empty, never zero. {@link #jsonType()} is the JSON type
 * that the client used; {@link #value()} is the text that a Zabbix server would store.
 *
 * <pre>{@code
 * ItemValue load = server.items("web01", "system.cpu.load").get(0);
 * assertEquals("0.42", load.value());
 * assertEquals(Instant.ofEpochSecond(1700000000, 5), load.time());
 * }</pre>
 */
public final class ItemValue {

  /** Who delivered a value. */
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
    /** The row had no {@code value}. */
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
  private final LogDetails logDetails;
  private final Outcome outcome;
  private final Context context;

  /**
   * The origin of a value.
   *
   * @param proxy the name of the proxy that delivered the value; null without a proxy
   * @param exchange the number of its exchange
   * @param connection the number of its connection; 0 if the server connected to the peer
   * @param row its index in the request, from 0
   */
  public record Context(
      Source source,
      @Nullable String proxy,
      long exchange,
      long connection,
      int row,
      Instant receivedAt) {}

  private ItemValue(SentValue sent, @Nullable ItemName resolved, Outcome outcome, Context context) {
    JsonType type = sent.jsonType();
    this.item = resolved == null ? sent.item() : resolved;
    this.value = sent.value();
    this.jsonType = type == null ? JsonValueType.ABSENT : JsonValueType.of(type);
    this.clock = sent.clock();
    this.ns = clock.isPresent() ? sent.ns() : OptionalInt.empty();
    this.id = sent.id();
    this.itemid = sent.itemid();
    this.notSupported = sent.isNotSupported();
    this.logDetails = sent.logDetails();
    this.outcome = outcome;
    this.context = context;
  }

  /**
   * Returns the value that was sent as {@code sent}.
   *
   * @param resolved the item that the {@code itemid} of the value stands for; null if it was sent
   *     with host and key, or if the item does not exist
   */
  public static ItemValue of(
      SentValue sent, @Nullable ItemName resolved, Outcome outcome, Context context) {
    return new ItemValue(sent, resolved, outcome, context);
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
   * Returns the text that a Zabbix server would store: a number as it was spelled, {@code null} as
   * nothing, text cut at a NUL, one {@code ?} for each byte that is not UTF-8. Empty without a
   * value.
   */
  public String value() {
    return value;
  }

  /** Returns the JSON type of the value as sent. */
  public JsonValueType jsonType() {
    return jsonType;
  }

  /** Returns whether a value was sent that can be stored, which objects and arrays cannot. */
  public boolean hasValue() {
    return jsonType != JsonValueType.ABSENT
        && jsonType != JsonValueType.OBJECT
        && jsonType != JsonValueType.ARRAY;
  }

  /**
   * Returns whether the server processed this row and it contains a value. Assertions, the journal
   * and the command line count only these as received values.
   */
  public boolean isReceived() {
    return outcome.isProcessed() && hasValue();
  }

  /** Seconds since 1970 as sent; empty if the row had no {@code clock} or no usable one. */
  public OptionalLong clock() {
    return clock;
  }

  /** Nanoseconds of that second as sent; empty if the row had none, or had no {@code clock}. */
  public OptionalInt ns() {
    return ns;
  }

  /**
   * The moment the value is for: {@code clock} and {@code ns} as sent, else when it was received.
   */
  public Instant time() {
    return clock.isPresent()
        ? Instant.ofEpochSecond(clock.getAsLong(), ns.orElse(0))
        : context.receivedAt();
  }

  /**
   * The running number its sender gave it; empty if it gave none, or one above 2<sup>63</sup> - 1,
   * which no sender has been seen to reach.
   */
  public OptionalLong id() {
    return id;
  }

  /**
   * The item's number, where the value was sent by number; empty if it was sent by host and key.
   * Zabbix has numbers up to 2<sup>64</sup> - 1; a row with one above 2<sup>63</sup> - 1 counts as
   * malformed here.
   */
  public OptionalLong itemid() {
    return itemid;
  }

  /**
   * Whether the item is not supported: {@code state} is 1, and {@link #value()} the reason; or the
   * value is {@code ZBX_NOTSUPPORTED}, as clients of Zabbix 1.x say it.
   */
  public boolean isNotSupported() {
    return notSupported || value.equals("ZBX_NOTSUPPORTED");
  }

  /**
   * How many bytes of a log file had been read, up to 2<sup>63</sup> - 1; empty but for log items.
   */
  public OptionalLong lastlogsize() {
    return logDetails.lastlogsize();
  }

  /**
   * When the log file was changed, in seconds since 1970; empty but for log items of rotated files.
   */
  public OptionalLong mtime() {
    return logDetails.mtime();
  }

  /**
   * When the event log entry was written, in seconds since 1970; empty but for Windows event logs.
   */
  public OptionalLong timestamp() {
    return logDetails.timestamp();
  }

  /** Where the event log entry came from; empty but for Windows event logs. */
  public Optional<String> eventSource() {
    return logDetails.source();
  }

  /** How severe the event log entry is; empty but for Windows event logs. */
  public OptionalLong severity() {
    return logDetails.severity();
  }

  /** The number of the event log entry's kind; empty but for Windows event logs. */
  public OptionalLong eventid() {
    return logDetails.eventid();
  }

  /** Returns the outcome: whether the server processed the value, or why not. */
  public Outcome outcome() {
    return outcome;
  }

  /** Returns who delivered the value. */
  public Source source() {
    return context.source();
  }

  /** Returns the name of the proxy that delivered the value; empty without a proxy. */
  public Optional<String> proxy() {
    return Optional.ofNullable(context.proxy());
  }

  /** Returns the {@code id} of the exchange. */
  public long exchange() {
    return context.exchange();
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
   * Returns, for example, {@code web01 system.cpu.load = "0.42"}, with clock, type and outcome if
   * they are not the usual ones.
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(named());
    text.append(jsonType == JsonValueType.STRING ? " = \"" + value + '"' : " = " + unquoted());
    clock.ifPresent(seconds -> text.append(" clock ").append(seconds));
    ns.ifPresent(nanos -> text.append(" ns ").append(nanos));
    return outcome.isProcessed()
        ? text.toString()
        : text.append(" (").append(outcome).append(')').toString();
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
