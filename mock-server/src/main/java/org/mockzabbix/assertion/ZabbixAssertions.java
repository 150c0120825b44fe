package org.mockzabbix.assertion;

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
    return new ZabbixAssert(server);
  }

  /**
   * Any value of one item.
   *
   * @param host the technical name of the host
   * @param key the item key with its parameters, compared as text
   */
  @CheckReturnValue
  public static ItemMatcher item(String host, String key) {
    return new ItemMatcher(host, key);
  }
}
