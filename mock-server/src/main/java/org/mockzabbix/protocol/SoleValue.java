package org.mockzabbix.protocol;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.json.JsonType;

/** The value of a request that has only one, for example a poll or {@code host:key:value}. */
final class SoleValue extends RequestValue {

  private final ItemName item;
  private final @Nullable String value;
  private final boolean notSupported;
  private final String hint;

  private SoleValue(ItemName item, @Nullable String value, boolean notSupported, String hint) {
    this.item = item;
    this.value = value;
    this.notSupported = notSupported;
    this.hint = hint;
  }

  /** Returns a list of one value. If {@code value} is null, the check had no data. */
  static RequestValues of(ItemName item, @Nullable String value) {
    return new SingletonList(new SoleValue(item, value, false, ""));
  }

  /** Returns a list of one value, whose rejection {@code hint} explains. */
  static RequestValues of(ItemName item, String value, String hint) {
    return new SingletonList(new SoleValue(item, value, false, hint));
  }

  /** Returns a list of one value that is the reason why its item is not supported. */
  static RequestValues notSupported(ItemName item, String reason) {
    return new SingletonList(new SoleValue(item, reason, true, ""));
  }

  @Override
  public String host() {
    return item.host();
  }

  @Override
  public String key() {
    return item.key();
  }

  @Override
  public String value() {
    return value == null ? "" : value;
  }

  @Override
  public OptionalLong itemid() {
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong id() {
    return OptionalLong.empty();
  }

  @Override
  public Outcome defect() {
    return Outcome.PROCESSED;
  }

  /** Returns nothing, because the bytes are decoded before. */
  @Override
  String invalidUtf8() {
    return "";
  }

  @Override
  String explanation(Outcome outcome) {
    return outcome.isProcessed() ? "" : hint;
  }

  @Override
  LogItemDetails logDetails() {
    return LogItemDetails.NONE;
  }

  @Override
  @Nullable JsonType jsonType() {
    return value == null ? null : JsonType.STRING;
  }

  @Override
  public OptionalLong clock() {
    return OptionalLong.empty();
  }

  @Override
  public OptionalInt ns() {
    return OptionalInt.empty();
  }

  @Override
  boolean isNotSupported() {
    return notSupported;
  }

  /** A list of one value. */
  static final class SingletonList extends RequestValues {

    private final RequestValue only;

    private SingletonList(RequestValue only) {
      this.only = only;
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public RequestValue get(int index) {
      if (index != 0) {
        throw new IndexOutOfBoundsException(index);
      }
      return only;
    }

    @Override
    public boolean areByItemid() {
      return false;
    }

    @Override
    public Outcome defect(int index) {
      return get(index).defect();
    }

    @Override
    public int start(int index) {
      return -1;
    }

    @Override
    public int end(int index) {
      return -1;
    }

    @Override
    public boolean isAcceptable(int index) {
      return get(index).item().isPossible();
    }

    @Override
    public int itemHash(int index) {
      return get(index).item().hashCode();
    }

    @Override
    public String restFromFirstScalar() {
      return "";
    }

    /** Returns 0, because the list is created again on each read. */
    @Override
    public int heapBytes() {
      return 0;
    }
  }
}
