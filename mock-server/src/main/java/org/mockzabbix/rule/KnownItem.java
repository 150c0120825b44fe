package org.mockzabbix.rule;

import org.mockzabbix.protocol.ItemName;

/**
 * An item with its place in the inventory.
 *
 * @param name host and key
 * @param item the item, its {@code itemid} never zero
 * @param host the host it belongs to
 */
public record KnownItem(ItemName name, Item item, KnownHost host) {}
