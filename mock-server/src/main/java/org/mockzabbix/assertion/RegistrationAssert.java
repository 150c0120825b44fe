package org.mockzabbix.assertion;

import java.util.Objects;
import org.mockzabbix.protocol.AgentRegistration;
import org.mockzabbix.sentence.CheckReturnValue;

/**
 * An assertion on registrations of agents. Immutable.
 *
 * <pre>{@code
 * assertThat(zabbix).registered("web09").withMetadata("linux").within(ofSeconds(5));
 * }</pre>
 */
public final class RegistrationAssert extends CountedAssert<AgentRegistration> {

  private final RegistrationSelection registrations;

  RegistrationAssert(AssertionChain chain, RegistrationSelection registrations) {
    super(chain, registrations);
    this.registrations = registrations;
  }

  /** Requires this host metadata. An agent without metadata has the empty text. */
  @CheckReturnValue
  public RegistrationAssert withMetadata(String metadata) {
    AssertionChain resumed = chain.resumed();
    Objects.requireNonNull(metadata, "metadata must not be null");
    return new RegistrationAssert(resumed, registrations.withMetadata(metadata));
  }

  /** Requires that the agent asked this proxy. */
  @CheckReturnValue
  public RegistrationAssert throughProxy(String proxy) {
    AssertionChain resumed = chain.resumed();
    Objects.requireNonNull(proxy, "proxy must not be null");
    return new RegistrationAssert(resumed, registrations.throughProxy(proxy));
  }
}
