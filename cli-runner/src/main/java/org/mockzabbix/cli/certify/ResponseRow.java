package org.mockzabbix.cli.certify;

import static java.util.Locale.ROOT;

/**
 * One row of the table about a trapper or agent: how it responded to a request, and the judgement.
 *
 * @param request the request
 * @param received the response
 * @param judgement the comparison with a real program
 */
public record ResponseRow(MeasuredRequest request, ReceivedResponse received, Judgement judgement) {

  private static final String FORMAT = "%-38s  %-8s  %-5s  %-7s  %s";

  /** Returns the names of the columns. */
  public static String header() {
    return String.format(ROOT, FORMAT, "request", "response", "flags", "closing", "verdict");
  }

  /** Returns the row as a line. */
  @Override
  public String toString() {
    return String.format(
        ROOT,
        FORMAT,
        request.name(),
        received.kind(),
        received.header().map(header -> String.format(ROOT, "0x%02x", header.flags())).orElse("-"),
        received.connection(),
        judgement);
  }
}
