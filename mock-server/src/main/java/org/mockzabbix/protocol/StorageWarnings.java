package org.mockzabbix.protocol;

import java.util.ArrayList;
import java.util.List;
import org.mockzabbix.protocol.internal.StoredText;
import org.mockzabbix.text.Quoting;

/** Explains what a real server does not store of a value, for the author of the client. */
final class StorageWarnings {

  static final int LONGEST_SOURCE = 64;

  private static final int QUOTED = 240; // characters

  private final ItemValue item;
  private final Storage storage;
  private final String server;

  private StorageWarnings(ItemValue item, Storage storage) {
    this.item = item;
    this.storage = storage;
    this.server = "a " + storage.version() + " server ";
  }

  /** Returns the warnings about a value, one sentence each. */
  static List<String> of(ItemValue item, Storage storage) {
    StorageWarnings warnings = new StorageWarnings(item, storage);
    return storage.reason() == null ? warnings.cut() : List.of(warnings.nothing(storage.reason()));
  }

  private String nothing(NotStored reason) {
    String effect =
        switch (reason) {
          case UNSUITABLE, NOT_SUPPORTED -> "but does not store it, and the item is not supported";
          default -> "but does not store it";
        };
    return server + "counts this value as processed, " + effect + ": " + because(reason);
  }

  private String because(NotStored reason) {
    ValueType type = storage.type();
    return switch (reason) {
      case DUPLICATE_TIME -> reason.reason() + withoutNs() + keptFirst();
      case UNSUITABLE -> type == null ? "" : StoredText.unsuitable(type, item.value());
      case NOT_SUPPORTED -> Quoting.escape(item.value(), QUOTED);
      case TOO_OLD, HISTORY_OFF -> reason.reason();
      case NO_VALUE ->
          item.jsonType() == ItemValue.JsonValueType.ABSENT
              ? reason.reason()
              : "its value is an " + item.jsonType();
    };
  }

  private String withoutNs() {
    return item.ns().isPresent() ? "" : " (without ns, the server counts from 0 in each packet)";
  }

  private static String keptFirst() {
    return "; a database that was created by Zabbix 6.0 or newer keeps only the first";
  }

  private List<String> cut() {
    List<String> warnings = new ArrayList<>(0);
    item.cut().ifPresent(kept -> warnings.add(cut(kept, "", item.value())));
    item.eventSource()
        .filter(source -> storage.type() == ValueType.LOG)
        .filter(source -> StoredText.isLonger(source, LONGEST_SOURCE))
        .ifPresent(source -> warnings.add(cut(LONGEST_SOURCE, " of the log source", source)));
    return warnings;
  }

  private String cut(int kept, String what, String text) {
    return server
        + "stores only the first "
        + kept
        + " of the "
        + text.codePointCount(0, text.length())
        + " characters"
        + what;
  }
}
