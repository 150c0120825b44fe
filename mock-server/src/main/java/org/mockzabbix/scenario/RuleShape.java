package org.mockzabbix.scenario;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.scenario.Shape.ListOf;
import org.mockzabbix.scenario.Shape.OneOf;
import org.mockzabbix.scenario.Shape.Probability;
import org.mockzabbix.scenario.Shape.Shared;
import org.mockzabbix.scenario.Shape.Text;
import org.mockzabbix.scenario.Shape.Time;
import org.mockzabbix.scenario.Shape.Truth;
import org.mockzabbix.scenario.Shape.Whole;
import org.mockzabbix.scenario.Shape.Word;

/** The format of rules and faults in a scenario file, declared once. */
final class RuleShape {

  /** What comes in on an agent's port. */
  static final Set<RequestKind> OF_AGENTS =
      EnumSet.of(RequestKind.PASSIVE_CHECK, RequestKind.UNREADABLE, RequestKind.EMPTY);

  /** What comes in on the trapper port: all but what agents are asked, and what we ask. */
  static final Set<RequestKind> OF_SERVERS =
      EnumSet.complementOf(EnumSet.of(RequestKind.PASSIVE_CHECK, RequestKind.POLL));

  private static final Shape TEXT = new Text();
  private static final Shape POSITIVE = new Whole(1, Integer.MAX_VALUE);
  private static final Shape COUNT = new Whole(0, Integer.MAX_VALUE);
  private static final Shape ANY_WHOLE = new Whole(Long.MIN_VALUE, Long.MAX_VALUE);

  /** What a text has to be like. */
  static final Shape PATTERN = new Shared("pattern", RuleShape::pattern);

  /** One fault: its name, or an object with its measures. */
  static final Shape FAULT = new Shared("fault", RuleShape::fault);

  private static final Shape SERVER_STEP = new Shared("serverStep", RuleShape::serverStep);
  private static final Shape AGENT_STEP = new Shared("agentStep", RuleShape::agentStep);

  private RuleShape() {}

  /** The rules of a server. */
  static Shape ofServer() {
    return new ListOf(rule(when("when", OF_SERVERS), serverReply(), SERVER_STEP));
  }

  /** Which requests are expected, of whichever port. */
  static Shape whenRequested() {
    return when("requested", EnumSet.complementOf(EnumSet.of(RequestKind.POLL)));
  }

  private static Shape when(String what, Set<RequestKind> kinds) {
    return Shape.object(what)
        .optional("request", request(kinds), "The kind of request.")
        .optional("host", PATTERN, "The host it is about, or the proxy it comes from.")
        .optional("key", PATTERN, "The key of a row, or that is asked for.")
        .optional("value", PATTERN, "The value of the same row.")
        .optional("peer", TEXT, "The address it comes from.")
        .optional("connection", POSITIVE, "The number of the connection, from 1.")
        .build();
  }

  /** The rules of a mock agent. */
  static Shape ofAgent() {
    Shape when =
        Shape.object("when")
            .optional("request", request(OF_AGENTS), "The kind of request.")
            .optional("key", PATTERN, "The key that is asked for.")
            .optional("peer", TEXT, "The address it comes from.")
            .optional("connection", POSITIVE, "The number of the connection, from 1.")
            .build();
    return new ListOf(rule(when, agentReply(), AGENT_STEP));
  }

  private static Shape request(Set<RequestKind> kinds) {
    return new Word(kinds.stream().map(RequestKind::wireName).toList());
  }

  private static Shape rule(Shape when, Shape reply, Shape afterwards) {
    Shape.ObjBuilder rule =
        Shape.object("a rule")
            .optional(
                "when",
                new OneOf(List.of(new Word(List.of("connect")), when)),
                "The requests it is for: all, if absent. \"connect\" is for connections, before"
                    + " there is a request.");
    return step(rule, reply, afterwards)
        .optional("skip", POSITIVE, "How many matching requests pass first.")
        .optional("everyNth", POSITIVE, "Only every so-many-th matching request.")
        .optional("probability", new Probability(), "Only this share of them; needs a seed.")
        .optional("seed", ANY_WHOLE, "The same seed gives the same decisions.")
        .build();
  }

  private static Shape.ObjBuilder step(Shape.ObjBuilder owner, Shape reply, Shape afterwards) {
    return owner
        .optional("fault", FAULT, "What goes wrong.")
        .optional("faults", new ListOf(FAULT), "What goes wrong, one after the other.")
        .optional("reply", reply, "What is answered instead of what a real program would.")
        .optional("times", POSITIVE, "How often; always, if absent.")
        .optional("afterwards", afterwards, "What it does when it is used up.");
  }

  private static Shape serverStep() {
    return step(Shape.object("afterwards"), serverReply(), SERVER_STEP).build();
  }

  private static Shape agentStep() {
    return step(Shape.object("afterwards"), agentReply(), AGENT_STEP).build();
  }

  private static Shape pattern() {
    Shape exact =
        Shape.object("a pattern")
            .required("exact", TEXT, "The whole text; * and ? are letters like any other.")
            .build();
    return new OneOf(List.of(TEXT, exact));
  }

  private static Shape serverReply() {
    Shape rows =
        Shape.object("failed")
            .optional("host", PATTERN, "The host of the rows that fail.")
            .optional("key", PATTERN, "The key of the rows that fail.")
            .build();
    Shape.ObjBuilder reply =
        Shape.object("a reply")
            .optional(
                "failed",
                new OneOf(List.of(new Word(List.of("all")), rows)),
                "Rows that count as failed; the others are taken over.")
            .optional("failure", TEXT, "\"response\":\"failed\" with this text as info.")
            .optional("counts", counts(), "Success with these counts, be they true or not.")
            .optional("redirect", redirect(), "Go to another server.");
    return new OneOf(List.of(new Word(List.of("close", "uploadDisabled")), raw(reply)));
  }

  private static Shape agentReply() {
    return new OneOf(List.of(new Word(List.of("close")), raw(Shape.object("a reply"))));
  }

  private static Shape raw(Shape.ObjBuilder reply) {
    return reply
        .optional("json", TEXT, "This text in a packet.")
        .optional("hex", TEXT, "These bytes, without a header of ours.")
        .optional("base64", TEXT, "These bytes, without a header of ours.")
        .build();
  }

  private static Shape counts() {
    return Shape.object("counts")
        .required("processed", COUNT, "How many rows it says were taken over.")
        .required("failed", COUNT, "How many it says were not.")
        .build();
  }

  private static Shape redirect() {
    Shape elsewhere =
        Shape.object("redirect")
            .required("address", TEXT, "Where to go: host, host:port or [v6]:port.")
            .required(
                "revision",
                new Whole(0, Long.MAX_VALUE),
                "Clients ignore a redirect of a lower revision than they have seen.")
            .build();
    return new OneOf(List.of(new Word(List.of("reset")), elsewhere));
  }

  private static Shape fault() {
    List<String> names = FaultReader.PLAIN.keySet().stream().sorted().toList();
    Shape.ObjBuilder measured =
        Shape.object("a fault")
            .optional("delay", Time.positive(), "Waits so long.")
            .optional(
                "stall",
                new OneOf(List.of(new Truth(), Time.positive())),
                "Says nothing more, so long at most.")
            .optional("trickle", trickle(), "Writes the reply in pieces.")
            .optional("wrongLength", ANY_WHOLE, "What is added to the length that is declared.")
            .optional("wrongFlags", new Whole(0, 255), "The flags byte of the header.")
            .optional("garbage", garbage(), "Random bytes instead of the reply.")
            .optional("extraBytes", new Whole(1, 1 << 30), "How many bytes come behind the reply.")
            .optional("cutAfter", COUNT, "How many bytes of the reply come.")
            .optional(
                FaultReader.PHASE,
                new Word(FaultReader.PHASES),
                "When a fault of the connection strikes; before the reply, if absent.");
    names.stream()
        .filter(name -> !name.equals("stall"))
        .forEach(name -> measured.optional(name, new Truth(), "The fault without a measure."));
    return new OneOf(List.of(new Word(names), measured.build()));
  }

  private static Shape trickle() {
    return Shape.object("trickle")
        .required("bytes", new Whole(1, Integer.MAX_VALUE), "How many bytes a piece has.")
        .required("interval", Time.positive(), "The time between two pieces.")
        .build();
  }

  private static Shape garbage() {
    return Shape.object("garbage")
        .required("length", new Whole(1, 1 << 30), "How many bytes.")
        .required("seed", ANY_WHOLE, "The same seed gives the same bytes.")
        .build();
  }
}
