package org.mockzabbix.server;

/**
 * The behavior of a port: its rules and its engine. A connection uses the same behavior from accept
 * to close, even if a reset replaces that of the port.
 *
 * @param rules the rules that apply before the engine
 * @param engine responds to requests that no rule applies to
 */
public record PortBehavior(Rules rules, ResponseEngine engine) {}
