package org.mockzabbix.protocol;

/** The agent program to imitate: its version and variant. */
public record AgentProgram(ZabbixVersion version, Variant variant) {

  /** The two agents of Zabbix, which differ in details and error texts. */
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

    /** Returns the number that agents of 7.0 send as {@code variant}. */
    public int number() {
      return number;
    }

    /** Returns the variant called {@code agent} or {@code agent2}. */
    public static Variant of(String spelling) {
      for (Variant variant : values()) {
        if (variant.spelling.equals(spelling)) {
          return variant;
        }
      }
      throw new IllegalArgumentException(
          "unknown variant \"" + spelling + "\": use agent or agent2");
    }

    @Override
    public String toString() {
      return spelling;
    }
  }

  /** Returns whether the agent is Zabbix agent 2. */
  public boolean isAgent2() {
    return variant == Variant.AGENT2;
  }

  /** Returns whether the agent understands requests in JSON. */
  public boolean knowsJson() {
    return version.atLeast(ZabbixVersion.V7_0);
  }

  /** Returns whether the header repeats the data length, as in Zabbix agent 2 before 7.0.2. */
  public boolean repeatsLength() {
    return isAgent2() && !knowsJson();
  }
}
