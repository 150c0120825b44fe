package org.mockzabbix.fault;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.mockzabbix.wire.Bytes;

/**
 * A fault that changes the bytes of a response. Two packet faults are equal if their names and
 * seeds are equal.
 *
 * @param name describes the fault, with its parameters
 * @param seed the parameter that is not part of the name, or 0
 * @param edit returns the bytes to send instead of the response
 * @param shortfall returns what the response did not allow, in words that follow the name
 */
record PacketFault(
    String name, long seed, UnaryOperator<Bytes> edit, Function<Bytes, Optional<String>> shortfall)
    implements Fault {

  PacketFault(String name, UnaryOperator<Bytes> edit) {
    this(name, 0, edit);
  }

  PacketFault(String name, long seed, UnaryOperator<Bytes> edit) {
    this(name, seed, edit, response -> Optional.empty());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PacketFault that && name.equals(that.name) && seed == that.seed;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, seed);
  }

  @Override
  public String toString() {
    return name;
  }
}
