package org.mockzabbix.scenario;

import static org.mockzabbix.scenario.ScalarSchema.BOOLEAN;
import static org.mockzabbix.scenario.ScalarSchema.COUNT;
import static org.mockzabbix.scenario.ScalarSchema.DURATION;
import static org.mockzabbix.scenario.ScalarSchema.LONG;
import static org.mockzabbix.scenario.ScalarSchema.POSITIVE;
import static org.mockzabbix.scenario.ScalarSchema.integer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fault.Phase;
import org.mockzabbix.fault.SocketFault;
import org.mockzabbix.scenario.ScenarioNode.ObjectNode;

/** The declarations of all faults. Each has the name of its method in {@link Fault}. */
final class FaultSchema {

  /** A fault without parameters: its name is enough. */
  private record PlainFault(String name, String help, Supplier<Fault> fault) {}

  private static final List<PlainFault> PLAIN =
      List.of(
          new PlainFault("close", "Closes the connection.", Fault::close),
          new PlainFault("corruptHeader", "Changes ZBXD to ZBXX.", Fault::corruptHeader),
          new PlainFault("duplicateReply", "Sends the response twice.", Fault::duplicateReply),
          new PlainFault("emptyReply", "Sends a header without data.", Fault::emptyReply),
          new PlainFault("halfClose", "Closes the sending direction only.", Fault::halfClose),
          new PlainFault("largePacketReply", "Uses 8-byte lengths.", Fault::largePacketReply),
          new PlainFault("missingHeader", "Sends the data without a header.", Fault::missingHeader),
          new PlainFault("reset", "Resets the connection (RST).", Fault::reset),
          new PlainFault("stall", "Stops sending, but does not close.", Fault::stall),
          new PlainFault("zlibReply", "Compresses the response.", Fault::zlibReply));

  /** A fault, written as its name or as an object. */
  static final Schema<Fault> FAULT = new SharedSchema<>("fault", FaultSchema::fault);

  private FaultSchema() {}

  /** Collects the fields of a fault. */
  private static final class FaultDraft {
    private final List<Fault> faults = new ArrayList<>();
    private @Nullable Phase phase;

    private void add(Fault fault) {
      faults.add(fault);
    }

    private Fault build(ObjectNode node) {
      if (faults.size() != 1) {
        throw node.error(
            faults.isEmpty()
                ? "a fault needs a name, for example {reset: true, phase: insideReply}"
                : "these are "
                    + faults.size()
                    + " faults: write a list, for example faults: [reset, close]");
      }
      Fault fault = faults.get(0);
      if (phase == null) {
        return fault;
      }
      if (fault instanceof SocketFault ofConnection) {
        return ofConnection.at(phase);
      }
      throw node.error(
          "phase", "phase is valid only for delay, stall, close, halfClose and reset: remove it");
    }
  }

  private static Schema<Fault> fault() {
    return AlternativesSchema.of(
        ChoiceSchema.of(PLAIN, PlainFault::name).map((plain, node) -> plain.fault().get()),
        withParameters().build(FaultDraft::build));
  }

  private static ObjectSchema<FaultDraft> withParameters() {
    ObjectSchema<FaultDraft> schema = ObjectSchema.of("a fault", FaultDraft::new);
    for (PlainFault plain : PLAIN) {
      schema = schema.set(plain.name(), flag(plain.fault()), plain.help(), FaultDraft::add);
    }
    return schema
        .set("delay", DURATION, "Waits for this time.", (draft, t) -> draft.add(Fault.delay(t)))
        .set(
            "stall",
            AlternativesSchema.of(flag(Fault::stall), DURATION.map((t, node) -> Fault.stall(t))),
            "Stops sending; closes the connection after a time, if one is given.",
            FaultDraft::add)
        .set("trickle", trickle(), "Sends the response in small pieces.", FaultDraft::add)
        .set(
            "wrongLength",
            LONG,
            "Adds this number to the length in the header.",
            (draft, n) -> draft.add(Fault.wrongLength(n)))
        .set(
            "wrongFlags",
            integer(0, 255),
            "Writes this flags byte into the header.",
            (draft, n) -> draft.add(Fault.wrongFlags(n)))
        .set("garbage", garbage(), "Sends random bytes instead of the response.", FaultDraft::add)
        .set(
            "extraBytes",
            integer(1, 1 << 30),
            "Sends this many bytes after the response.",
            (draft, n) -> draft.add(Fault.extraBytes(n)))
        .set(
            "cutAfter",
            COUNT,
            "Sends this many bytes of the response, then closes the connection.",
            (draft, n) -> draft.add(Fault.cutAfter(n)))
        .set(
            "phase",
            ChoiceSchema.of(Phase.class),
            "When delay, stall, close, halfClose or reset happens (default: beforeReply).",
            (draft, phase) -> draft.phase = phase);
  }

  private static Schema<Fault> flag(Supplier<Fault> fault) {
    return BOOLEAN.map(
        (flag, node) -> {
          if (!flag) {
            throw node.mismatch("true");
          }
          return fault.get();
        });
  }

  private static Schema<Fault> trickle() {
    final class TrickleDraft {
      private int bytes;
      private Duration interval = Duration.ZERO;
    }
    return ObjectSchema.of("trickle", TrickleDraft::new)
        .set("bytes", POSITIVE, "The size of a piece.", (draft, n) -> draft.bytes = n)
        .required()
        .set("interval", DURATION, "The time between two pieces.", (d, time) -> d.interval = time)
        .required()
        .build((draft, node) -> Fault.trickle(draft.bytes, draft.interval));
  }

  private static Schema<Fault> garbage() {
    final class GarbageDraft {
      private int length;
      private long seed;
    }
    return ObjectSchema.of("garbage", GarbageDraft::new)
        .set("length", integer(1, 1 << 30), "The number of bytes.", (draft, n) -> draft.length = n)
        .required()
        .set("seed", LONG, "The same seed causes the same bytes.", (draft, n) -> draft.seed = n)
        .required()
        .build((draft, node) -> Fault.garbage(draft.length, draft.seed));
  }
}
