package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ZabbixVersionTest {

  @ParameterizedTest
  @EnumSource
  void of_findsEachByItsDialect(ZabbixVersion version) {
    assertEquals(version, ZabbixVersion.of(version.dialect()));
    assertEquals(version.dialect(), version.toString());
    assertTrue(version.release().startsWith(version.dialect() + "."));
  }

  @Test
  void of_unknown() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> ZabbixVersion.of("7"));

    assertEquals("unknown Zabbix version \"7\": use 5.0, 6.0 or 7.0", e.getMessage());
  }

  @Test
  void atLeast_comparesReleases() {
    assertTrue(ZabbixVersion.V7_0.atLeast(ZabbixVersion.V6_0));
    assertTrue(ZabbixVersion.V6_0.atLeast(ZabbixVersion.V6_0));
    assertFalse(ZabbixVersion.V6_0.atLeast(ZabbixVersion.V7_0));
  }

  @Test
  void newest() {
    assertEquals(ZabbixVersion.V7_0, ZabbixVersion.newest());
  }
}
