package org.mockzabbix.transcript;

import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;

/** The JSON members of a value. */
final class ItemJson {

  private ItemJson() {}

  static void write(ItemValue item, VisibleJson json) {
    json.put("host", item.host()).put("key", item.key());
    if (item.jsonType() != ItemValue.JsonValueType.ABSENT) {
      json.putAlways("value", item.value()).put("type", item.jsonType().toString());
    }
    json.put("state", item.isNotSupported() ? "notSupported" : null)
        .put("clock", item.clock())
        .put("ns", item.ns())
        .put("id", item.id())
        .put("itemid", item.itemid())
        .put("lastlogsize", item.lastlogsize())
        .put("mtime", item.mtime())
        .put("timestamp", item.timestamp())
        .put("eventSource", item.eventSource())
        .put("severity", item.severity())
        .put("eventid", item.eventid())
        .put("proxy", item.proxy())
        .put("invalidUtf8", item.invalidUtf8());
    Outcome outcome = item.outcome();
    json.put("outcome", outcome.kind().toString());
    if (!outcome.isProcessed()) {
      json.put("because", VisibleJson.name(outcome))
          .put("reason", item.rejection().map(ItemJson::reason));
    }
    item.stored().ifPresent(text -> json.putAlways("stored", text));
    json.put("notStored", item.notStored().map(VisibleJson::name))
        .put("cut", item.cut())
        .put("warnings", item.storageWarnings());
  }

  /** Returns a rejection without the way in which it was counted. */
  private static String reason(String rejection) {
    return rejection.substring(rejection.indexOf(": ") + 2);
  }
}
