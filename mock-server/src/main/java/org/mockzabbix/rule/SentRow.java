package org.mockzabbix.rule;

/**
 * One row of a request as rules see it: a value of an item, or the key that an agent is asked for.
 *
 * @param host empty if the row does not say, and its {@code itemid} is not known
 * @param key likewise
 * @param value the text that a server would store; empty if there is none
 */
public record SentRow(String host, String key, String value) {}
