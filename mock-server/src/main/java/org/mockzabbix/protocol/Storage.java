package org.mockzabbix.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What a real server does with a processed value.
 *
 * @param version the version of the server
 * @param type the value type of the item; null if the item does not declare one
 * @param reason the reason why the server stores nothing; null if it stores the value
 */
record Storage(ZabbixVersion version, @Nullable ValueType type, @Nullable NotStored reason) {}
