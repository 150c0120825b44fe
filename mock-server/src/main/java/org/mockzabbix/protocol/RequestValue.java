package org.mockzabbix.protocol;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.json.JsonType;
import org.mockzabbix.text.Quoting;

/**
 * A value of a request as the client sent it, without its outcome. Immutable.
 *
 * <p>Scalars count as text regardless of their JSON type. Objects and arrays count as absent,
 * except for the JSON type of the value itself.
 */
public abstract sealed class RequestValue permits HistoryRow, SoleValue {

  RequestValue() {}

  /** Returns the technical name of the host; empty if the client sent none. */
  public abstract String host();

  /** Returns the item key with its parameters; empty if the client sent none. */
  public abstract String key();

  /** Returns the host and the key. */
  public final ItemName item() {
    return new ItemName(host(), key());
  }

  /** Returns the text that a Zabbix server reads; empty without a value. */
  public abstract String value();

  /** Returns the {@code itemid}; empty if the client sent none, or not an integer. */
  public abstract OptionalLong itemid();

  /**
   * Returns the {@code id} by which a server recognizes duplicates; empty if the client sent none,
   * or not an integer.
   */
  public abstract OptionalLong id();

  /**
   * Returns {@link Outcome#PROCESSED} if this value is well-formed. Returns the outcome that names
   * the wrong member if it is not.
   */
  public abstract Outcome defect();

  /**
   * Returns whether the client reports the item as not supported without the reason. Servers fail
   * such a value.
   */
  public final boolean lacksReason() {
    return isNotSupported() && !hasValue();
  }

  /** Returns how far a log file was read when this value was found; empty if it was not sent. */
  public final Optional<LogPosition> logPosition() {
    LogItemDetails details = logDetails();
    return details.lastlogsize().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LogPosition(details.lastlogsize().getAsLong(), details.mtime().orElse(0)));
  }

  /** Returns the bytes before and at the first one that is not UTF-8, quoted; empty if all are. */
  abstract String invalidUtf8();

  /**
   * Returns what the client sent that explains {@code outcome}, as text that continues its reason;
   * empty if there is nothing to add.
   */
  abstract String explanation(Outcome outcome);

  abstract LogItemDetails logDetails();

  /** Returns the JSON type of the value; null without a value. */
  abstract @Nullable JsonType jsonType();

  /** Returns whether the client sent a value, which is neither an object nor an array. */
  public final boolean hasValue() {
    JsonType type = jsonType();
    return type != null && type.isScalar();
  }

  /** Returns whether the client sent only how far it read a log file. */
  public final boolean isOnlyLogPosition() {
    return jsonType() == null && logPosition().isPresent();
  }

  /**
   * Returns the {@code clock} in seconds since 1970; empty if the client sent none, or an invalid
   * one.
   */
  public abstract OptionalLong clock();

  /** Returns the {@code ns}; empty if the client sent none, or an invalid one. */
  public abstract OptionalInt ns();

  /**
   * Returns whether the client sent the value as the reason why its item is not supported, or as
   * {@code ZBX_NOTSUPPORTED}.
   */
  public boolean isReportedNotSupported() {
    return isNotSupported() || value().equals("ZBX_NOTSUPPORTED");
  }

  /** Returns whether the client sent {@code state} 1. */
  abstract boolean isNotSupported();

  /** Returns the item and the value, for example {@code web01 system.cpu.load = "0.42"}. */
  @Override
  public final String toString() {
    return item() + " = \"" + Quoting.escape(value()) + '"';
  }
}
