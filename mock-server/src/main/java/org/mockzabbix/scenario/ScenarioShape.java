package org.mockzabbix.scenario;

import java.util.Arrays;
import java.util.List;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.scenario.Shape.ListOf;
import org.mockzabbix.scenario.Shape.MapOf;
import org.mockzabbix.scenario.Shape.Name;
import org.mockzabbix.scenario.Shape.OneOf;
import org.mockzabbix.scenario.Shape.Size;
import org.mockzabbix.scenario.Shape.Text;
import org.mockzabbix.scenario.Shape.Time;
import org.mockzabbix.scenario.Shape.Truth;
import org.mockzabbix.scenario.Shape.Whole;
import org.mockzabbix.scenario.Shape.Word;

/** The format of a scenario file, declared once. */
final class ScenarioShape {

  private static final Shape TEXT = new Text();
  private static final Shape NAME = new Name();
  private static final Shape PORT = new Whole(0, 65_535);
  private static final Shape DIALECT =
      new Word(Arrays.stream(ZabbixVersion.values()).map(ZabbixVersion::dialect).toList());
  private static final Shape STATUS = new Word(List.of("enabled", "disabled"));

  private ScenarioShape() {}

  /** The whole file. */
  static final Shape.Obj SCENARIO =
      Shape.object("a scenario")
          .optional("dialect", DIALECT, "The Zabbix version to behave as.")
          .optional("strict", new Truth(), "Know only the hosts and items that are listed.")
          .optional("bind", NAME, "The address to listen on.")
          .optional("trapperPort", PORT, "Where senders, active agents and proxies connect.")
          .optional(
              "configRevision",
              new Whole(1, Integer.MAX_VALUE),
              "The revision of the configuration to start with.")
          .optional("maxPacketSize", new Size(1L << 30), "The largest packet that is read.")
          .optional(
              "trapperTimeout", Time.positive(), "How long a packet may take after its first byte.")
          .optional("hosts", new ListOf(host()), "The hosts that the server knows.")
          .optional("agents", new ListOf(agent()), "Mock agents to start.")
          .optional("rules", RuleShape.ofServer(), "What is answered otherwise, or badly.")
          .optional(
              "expect", new ListOf(ExpectationShape.expectation()), "What is expected to arrive.")
          .build();

  private static Shape host() {
    return Shape.object("a host")
        .required("host", NAME, "The technical name.")
        .optional("status", STATUS, "Whether it is monitored.")
        .optional("items", new ListOf(item()), "Its items.")
        .optional(
            "agent",
            NAME,
            "Where its passive items are polled: address:port, or the host of a mock agent.")
        .optional("proxy", NAME, "The proxy that monitors it.")
        .build();
  }

  private static Shape item() {
    return Shape.object("an item")
        .required("key", NAME, "The key with its parameters.")
        .required(
            "type",
            new Word(List.of("trapper", "active", "passive", "httpAgentTrap")),
            "How it gets its values.")
        .optional("itemid", new Whole(1, Long.MAX_VALUE), "The number agents deliver by.")
        .optional("delay", TEXT, "How often it is checked, such as 30s or 5m.")
        .optional(
            "valueType",
            new Word(List.of("float", "character", "log", "unsigned", "text")),
            "What its values are; only proxies look at it.")
        .optional("status", STATUS, "Whether it takes values.")
        .optional(
            "allowedHosts", TEXT, "Who may push values: addresses, networks, names; with commas.")
        .build();
  }

  private static Shape agent() {
    return Shape.object("an agent")
        .required("host", NAME, "The technical name of the host it stands for.")
        .optional("variant", new Word(List.of("agent", "agent2")), "Which of the two agents.")
        .optional("dialect", DIALECT, "Its version, if it is not the scenario's.")
        .optional("bind", NAME, "The address to listen on.")
        .optional("port", PORT, "The port to listen on; 0 for any free one.")
        .optional("keys", new MapOf(key()), "What it answers; name[*] for any parameters.")
        .optional("rules", RuleShape.ofAgent(), "What is answered otherwise, or badly.")
        .build();
  }

  private static Shape key() {
    Shape script =
        Shape.object("a key")
            .optional("reply", TEXT, "The value; {1}, {2} ... stand for the parameters.")
            .optional("notSupported", TEXT, "The reason why the key is not supported.")
            .optional("sequence", new ListOf(TEXT), "One value after the other.")
            .optional(
                "then",
                new Word(List.of("last", "repeat", "notSupported")),
                "What follows the last value of a sequence.")
            .optional("delay", new Time(), "How long the answer takes.")
            .optional("fault", RuleShape.FAULT, "What goes wrong with the answer.")
            .optional(
                "faults",
                new ListOf(RuleShape.FAULT),
                "What goes wrong with the answer, one after the other.")
            .build();
    return new OneOf(List.of(TEXT, script));
  }
}
