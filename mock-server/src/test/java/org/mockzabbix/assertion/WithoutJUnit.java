package org.mockzabbix.assertion;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.IOException;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.testing.WireClient;

/** A program that asserts, run by {@link WithoutJUnitTest} on a class path that has no JUnit. */
final class WithoutJUnit {

  private WithoutJUnit() {}

  public static void main(String[] args) throws IOException {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      WireClient.ask(
          server.trapperPort(),
          "{\"request\":\"sender data\",\"data\":[{\"host\":\"web01\",\"key\":\"app.ok\",\"value\":\"1\"}]}");

      System.out.println(assertThat(server).received(item("web01", "app.ok")).within(ofSeconds(5)));
      System.out.println(failure(server));
    }
  }

  private static String failure(MockZabbixServer server) {
    try {
      assertThat(server).received(item("web01", "app.up")).within(ofMillis(20));
      return "no failure";
    } catch (AssertionError failure) {
      return failure.getMessage().lines().findFirst().orElseThrow();
    }
  }
}
