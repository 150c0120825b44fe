package org.mockzabbix.rule;

/**
 * One value of a request as rules see it, or the key whose value an agent is requested to send.
 *
 * @param host empty if the client did not send it and its {@code itemid} is unknown
 * @param key empty if the client did not send it and its {@code itemid} is unknown
 * @param value the text that a server reads; empty if the client sent no value
 */
public record IncomingValue(String host, String key, String value) {}
