package org.mockzabbix.cli.certify;

import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.tls.TlsConfig;

/**
 * The settings of the mock servers or mock agents of all trials.
 *
 * @param version the Zabbix version to imitate
 * @param tls the encryption of their ports
 */
public record TrialSettings(ZabbixVersion version, TlsConfig tls) {}
