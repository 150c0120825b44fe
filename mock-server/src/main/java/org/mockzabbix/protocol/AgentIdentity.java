package org.mockzabbix.protocol;

/** What kind of agent this is: its version, and which of the two programs. */
public record AgentIdentity(ZabbixVersion version, Variant variant) {

  /** The two agents of Zabbix, which differ in details and in their words. */
  public enum Variant {
    /** The agent in C, {@code zabbix_agentd}. */
    AGENT("agent", 1),
    /** The agent in Go, {@code zabbix_agent2}. */
    AGENT2("agent2", 2);

    private final String spelling;
    private final int number;

    Variant(String spelling, int number) {
      this.spelling = spelling;
      this.number = number;
    }

    /** The number in the {@code variant} member of agents of 7.0. */
    public int number() {
      return number;
    }

    /** The variant called {@code agent} or {@code agent2}. */
    public static Variant of(String spelling) {
      for (Variant variant : values()) {
        if (variant.spelling.equals(spelling)) {
          return variant;
        }
      }
      throw new IllegalArgumentException(
          "unknown variant \"" + spelling + "\": known are agent, agent2");
    }

    @Override
    public String toString() {
      return spelling;
    }
  }

  /** Whether it is agent 2. */
  public boolean isAgent2() {
    return variant == Variant.AGENT2;
  }

  /** Whether it understands questions in JSON. */
  public boolean knowsJson() {
    return version.atLeast(ZabbixVersion.V7_0);
  }

  /** Whether it puts the length of an answer in its header twice, as agent 2 did before 7.0.2. */
  public boolean repeatsLength() {
    return isAgent2() && !knowsJson();
  }
}
