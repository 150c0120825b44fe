package org.mockzabbix.assertion;

import java.util.Objects;
import org.mockzabbix.protocol.ItemKey;

/**
 * What a test imports statically: where an assertion begins, and what it looks for.
 *
 * <pre>{@code
 * assertThat(zabbix).received(item("web01", "system.cpu.load").withValue("0.42")).within(ofSeconds(5));
 * }</pre>
 */
public final class ZabbixAssertions {

  private ZabbixAssertions() {}

  /** Begins an assertion on what {@code server} has received, or is going to. */
  @CheckReturnValue
  public static ZabbixAssert assertThat(Recorder server) {
    return new ZabbixAssert(new Asserting(Objects.requireNonNull(server, "server"), null));
  }

  /**
   * Any value of one item.
   *
   * @param host the technical name of the host
   * @param key the item key with its parameters, compared as text
   */
  @CheckReturnValue
  public static ItemMatcher item(String host, String key) {
    return anyItem().withHost(host).withKey(key);
  }

  /**
   * Any value of one item, whatever the spelling of its key: {@code k["a"]} is {@code k[a]}.
   *
   * @param host the technical name of the host
   */
  @CheckReturnValue
  public static ItemMatcher item(String host, ItemKey key) {
    return anyItem().withHost(host).withKey(key);
  }

  /** Any value of any item; to be narrowed. */
  @CheckReturnValue
  public static ItemMatcher anyItem() {
    return ItemMatcher.any();
  }
}
