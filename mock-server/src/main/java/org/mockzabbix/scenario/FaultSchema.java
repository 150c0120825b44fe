package org.mockzabbix.scenario;

import static org.mockzabbix.scenario.ScalarSchema.BOOLEAN;
import static org.mockzabbix.scenario.ScalarSchema.COUNT;
import static org.mockzabbix.scenario.ScalarSchema.LONG;
import static org.mockzabbix.scenario.ScalarSchema.NAME;
import static org.mockzabbix.scenario.ScalarSchema.POSITIVE;
import static org.mockzabbix.scenario.ScalarSchema.STRING;
import static org.mockzabbix.scenario.ScalarSchema.TIMEOUT;
import static org.mockzabbix.scenario.ScalarSchema.integer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fault.FaultPhase;
import org.mockzabbix.fault.SocketFault;
import org.mockzabbix.fault.TlsFault;
import org.mockzabbix.scenario.ScenarioNode.ObjectNode;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.tls.TlsCertificate;

/** The schemas of all faults. Each fault has the name of its method in {@link Fault}. */
final class FaultSchema {

  /** A fault without parameters: its name is enough. */
  private record PlainFault(String name, String help, Supplier<Fault> fault) {}

  private static final List<PlainFault> PLAIN =
      List.of(
          new PlainFault("close", "Closes the connection.", Fault::close),
          new PlainFault("corruptHeader", "Changes ZBXD to ZBXX.", Fault::corruptHeader),
          new PlainFault("duplicateReply", "Sends the response twice.", Fault::duplicateReply),
          new PlainFault("emptyReply", "Sends a header without data.", Fault::emptyReply),
          new PlainFault("extraMembers", "Adds unknown members to JSON.", Fault::extraMembers),
          new PlainFault("extraWhitespace", "Adds white space to JSON.", Fault::extraWhitespace),
          new PlainFault("halfClose", "Closes the sending direction only.", Fault::halfClose),
          new PlainFault(
              "largePacketReply", "Sends a header with 8-byte lengths.", Fault::largePacketReply),
          new PlainFault(
              "missingCloseNotify", "Ends TLS without close_notify.", Fault::missingCloseNotify),
          new PlainFault("missingHeader", "Sends the data without a header.", Fault::missingHeader),
          new PlainFault("reset", "Resets the connection (RST).", Fault::reset),
          new PlainFault(
              "stall", "Stops sending, but does not close the connection.", Fault::stall),
          new PlainFault("zlibReply", "Compresses the response.", Fault::zlibReply));

  private static final Schema<LocatedFault> FAULT = new SharedSchema<>("fault", FaultSchema::fault);

  /** The fields {@code fault} and {@code faults}, which rules and key scripts have. */
  static final ObjectSchema<Faults> FIELDS =
      ObjectSchema.of("faults", Faults::new)
          .set("fault", FAULT, (draft, fault) -> draft.add(List.of(fault)))
          .optional("The fault to inject.")
          .set("faults", new ListSchema<>(FAULT), (draft, faults) -> draft.add(faults))
          .optional("The faults to inject, in this order.");

  private FaultSchema() {}

  /**
   * A fault with its location.
   *
   * @param hasPhase whether the scenario specifies the phase
   */
  private record LocatedFault(Fault fault, boolean hasPhase, Location location) {

    private Fault forRequest() {
      if (fault instanceof TlsFault
          || (fault instanceof SocketFault socket && socket.phase().precedesRequest())) {
        throw location.error(
            Quoting.quote(fault.toString())
                + " happens before there is a request: use it in a rule with when: connect");
      }
      return fault;
    }

    private Fault forConnection() {
      boolean early =
          fault instanceof TlsFault
              || (fault instanceof SocketFault ofConnection
                  && (!hasPhase || ofConnection.phase().precedesRequest()));
      if (!early) {
        throw location.error(
            Quoting.quote(fault.toString())
                + " applies to a response, not to a connection: remove when: connect");
      }
      return fault;
    }
  }

  /** The faults of the fields {@code fault} and {@code faults}. */
  static final class Faults {
    private final List<LocatedFault> faults = new ArrayList<>();

    private void add(List<LocatedFault> more) {
      if (!faults.isEmpty()) {
        throw new IllegalArgumentException("fault and faults are both set: remove one");
      }
      faults.addAll(more);
    }

    /** Returns the faults. Rejects faults that happen before there is a request. */
    List<Fault> forRequest() {
      return faults.stream().map(LocatedFault::forRequest).toList();
    }

    /** Returns the faults. Rejects faults that need a request. */
    List<Fault> forConnection() {
      return faults.stream().map(LocatedFault::forConnection).toList();
    }
  }

  /** Collects the fields of a fault. */
  private static final class FaultDraft {
    private final List<Fault> faults = new ArrayList<>();
    private @Nullable FaultPhase phase;
    private @Nullable Integer afterBytes;

    private void add(Fault fault) {
      faults.add(fault);
    }

    private LocatedFault build(ObjectNode node) {
      if (faults.size() != 1) {
        throw node.error(
            faults.isEmpty()
                ? "a fault needs a name, for example {reset: true, phase: insideReply}"
                : "these are "
                    + faults.size()
                    + " faults: write a list, for example faults: [reset, close]");
      }
      Fault fault = faults.get(0);
      if (phase == null && afterBytes == null) {
        return new LocatedFault(fault, false, node.location());
      }
      if (phase != null && afterBytes != null) {
        throw node.error("afterBytes", "phase and afterBytes are both set: remove one");
      }
      if (fault instanceof SocketFault ofConnection) {
        return new LocatedFault(moved(ofConnection), true, node.location());
      }
      String field = phase == null ? "afterBytes" : "phase";
      throw node.error(
          field, field + " is valid only for delay, stall, close, halfClose and reset: remove it");
    }

    private SocketFault moved(SocketFault fault) {
      return phase == null ? fault.afterBytes(Objects.requireNonNull(afterBytes)) : fault.at(phase);
    }
  }

  private static Schema<LocatedFault> fault() {
    return AlternativesSchema.of(
        ScalarSchema.choice(PLAIN, PlainFault::name)
            .map((plain, node) -> new LocatedFault(plain.fault().get(), false, node.location())),
        withParameters().build(FaultDraft::build));
  }

  private static ObjectSchema<FaultDraft> withParameters() {
    ObjectSchema<FaultDraft> schema = ObjectSchema.of("a fault", FaultDraft::new);
    for (PlainFault plain : PLAIN) {
      schema =
          schema.set(plain.name(), flag(plain.fault()), FaultDraft::add).optional(plain.help());
    }
    return schema
        .set("delay", TIMEOUT, (draft, t) -> draft.add(Fault.delay(t)))
        .optional("Waits for this time.")
        .set(
            "stall",
            AlternativesSchema.of(flag(Fault::stall), TIMEOUT.map((t, node) -> Fault.stall(t))),
            FaultDraft::add)
        .optional("Stops sending; closes the connection after this time, if it is set.")
        .set("trickle", trickle("trickle", Fault::trickle), FaultDraft::add)
        .optional("Sends the response in small pieces.")
        .set("wrongLength", LONG, (draft, n) -> draft.add(Fault.wrongLength(n)))
        .optional("Adds this number to the length in the header.")
        .set("wrongFlags", integer(0, 255), (draft, n) -> draft.add(Fault.wrongFlags(n)))
        .optional("Writes this flags byte into the header.")
        .set("wrongReserved", LONG, (draft, n) -> draft.add(Fault.wrongReserved(n)))
        .optional("Writes this number into the second length of the header (RESERVED).")
        .set("garbage", garbage(), FaultDraft::add)
        .optional("Sends random bytes instead of the response.")
        .set("extraBytes", integer(1, 1 << 30), (draft, n) -> draft.add(Fault.extraBytes(n)))
        .optional("Sends this many bytes after the response.")
        .set("cutAfter", COUNT, (draft, n) -> draft.add(Fault.cutAfter(n)))
        .optional("Sends this many bytes of the response, then closes the connection.")
        .set("tlsAlert", integer(0, 255), (draft, n) -> draft.add(Fault.tlsAlert(n)))
        .optional("Sends this TLS alert instead of the handshake; only with when: connect.")
        .set("tlsCertificate", certificate(), FaultDraft::add)
        .optional("Presents another certificate; only with when: connect.")
        .set("tlsIdentityHint", STRING, (draft, hint) -> draft.add(Fault.tlsIdentityHint(hint)))
        .optional("Sends a hint which PSK identity to use; only with when: connect.")
        .set("tlsPieces", trickle("tlsPieces", Fault::tlsPieces), FaultDraft::add)
        .optional("Sends the TLS handshake in small pieces; only with when: connect.")
        .set("afterBytes", POSITIVE, (draft, n) -> draft.afterBytes = n)
        .optional("How many bytes of the response precede delay, stall, close, halfClose or reset.")
        .set("phase", ScalarSchema.choice(FaultPhase.class), (draft, phase) -> draft.phase = phase)
        .optional("The phase of delay, stall, close, halfClose or reset (default: beforeReply).");
  }

  /** Returns the schema of a field that must be true, and stands for {@code value}. */
  static <T> Schema<T> flag(Supplier<T> value) {
    return BOOLEAN.map(
        (flag, node) -> {
          if (!flag) {
            throw node.mismatch("true");
          }
          return value.get();
        });
  }

  private static Schema<Fault> certificate() {
    final class CertificateDraft {
      private String certFile = "";
      private String keyFile = "";
    }
    return ObjectSchema.of("tlsCertificate", CertificateDraft::new)
        .set("certFile", NAME, (draft, file) -> draft.certFile = file)
        .required("The PEM file with the certificate.")
        .set("keyFile", NAME, (draft, file) -> draft.keyFile = file)
        .required("The PEM file with its private key.")
        .build(
            (draft, node) -> {
              try {
                return Fault.tlsCertificate(
                    TlsCertificate.read(Path.of(draft.certFile), Path.of(draft.keyFile)));
              } catch (IOException e) {
                throw node.error(String.valueOf(e.getMessage()));
              }
            });
  }

  private static Schema<Fault> trickle(
      String name, BiFunction<Integer, Duration, ? extends Fault> fault) {
    final class TrickleDraft {
      private int bytes;
      private Duration interval = Duration.ZERO;
    }
    return ObjectSchema.of(name, TrickleDraft::new)
        .set("bytes", POSITIVE, (draft, n) -> draft.bytes = n)
        .required("The size of a piece.")
        .set("interval", TIMEOUT, (d, time) -> d.interval = time)
        .required("The time between two pieces.")
        .build((draft, node) -> fault.apply(draft.bytes, draft.interval));
  }

  private static Schema<Fault> garbage() {
    final class GarbageDraft {
      private int length;
      private long seed;
    }
    return ObjectSchema.of("garbage", GarbageDraft::new)
        .set("length", integer(1, 1 << 30), (draft, n) -> draft.length = n)
        .required("The number of bytes.")
        .set("seed", LONG, (draft, n) -> draft.seed = n)
        .required("The seed of the random bytes; equal seeds cause equal bytes.")
        .build((draft, node) -> Fault.garbage(draft.length, draft.seed));
  }
}
