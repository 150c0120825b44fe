package org.example;

import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.junit.MockZabbixExtension;

/** Low-level discovery is compared by its rows, in any order. */
@ExtendWith(MockZabbixExtension.class)
class DiscoveryTest {

  @Test
  void discoversEveryFileSystem(MockZabbixServer zabbix) throws IOException {
    String rows =
        """
        [{"{#FSNAME}": "/", "{#FSTYPE}": "ext4"}, {"{#FSNAME}": "/tmp", "{#FSTYPE}": "tmpfs"}]""";
    InetSocketAddress address = new InetSocketAddress(zabbix.host(), zabbix.trapperPort());

    new MetricsSender(address, "web01", 1).send(Map.of("vfs.fs.discovery", rows));

    assertThat(zabbix)
        .received(item("web01", "vfs.fs.discovery").withDiscoveryRow("{#FSNAME}", "/"))
        .now();
    assertThat(zabbix)
        .received(
            item("web01", "vfs.fs.discovery")
                .withDiscoveryRows(
                    List.of(
                        Map.of("{#FSNAME}", "/tmp", "{#FSTYPE}", "tmpfs"),
                        Map.of("{#FSNAME}", "/", "{#FSTYPE}", "ext4"))))
        .now();
  }
}
