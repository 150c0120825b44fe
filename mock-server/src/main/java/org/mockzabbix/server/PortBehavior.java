package org.mockzabbix.server;

/**
 * How a port responds: its rules and its engine. A connection uses the same ones from accept to
 * close, even if a reset replaces those of the port.
 *
 * @param rules the rules that apply before the engine
 * @param engine responds to requests that no rule applies to
 */
public record PortBehavior(Rules rules, ResponseEngine engine) {}
