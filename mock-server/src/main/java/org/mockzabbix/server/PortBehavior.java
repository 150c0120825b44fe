package org.mockzabbix.server;

import java.util.Optional;
import java.util.function.Supplier;
import org.mockzabbix.tls.engine.TlsAcceptor;

/**
 * The behavior of a port: its rules and its engine. A connection uses the same behavior from accept
 * to close, even if a reset replaces that of the port.
 *
 * @param rules the rules that apply before the engine
 * @param engine responds to requests that no rule applies to
 * @param tls returns what agrees on encryption; empty if the port expects unencrypted packets only
 */
public record PortBehavior(
    Rules rules, ResponseEngine engine, Supplier<Optional<TlsAcceptor>> tls) {}
