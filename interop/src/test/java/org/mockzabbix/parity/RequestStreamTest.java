package org.mockzabbix.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mockzabbix.inventory.Item;

class RequestStreamTest {

  @Test
  void sameSeed_givesTheSameRequests() {
    assertEquals(names(7), names(7));
    assertNotEquals(names(7), names(8));
  }

  private static List<String> names(long seed) {
    return new RequestStream(seed, 100).probes().stream().map(Probe::name).toList();
  }

  @Test
  void eachItemHasItsOwnIdAndKey() {
    Set<Long> ids = new HashSet<>();
    Set<String> keys = new HashSet<>();
    RequestStream stream = new RequestStream(1, 200);

    for (Item item : stream.hosts().stream().flatMap(host -> host.items().stream()).toList()) {
      assertTrue(ids.add(item.itemid()));
      assertTrue(keys.add(item.key()));
    }
    assertEquals(200, stream.probes().size());
  }
}
