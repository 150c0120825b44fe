package org.mockzabbix.fault;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.tls.TlsCertificate;

/**
 * A fault of the encryption, for {@code onConnect(...)}. Created by the methods of {@link Fault}.
 * If the client does not use TLS, or not in the mode of the fault, the fault is not injected, and
 * the exchange has a warning. Immutable.
 */
public final class TlsFault implements Fault {

  private final String name;
  private final @Nullable Object value; // its type is that of one of the methods below

  TlsFault(String name, @Nullable Object value) {
    this.name = name;
    this.value = value;
  }

  /** Returns the number of the alert to send instead of a handshake; empty for another fault. */
  public Optional<Integer> alert() {
    return value(Integer.class);
  }

  /** Returns the certificate to present; empty for another fault. */
  public Optional<TlsCertificate> certificate() {
    return value(TlsCertificate.class);
  }

  /** Returns the hint which identity to use; empty for another fault. */
  public Optional<String> identityHint() {
    return value(String.class);
  }

  /** Returns the pieces of the handshake; empty for another fault. */
  public Optional<Trickle> pieces() {
    return value(Trickle.class);
  }

  /** Returns whether {@code close_notify} is missing. */
  public boolean isMissingCloseNotify() {
    return value == null;
  }

  private <T> Optional<T> value(Class<T> type) {
    return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TlsFault that
        && name.equals(that.name)
        && Objects.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** Returns the fault in words, for example {@code TLS alert 40}. */
  @Override
  public String toString() {
    return name;
  }
}
