package org.mockzabbix.scenario;

import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Predicate;
import org.mockzabbix.rule.Answering;

/** Makes answers of nodes whose shape was checked. Confined to one call. */
final class ReplyReader {

  private final Source source;
  private final PatternReader patterns;

  ReplyReader(Source source) {
    this.source = source;
    this.patterns = new PatternReader(source);
  }

  Answering reply(Node node) {
    if (node instanceof Node.Scalar word) {
      return word.text().equals("close") ? Answering.close() : Answering.uploadDisabled();
    }
    Node.Fields reply = (Node.Fields) node;
    if (reply.byName().size() != 1) {
      throw source.error(
          reply,
          "a reply is one thing, such as {failed: all} or {json: \"...\"}, or the word close");
    }
    String name = reply.byName().keySet().iterator().next();
    return source.located(reply, () -> named(name, reply.required(name)));
  }

  private Answering named(String name, Node value) {
    return switch (name) {
      case "failed" -> failed(value);
      case "failure" -> Answering.failed(text(value));
      case "counts" -> counts((Node.Fields) value);
      case "redirect" -> redirect(value);
      case "json" -> Answering.json(text(value));
      case "hex" -> Answering.bytes(hex(value));
      case "base64" -> Answering.bytes(base64(value));
      default -> throw new AssertionError("unhandled " + name);
    };
  }

  private Answering failed(Node value) {
    if (value instanceof Node.Scalar) {
      return Answering.failedRows(row -> true);
    }
    Node.Fields rows = (Node.Fields) value;
    if (rows.byName().isEmpty()) {
      throw source.error(rows, "failed needs host or key; {failed: all} is for every row");
    }
    Predicate<String> host = pattern(rows, "host");
    Predicate<String> key = pattern(rows, "key");
    return Answering.failedRows(row -> host.test(row.host()) && key.test(row.key()));
  }

  private Predicate<String> pattern(Node.Fields rows, String name) {
    return rows.has(name)
        ? patterns.read(rows.required(name), PatternReader.Kinds.predicates())
        : any -> true;
  }

  private static Answering counts(Node.Fields counts) {
    return Answering.processed(
        Integer.parseInt(counts.requiredText("processed")),
        Integer.parseInt(counts.requiredText("failed")));
  }

  private static Answering redirect(Node value) {
    if (value instanceof Node.Fields redirect) {
      long revision = Long.parseLong(redirect.requiredText("revision"));
      return Answering.redirect(redirect.requiredText("address"), revision);
    }
    return Answering.redirectReset();
  }

  private byte[] hex(Node value) {
    try {
      return HexFormat.of().parseHex(text(value).replaceAll("\\s", ""));
    } catch (IllegalArgumentException odd) {
      throw source.error(value, "hex is pairs of 0-9 and a-f, such as \"5a425844 01\"");
    }
  }

  private byte[] base64(Node value) {
    try {
      return Base64.getDecoder().decode(text(value));
    } catch (IllegalArgumentException odd) {
      throw source.error(value, "base64 is letters and digits, such as WkJYRAE=");
    }
  }

  private static String text(Node value) {
    return ((Node.Scalar) value).text();
  }
}
