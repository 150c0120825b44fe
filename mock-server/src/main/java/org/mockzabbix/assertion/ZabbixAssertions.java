package org.mockzabbix.assertion;

import java.util.Objects;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.sentence.CheckReturnValue;

/**
 * The static imports of a test: the start of an assertion, and the matchers of its values.
 *
 * <pre>{@code
 * assertThat(zabbix).received(item("web01", "system.cpu.load").withValue("0.42")).within(ofSeconds(5));
 * }</pre>
 */
public final class ZabbixAssertions {

  private ZabbixAssertions() {}

  /**
   * Begins an assertion on the values and requests that {@code source} has received or will
   * receive.
   */
  @CheckReturnValue
  public static ZabbixAssert assertThat(JournalSource source) {
    return new ZabbixAssert(
        AssertionChain.on(Objects.requireNonNull(source, "source must not be null")));
  }

  /**
   * Selects the values of one item.
   *
   * @param host the technical name of the host
   * @param key the item key with its parameters, compared as text
   */
  @CheckReturnValue
  public static ItemMatcher item(String host, String key) {
    return anyItem().withHost(host).withKey(key);
  }

  /**
   * Selects the values of one item, with its key in any spelling: {@code k["a"]} is {@code k[a]}.
   *
   * @param host the technical name of the host
   */
  @CheckReturnValue
  public static ItemMatcher item(String host, ItemKey key) {
    Objects.requireNonNull(key, "key must not be null");
    return anyItem().withHost(host).withKey(key);
  }

  /** Selects all values of all items. */
  @CheckReturnValue
  public static ItemMatcher anyItem() {
    return ItemMatcher.any();
  }
}
