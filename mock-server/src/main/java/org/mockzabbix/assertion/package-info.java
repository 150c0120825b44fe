/**
 * What a test expects of a server, how it waits for it, and how a miss is explained.
 *
 * <ul>
 *   <li>{@link org.mockzabbix.assertion.ZabbixAssertions} is imported statically: {@code
 *       assertThat(server)}, {@code item(host, key)} and {@code anyItem()};
 *   <li>{@link org.mockzabbix.assertion.ItemMatcher} says which values are meant;
 *   <li>{@link org.mockzabbix.assertion.ZabbixAssert} says what is to have come, how often and
 *       when, and fails if it is not so;
 *   <li>{@link org.mockzabbix.assertion.Expectation} is all of that as data.
 * </ul>
 *
 * <p>That a value arrives, whenever:
 *
 * <pre>{@code
 * assertThat(zabbix).received(item("web01", "system.cpu.load").withNumber(0.42, 0.01)).within(ofSeconds(5));
 * }</pre>
 *
 * <p>What arrived is returned, for a closer look with any assertion library:
 *
 * <pre>{@code
 * ItemValue load = assertThat(zabbix).received(item("web01", "system.cpu.load")).within(ofSeconds(5));
 * assertEquals(Optional.empty(), load.proxy());
 * }</pre>
 *
 * <p>How often, and that there is no more of it:
 *
 * <pre>{@code
 * assertThat(zabbix).received(item("web01", "app.started")).times(1).within(ofSeconds(5));
 * assertThat(zabbix).received(item("web01", "app.crashed")).never().during(ofMillis(300));
 * assertThat(zabbix).receivedExactly(item("web01", "app.started"), item("web01", "app.ok")).inOrder().now();
 * }</pre>
 *
 * <p>In the terms of a test suite that uses Awaitility already; {@code eventually()} takes the time
 * from there:
 *
 * <pre>{@code
 * Awaitility.setDefaultTimeout(ofSeconds(30));
 * assertThat(zabbix).using(await("the load of web01").pollInSameThread())
 *     .received(item("web01", "system.cpu.load").withValueType(ValueType.NUMBER))
 *     .eventually();
 * }</pre>
 *
 * <p>A failure tells what came instead:
 *
 * <pre>{@code
 * [the load of web01] expected: web01 system.cpu.load with JSON type number, within 30 s
 * but received: 1 value for this item, which does not match
 * nearest:
 *   #2 web01 system.cpu.load = "0.42" <- JSON type is string instead of number
 *   #1 Web01 system.cpu.load = 0.42 <- host differs in case only
 * last exchanges:
 *   #2 127.0.0.1:40312 sender data: processed: 1; failed: 0; total: 1
 *   #1 127.0.0.1:40310 sender data: processed: 1; failed: 0; total: 1
 * total: 2 values of 2 items in 2 exchanges at MockZabbixServer 7.0 running, trapper 127.0.0.1:40051
 * }</pre>
 */
@NullMarked
package org.mockzabbix.assertion;

import org.jspecify.annotations.NullMarked;
