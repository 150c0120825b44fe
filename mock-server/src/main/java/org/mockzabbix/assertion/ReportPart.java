package org.mockzabbix.assertion;

import java.util.Locale;
import org.mockzabbix.text.Quoting;

/**
 * The parts of what agents and proxies report besides values, which an assertion can require as
 * text. Not every report has every part.
 */
public enum ReportPart {
  /** The technical name of the host. */
  HOST(false),
  /** The name of the proxy that reported it. */
  PROXY(false),
  /** The host metadata of an agent that asked for its active checks. */
  METADATA(true),
  /** The IP address at which an agent wants to be polled, by default that of its connection. */
  IP(false),
  /** The DNS name at which an agent wants to be polled. */
  DNS(false),
  /** The port at which an agent wants to be polled. */
  PORT(false),
  /** The word {@code available}, {@code unavailable} or {@code unknown}. */
  AVAILABILITY(false),
  /** The number of a remote command. */
  ID(false),
  /** The text of a remote command. */
  COMMAND(true),
  /** The output of a remote command that succeeded. */
  OUTPUT(true),
  /** The reason why an interface is not available, or why a remote command failed. */
  ERROR(true);

  private final boolean isFreeText;

  ReportPart(boolean isFreeText) {
    this.isFreeText = isFreeText;
  }

  String quoted(String text) {
    return isFreeText ? Quoting.quote(text) : Quoting.quoteIfNeeded(text);
  }

  /** Returns the name as assertions and scenarios spell it, for example {@code metadata}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
