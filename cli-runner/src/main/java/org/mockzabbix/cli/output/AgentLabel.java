package org.mockzabbix.cli.output;

import org.mockzabbix.text.Quoting;

/** The name of a mock agent in lines for people and programs. */
public final class AgentLabel {

  private AgentLabel() {}

  /**
   * Returns the label of the agent of a host, for example {@code agent[web01]}. A name with spaces
   * or brackets is in double quotes, as in item keys.
   */
  public static String of(String host) {
    boolean quoted = host.indexOf('[') >= 0 || host.indexOf(']') >= 0;
    return "agent[" + (quoted ? Quoting.quote(host) : Quoting.quoteIfNeeded(host)) + ']';
  }
}
