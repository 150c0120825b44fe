package org.mockzabbix.server;

/**
 * The state of a port that a connection uses from accept to close. A reset may replace it; open
 * connections then continue with theirs.
 *
 * @param rules the rules that are checked before the engine
 * @param engine responds to requests that no rule applies to
 */
public record PortState(Rules rules, ResponseEngine engine) {}
