package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.protocol.ItemValue.Source;

class RequestKindTest {

  @ParameterizedTest
  @CsvSource({
    "sender data, SENDER_DATA, SENDER",
    "agent data, AGENT_DATA, ACTIVE_AGENT",
    "proxy data, PROXY_DATA, PROXY",
    "history.push, HISTORY_PUSH, HISTORY_PUSH",
    "active checks, ACTIVE_CHECKS,",
    "zabbix.stats, ZABBIX_STATS,"
  })
  void aRequestToAServerHasAName(String name, RequestKind kind, @Nullable Source source) {
    assertEquals(kind, RequestKind.named(name));
    assertEquals(name, kind.wireName());
    assertEquals(name, kind.toString());
    assertEquals(source, kind.source());
    assertTrue(RequestKind.names().contains(name));
  }

  @ParameterizedTest
  @CsvSource({
    "passive checks, PASSIVE_CHECK,",
    "proxy tasks, PROXY_TASKS,",
    "poll, POLL, POLL",
    "legacy data, LEGACY_DATA, LEGACY_SENDER",
    "unreadable, UNREADABLE,",
    "empty, EMPTY,"
  })
  void otherKindsHaveNoneThatAServerUnderstands(
      String name, RequestKind kind, @Nullable Source source) {
    assertEquals(RequestKind.UNKNOWN, RequestKind.named(name));
    assertEquals(name, kind.wireName());
    assertEquals(source, kind.source());
    assertFalse(RequestKind.names().contains(name));
  }

  @Test
  void aRequestWithoutANameIsUnknown() {
    assertEquals(RequestKind.UNKNOWN, RequestKind.named(null));
    assertEquals(RequestKind.UNKNOWN, RequestKind.named("Sender Data"));
  }
}
