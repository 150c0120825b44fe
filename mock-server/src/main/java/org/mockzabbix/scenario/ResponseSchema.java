package org.mockzabbix.scenario;

import static org.mockzabbix.scenario.ScalarSchema.BASE64;
import static org.mockzabbix.scenario.ScalarSchema.COUNT;
import static org.mockzabbix.scenario.ScalarSchema.HEX;
import static org.mockzabbix.scenario.ScalarSchema.STRING;
import static org.mockzabbix.scenario.ScalarSchema.longInteger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.mockzabbix.rule.Responder;

/** The schemas of the responses that a rule can send. */
final class ResponseSchema {

  private ResponseSchema() {}

  /** Collects the fields of a response. Exactly one field must be set. */
  private static final class ResponseDraft {
    private final List<Responder> responses = new ArrayList<>();

    private void add(Responder response) {
      responses.add(response);
    }
  }

  static Schema<Responder> ofAgent() {
    return alternatives(Map.of("close", Responder.close()), withRawData(object()));
  }

  static Schema<Responder> ofServer() {
    Map<String, Responder> words = new LinkedHashMap<>();
    words.put("close", Responder.close());
    words.put("uploadDisabled", Responder.uploadDisabled());
    return alternatives(
        words,
        withRawData(
            object()
                .set(
                    "failed",
                    AlternativesSchema.of(
                        ScalarSchema.choice(Map.of("all", Responder.failedValues(any -> true))),
                        failedValues()),
                    ResponseDraft::add)
                .optional("The values that count as failed; the server processes the others.")
                .set("failure", STRING, (draft, reason) -> draft.add(Responder.failed(reason)))
                .optional("A failure with this reason; the server processes no value.")
                .set("counts", counts(), ResponseDraft::add)
                .optional(
                    "A success with these counts, correct or not; the server processes the values.")
                .set(
                    "redirect",
                    AlternativesSchema.of(
                        ScalarSchema.choice(Map.of("reset", Responder.redirectReset())),
                        redirect()),
                    ResponseDraft::add)
                .optional("A redirect to another server.")));
  }

  private static ObjectSchema<ResponseDraft> object() {
    return ObjectSchema.of("a reply", ResponseDraft::new);
  }

  private static Schema<Responder> alternatives(
      Map<String, Responder> words, ObjectSchema<ResponseDraft> object) {
    return AlternativesSchema.of(
        ScalarSchema.choice(words),
        object.build(
            (draft, node) -> {
              if (draft.responses.size() != 1) {
                throw node.error(
                    "a reply has one field, for example {failed: all} or {json: \"...\"}, or is the"
                        + " string close");
              }
              return draft.responses.get(0);
            }));
  }

  private static ObjectSchema<ResponseDraft> withRawData(ObjectSchema<ResponseDraft> schema) {
    return schema
        .set("json", STRING, (draft, text) -> draft.add(Responder.json(text)))
        .optional("A packet with this text as its data.")
        .set("hex", HEX, (draft, bytes) -> draft.add(Responder.bytes(bytes)))
        .optional("These bytes in hexadecimal, without a header.")
        .set("base64", BASE64, (draft, bytes) -> draft.add(Responder.bytes(bytes)))
        .optional("These bytes in Base64, without a header.");
  }

  private static Schema<Responder> failedValues() {
    final class FailedDraft {
      private Predicate<String> host = any -> true;
      private Predicate<String> key = any -> true;
    }
    return ObjectSchema.of("failed", FailedDraft::new)
        .set("host", StringPatternSchema.PATTERN, (draft, host) -> draft.host = host.predicate())
        .optional("The host of the values that fail.")
        .set("key", StringPatternSchema.PATTERN, (draft, key) -> draft.key = key.predicate())
        .optional("The item key of the values that fail.")
        .build(
            (draft, node) -> {
              if (node.fields().isEmpty()) {
                throw node.error("failed needs host or key; {failed: all} applies to all values");
              }
              return Responder.failedValues(
                  row -> draft.host.test(row.host()) && draft.key.test(row.key()));
            });
  }

  private static Schema<Responder> counts() {
    final class CountsDraft {
      private int processed;
      private int failed;
    }
    return ObjectSchema.of("counts", CountsDraft::new)
        .set("processed", COUNT, (d, n) -> d.processed = n)
        .required("The number after \"processed:\".")
        .set("failed", COUNT, (draft, n) -> draft.failed = n)
        .required("The number after \"failed:\".")
        .build((draft, node) -> Responder.processed(draft.processed, draft.failed));
  }

  private static Schema<Responder> redirect() {
    final class RedirectDraft {
      private String address = "";
      private long revision;
    }
    return ObjectSchema.of("redirect", RedirectDraft::new)
        .set("address", STRING, (draft, address) -> draft.address = address)
        .required("The other server: host, host:port or [IPv6 address]:port.")
        .set(
            "revision",
            longInteger(0, Long.MAX_VALUE),
            (draft, revision) -> draft.revision = revision)
        .required(
            "The revision; clients ignore a redirect whose revision is lower than an earlier one.")
        .build((draft, node) -> Responder.redirect(draft.address, draft.revision));
  }
}
