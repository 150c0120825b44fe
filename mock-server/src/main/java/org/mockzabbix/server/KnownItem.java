package org.mockzabbix.server;

import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemName;

/**
 * An item of an inventory, with its number.
 *
 * @param name host and key
 * @param item the item; its {@code itemid} is never 0
 */
public record KnownItem(ItemName name, Item item) {}
