package org.mockzabbix.rule;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.text.NonNull;
import org.mockzabbix.tls.TlsConfig;

/**
 * Builds a rule for matching requests. {@code when(...)} of a server or agent creates it. Without a
 * response or a fault the rule is unfinished, which fails the test.
 */
public final class RuleBuilder {

  private final RequestMatcher matcher;
  private final Function<RuleDefinition, Rule> target;
  private final Runnable finish;

  /**
   * Creates a builder.
   *
   * @param target adds the rule to a server or agent
   * @param finish is called first when the response is specified, even if that fails
   */
  public RuleBuilder(
      RequestMatcher matcher, Function<RuleDefinition, Rule> target, Runnable finish) {
    this.matcher = matcher;
    this.target = target;
    this.finish = finish;
  }

  /** Adds a rule that responds this way. {@link Rule#times} limits it. */
  public Rule reply(Responder responder) {
    finish.run();
    Objects.requireNonNull(responder, "responder must not be null");
    return target.apply(RuleDefinition.forRequests(matcher, responder, List.of()));
  }

  /**
   * Adds a rule that responds this way and injects faults into the response.
   *
   * @throws IllegalArgumentException if a fault takes effect before a request is read
   */
  public Rule reply(Responder responder, Fault fault, Fault... more) {
    finish.run();
    Objects.requireNonNull(responder, "responder must not be null");
    Objects.requireNonNull(fault, "fault must not be null");
    return target.apply(RuleDefinition.forRequests(matcher, responder, list(fault, more)));
  }

  /**
   * Adds a rule that passes each matching packet to a real server or agent, and responds with its
   * response (see {@link Responder#forward}).
   *
   * @param address {@code host:port} or {@code [IPv6]:port}
   * @throws IllegalArgumentException if the address is not valid
   */
  public Rule forward(String address) {
    finish.run();
    return target.apply(RuleDefinition.forRequests(matcher, Responder.forward(address), List.of()));
  }

  /**
   * Adds a rule that passes each matching packet to a real server or agent over an encrypted
   * connection (see {@link Responder#forward(String, TlsConfig)}).
   *
   * @param address {@code host:port} or {@code [IPv6]:port}
   * @throws IllegalArgumentException if the address is not valid
   */
  public Rule forward(String address, TlsConfig tls) {
    finish.run();
    return target.apply(
        RuleDefinition.forRequests(matcher, Responder.forward(address, tls), List.of()));
  }

  /**
   * Adds a rule that injects faults into the response that is sent without the rule. The values of
   * the request are processed, whether or not the client receives the response.
   *
   * @throws IllegalArgumentException if a fault takes effect before a request is read
   */
  public Rule fault(Fault fault, Fault... more) {
    finish.run();
    Objects.requireNonNull(fault, "fault must not be null");
    return target.apply(RuleDefinition.forRequests(matcher, null, list(fault, more)));
  }

  private static List<Fault> list(Fault first, Fault... more) {
    return Stream.concat(Stream.of(first), NonNull.listOf("more", more).stream()).toList();
  }
}
