/**
 * Encryption: the modes of Zabbix, pre-shared keys and certificates, and the settings of a port or
 * client that uses them.
 */
@NullMarked
package org.mockzabbix.tls;

import org.jspecify.annotations.NullMarked;
