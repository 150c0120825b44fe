/**
 * Assertions on the values and requests that a server has received or will receive.
 *
 * <ul>
 *   <li>{@link org.mockzabbix.assertion.ZabbixAssertions} has the static imports of a test: {@code
 *       assertThat(server)}, {@code item(host, key)} and {@code anyItem()}.
 *   <li>{@link org.mockzabbix.assertion.ItemMatcher} selects values.
 *   <li>{@link org.mockzabbix.assertion.ZabbixAssert} specifies what must be received, how often
 *       and when, and asserts it.
 *   <li>{@link org.mockzabbix.assertion.Expectation} is an assertion as data.
 * </ul>
 *
 * <p>Assert that a value arrives within some time:
 *
 * <pre>{@code
 * assertThat(zabbix).received(item("web01", "system.cpu.load").withNumber(0.42, 0.01)).within(ofSeconds(5));
 * }</pre>
 *
 * <p>The assertion returns the value, which you can check with any assertion library:
 *
 * <pre>{@code
 * ItemValue load = assertThat(zabbix).received(item("web01", "system.cpu.load")).within(ofSeconds(5));
 * assertEquals(Optional.empty(), load.proxy());
 * }</pre>
 *
 * <p>Assert how often a value arrives, that a value does not arrive, or that no other value does:
 *
 * <pre>{@code
 * assertThat(zabbix).received(item("web01", "app.started")).times(1).within(ofSeconds(5));
 * assertThat(zabbix).received(item("web01", "app.crashed")).never().during(ofMillis(300));
 * assertThat(zabbix).receivedExactly(item("web01", "app.started"), item("web01", "app.ok")).inOrder().now();
 * }</pre>
 *
 * <p>Assertions wait with Awaitility, and {@code eventually()} uses its timeout:
 *
 * <pre>{@code
 * Awaitility.setDefaultTimeout(ofSeconds(30));
 * assertThat(zabbix).using(await("the load of web01").pollInSameThread())
 *     .received(item("web01", "system.cpu.load").withValueType(JsonValueType.NUMBER))
 *     .eventually();
 * }</pre>
 *
 * <p>A failure message describes what was received instead:
 *
 * <pre>{@code
 * [the load of web01] expected: web01 system.cpu.load with JSON type number, within 30 s
 * but received: 1 value for this item that does not match
 * near misses:
 *   #2 web01 system.cpu.load = "0.42" <- JSON type is string instead of number
 *   #1 Web01 system.cpu.load = 0.42 <- host differs in case only
 * last exchanges:
 *   #2 127.0.0.1:40312 sender data: processed: 1; failed: 0; total: 1
 *   #1 127.0.0.1:40310 sender data: processed: 1; failed: 0; total: 1
 * total: 2 values for 2 items in 2 exchanges on MockZabbixServer 7.0 (running, trapper 127.0.0.1:40051)
 * }</pre>
 */
@NullMarked
package org.mockzabbix.assertion;

import org.jspecify.annotations.NullMarked;
