/**
 * Handles the exchanges of trapper ports and agent ports: decodes the request, applies rules, lets
 * an engine respond as a real program does, and records the exchange.
 */
@NullMarked
package org.mockzabbix.server;

import org.jspecify.annotations.NullMarked;
