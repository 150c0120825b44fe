package org.mockzabbix.server;

/**
 * The state of a port that a connection uses from accept to close. A reset replaces the state of
 * the port, but open connections continue with their own state.
 *
 * @param rules the rules that apply before the engine
 * @param engine responds to requests that no rule applies to
 */
public record RulesAndEngine(Rules rules, ResponseEngine engine) {}
