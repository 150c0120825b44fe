package org.mockzabbix.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fault.Phase;
import org.mockzabbix.fault.SocketFault;

/**
 * Makes faults of nodes whose shape was checked. A fault has the name of its method in {@link
 * Fault}, which {@code FaultReaderTest} holds it to. Confined to one call.
 */
final class FaultReader {

  static final String PHASE = "phase";

  /** The words for phases. */
  static final List<String> PHASES = Stream.of(Phase.values()).map(FaultReader::word).toList();

  /** Faults that need nothing but their name. */
  static final Map<String, Supplier<Fault>> PLAIN =
      Map.of(
          "stall", Fault::stall,
          "close", Fault::close,
          "halfClose", Fault::halfClose,
          "reset", Fault::reset,
          "corruptHeader", Fault::corruptHeader,
          "missingHeader", Fault::missingHeader,
          "zlibReply", Fault::zlibReply,
          "largePacketReply", Fault::largePacketReply,
          "emptyReply", Fault::emptyReply,
          "duplicateReply", Fault::duplicateReply);

  /** Faults that are told how much of it; each reads the field of its name. */
  static final Map<String, BiFunction<Node.Fields, String, Fault>> MEASURED =
      Map.of(
          "delay", (fields, name) -> Fault.delay(time(fields, name)),
          "stall", (fields, name) -> Fault.stall(time(fields, name)),
          "trickle", (fields, name) -> trickle(part(fields, name)),
          "wrongLength", (fields, name) -> Fault.wrongLength(number(fields, name)),
          "wrongFlags", (fields, name) -> Fault.wrongFlags(whole(fields, name)),
          "garbage", (fields, name) -> garbage(part(fields, name)),
          "extraBytes", (fields, name) -> Fault.extraBytes(whole(fields, name)),
          "cutAfter", (fields, name) -> Fault.cutAfter(whole(fields, name)));

  private final Source source;

  FaultReader(Source source) {
    this.source = source;
  }

  /** The faults that {@code fault} or {@code faults} of an object name; none if it has neither. */
  List<Fault> faults(Node.Fields owner) {
    return each(owner, this::fault);
  }

  private List<Fault> each(Node.Fields owner, Function<Node, Fault> reading) {
    Node one = owner.node("fault");
    if (one != null && owner.has("faults")) {
      throw source.error(owner, "fault is one, and faults are several: give one of the two");
    }
    return one == null ? owner.each("faults", reading) : List.of(reading.apply(one));
  }

  /** The same, of a reply: none of them comes before there is something to answer. */
  List<Fault> ofReply(Node.Fields owner) {
    List<Fault> spoiling = faults(owner);
    for (Fault fault : spoiling) {
      if (fault instanceof SocketFault early && early.phase().precedesRequest()) {
        throw source.error(
            owner,
            "\"" + fault + "\" comes before there is a request: make it a rule with when: connect");
      }
    }
    return spoiling;
  }

  /** The same, of a connection: none of them is about a reply. */
  List<Fault> ofConnection(Node.Fields owner) {
    return each(owner, this::early);
  }

  private Fault early(Node node) {
    Fault fault = fault(node);
    boolean saysWhen = node instanceof Node.Fields fields && fields.has(PHASE);
    boolean isEarly =
        fault instanceof SocketFault ofConnection
            && (!saysWhen || ofConnection.phase().precedesRequest());
    if (!isEarly) {
      throw source.error(
          node, "\"" + fault + "\" spoils a reply, not a connection: leave out when: connect");
    }
    return fault;
  }

  private Fault fault(Node node) {
    if (node instanceof Node.Scalar scalar) {
      return named(scalar.text());
    }
    Node.Fields fields = (Node.Fields) node;
    String name = onlyName(fields);
    Fault fault = source.located(node, () -> made(fields, name));
    String phase = fields.text(PHASE);
    return phase == null ? fault : inPhase(node, name, fault, phase);
  }

  private static Fault named(String name) {
    return Objects.requireNonNull(PLAIN.get(name), name).get();
  }

  private String onlyName(Node.Fields fields) {
    List<String> names =
        fields.byName().keySet().stream().filter(name -> !name.equals(PHASE)).toList();
    if (names.size() != 1) {
      throw source.error(
          fields,
          names.isEmpty()
              ? "a fault needs a name, such as {reset: true, phase: insideReply}"
              : "these are " + names.size() + " faults: list them, as in faults: [reset, close]");
    }
    return names.get(0);
  }

  private Fault made(Node.Fields fields, String name) {
    if (PLAIN.containsKey(name) && "false".equalsIgnoreCase(fields.text(name))) {
      throw source.error(fields, name + ": false is no fault: leave it out");
    }
    return fields.isTrue(name)
        ? named(name)
        : Objects.requireNonNull(MEASURED.get(name)).apply(fields, name);
  }

  private Fault inPhase(Node node, String name, Fault fault, String phase) {
    if (!(fault instanceof SocketFault ofConnection)) {
      throw source.error(
          node,
          "a phase is for delay, stall, close, halfClose and reset: leave it out with " + name);
    }
    return ofConnection.at(phase(phase));
  }

  private static Phase phase(String word) {
    return Stream.of(Phase.values())
        .filter(phase -> word(phase).equals(word))
        .findFirst()
        .orElseThrow();
  }

  /** The name of the method that puts a fault there. */
  static String word(Phase phase) {
    return switch (phase) {
      case ON_ACCEPT -> "onAccept";
      case WHILE_READING -> "whileReading";
      case BEFORE_REPLY -> "beforeReply";
      case INSIDE_REPLY -> "insideReply";
      case AFTER_REPLY -> "afterReply";
    };
  }

  private static Fault trickle(Node.Fields fields) {
    return Fault.trickle(whole(fields, "bytes"), time(fields, "interval"));
  }

  private static Fault garbage(Node.Fields fields) {
    return Fault.garbage(whole(fields, "length"), number(fields, "seed"));
  }

  private static Node.Fields part(Node.Fields fields, String name) {
    return (Node.Fields) fields.required(name);
  }

  private static Duration time(Node.Fields fields, String name) {
    return Shape.Time.of(fields.requiredText(name));
  }

  private static long number(Node.Fields fields, String name) {
    return Long.parseLong(fields.requiredText(name));
  }

  private static int whole(Node.Fields fields, String name) {
    return Math.toIntExact(number(fields, name));
  }
}
