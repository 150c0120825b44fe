package org.mockzabbix.rule;

/**
 * One value of a request as rules see it, or the key whose value an agent is requested to send.
 *
 * @param host empty if the client did not send it and its {@code itemid} is unknown
 * @param key empty if the client did not send it and its {@code itemid} is unknown
 * @param value the text that a server stores; empty if there is none
 */
public record SentRow(String host, String key, String value) {}
