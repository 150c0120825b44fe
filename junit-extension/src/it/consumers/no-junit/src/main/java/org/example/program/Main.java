package org.example.program;

import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.time.Duration;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.scenario.ScenarioException;

/** Asserts as a test would, and prints what it found. */
public final class Main {

  private Main() {}

  public static void main(String[] args) throws Exception {
    String json =
        "{\"hosts\": [{\"host\": \"web01\", \"items\": [{\"key\": \"app.ok\", \"type\": \"trapper\"}]}]}";
    try (MockZabbixServer zabbix = new MockZabbixServer(Scenario.parse("program", json)).start()) {
      new Sender("127.0.0.1", zabbix.trapperPort()).send("web01", "app.ok", "1");

      System.out.println(
          assertThat(zabbix).received(item("web01", "app.ok")).within(Duration.ofSeconds(20)));
      System.out.println(failure(zabbix));
    }
    System.out.println(yamlIsRefused());
  }

  private static String failure(MockZabbixServer zabbix) {
    try {
      assertThat(zabbix).received(item("web01", "app.up")).now();
      return "no failure";
    } catch (AssertionError failure) {
      return failure.getMessage().lines().findFirst().orElseThrow();
    }
  }

  private static String yamlIsRefused() {
    try {
      return Scenario.parse("program", "hosts: []").toString();
    } catch (ScenarioException refusal) {
      return refusal.getMessage();
    }
  }
}
