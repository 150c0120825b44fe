package org.mockzabbix.cli.send;

import java.io.IOException;
import org.mockzabbix.protocol.ZabbixVersion;

/**
 * The failure of zabbix_get to connect or to read, in its own words.
 *
 * @param text the line that zabbix_get prints
 * @param hintsAtAccess whether zabbix_get then advises to check the access restrictions
 */
public record ReadFailure(String text, boolean hintsAtAccess) {

  private static final String REFUSED = ": Connection refused";
  private static final String RESET = ": Connection reset";
  private static final String NO_RESPONSE = ": no response within ";
  private static final String VALUE_ERROR = "Get value error: ";

  /** Returns the words of zabbix_get of this version for {@code failure}. */
  public static ReadFailure of(IOException failure, ZabbixVersion version) {
    boolean modern = version.atLeast(ZabbixVersion.V7_0);
    String message = String.valueOf(failure.getMessage());
    if (message.contains(NO_RESPONSE)) {
      return new ReadFailure(
          modern ? VALUE_ERROR + "read timeout" : "Timeout while executing operation", false);
    }
    if (message.endsWith(RESET)) {
      String cannotRead = modern ? "cannot read from socket" : "ZBX_TCP_READ() failed";
      return new ReadFailure(
          VALUE_ERROR + cannotRead + ": [104] Connection reset by peer", !modern);
    }
    return new ReadFailure(VALUE_ERROR + connecting(message, modern), false);
  }

  private static String connecting(String message, boolean modern) {
    if (!message.endsWith(REFUSED)) {
      return message;
    }
    String before = message.substring(0, message.length() - REFUSED.length());
    return before
        + (modern ? ": connection error (POLLERR,POLLHUP)" : ": [111] Connection refused");
  }
}
