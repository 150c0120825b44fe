package org.mockzabbix.transcript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.json.JsonTree;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.Packet;

/**
 * Compares two replies: the flags of their headers, and their data as JSON trees or as text. The
 * time that a server spent is not compared. Not thread-safe.
 */
final class ReplyComparison {

  private final List<ReplyDifference> differences = new ArrayList<>();
  private boolean reordered;

  private ReplyComparison() {}

  /** Compares the replies of an exchange. */
  static ReplayedExchange of(
      TranscriptExchange exchange, Bytes replayed, @Nullable String problem) {
    ReplyComparison comparison = new ReplyComparison();
    if (problem != null && !exchange.reply().equals(replayed)) {
      comparison.add("", shown(exchange.reply()), "no complete reply: " + problem);
    } else {
      comparison.compare(exchange.reply(), replayed);
    }
    return new ReplayedExchange(exchange, comparison.differences, comparison.reordered);
  }

  private void add(String path, @Nullable String recorded, @Nullable String replayed) {
    differences.add(new ReplyDifference(path, recorded, replayed));
  }

  private void compare(Bytes recorded, Bytes replayed) {
    Optional<Packet> before = Packet.find(recorded);
    Optional<Packet> now = Packet.find(replayed);
    if (before.isPresent() && now.isPresent()) {
      comparePackets(before.get(), now.get());
    } else if (!recorded.equals(replayed)) {
      add("", shown(recorded), shown(replayed));
    }
  }

  private static @Nullable String shown(Bytes reply) {
    return reply.length() == 0
        ? null
        : Packet.find(reply)
            .map(packet -> text(packet.data().text()))
            .orElse(Quoting.quote(reply.latin1()));
  }

  private static String text(String data) {
    String masked = JsonDifferences.withoutTimes(data);
    return masked.startsWith("{") ? Quoting.escape(masked, 400) : Quoting.quote(masked);
  }

  private void comparePackets(Packet before, Packet now) {
    if (before.header().flags() != now.header().flags()) {
      add("header.flags", flags(before), flags(now));
    }
    String recorded = before.data().text();
    String replayed = now.data().text();
    try {
      JsonNode old = JsonTree.read(recorded);
      JsonNode other = JsonTree.read(replayed);
      if (old.isContainerNode() && other.isContainerNode()) {
        JsonDifferences json = new JsonDifferences(differences);
        json.compare("", old, other);
        reordered = json.isReordered();
        return;
      }
    } catch (JsonProcessingException notJson) {
      // compare the texts instead
    }
    if (!before.data().equals(now.data())) {
      add("", text(recorded), text(replayed));
    }
  }

  private static String flags(Packet packet) {
    return String.format(Locale.ROOT, "0x%02x", packet.header().flags());
  }
}
