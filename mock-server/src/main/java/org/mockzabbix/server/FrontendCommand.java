package org.mockzabbix.server;

import java.math.BigInteger;
import java.util.Map;
import org.mockzabbix.protocol.Request.FrontendRequest;
import org.mockzabbix.protocol.Response;

/**
 * Responds to a request of the web frontend to run a global script. The server has the three
 * scripts of a new database, and runs none of them.
 */
final class FrontendCommand {

  /** The scripts of a new database: ping, traceroute, and detection of the operating system. */
  private static final String SCRIPTS = "0*[123]";

  private static final BigInteger MAX_UINT64 = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  private FrontendCommand() {}

  /** Returns whether the request names a script by its number. */
  static boolean hasScript(FrontendRequest request) {
    return isNumber(String.valueOf(request.parameters().get("scriptid")));
  }

  /** Responds to the request of a user with a valid session. */
  static Response respond(FrontendRequest request, RequestContext context) {
    if (!hasScript(request)) {
      return Response.failed("Failed to parse command request tag: scriptid.");
    }
    Map<String, String> parameters = request.parameters();
    boolean onHost = parameters.containsKey("hostid");
    boolean onEvent = context.is60() && parameters.containsKey("eventid");
    if (!onHost && !onEvent) {
      return Response.failed(
          context.is60()
              ? "Failed to parse command request tag hostid or eventid."
              : "Failed to parse command request tag: hostid.");
    }
    if (onHost && onEvent) {
      return Response.failed("Command request tags hostid and eventid cannot be used together.");
    }
    return forTarget(onHost ? "hostid" : "eventid", parameters, context);
  }

  /** Responds to a command for the host or event whose number is the member {@code target}. */
  private static Response forTarget(
      String target, Map<String, String> parameters, RequestContext context) {
    String number = String.valueOf(parameters.get(target));
    if (!isNumber(number)) {
      return Response.failed(
          context.is60()
              ? "Failed to parse value of command request tag " + target + "."
              : "Failed to parse command request tag: " + target + ".");
    }
    if (context.is60() && number.matches("0+")) {
      return Response.failed(target + " value cannot be 0.");
    }
    String scriptid = String.valueOf(parameters.get("scriptid"));
    if (!scriptid.matches(SCRIPTS)) {
      return Response.failed(context.is60() ? "Script not found." : "Unknown script identifier.");
    }
    return target.equals("hostid") && !isKnownHost(number, context)
        ? Response.failed("Unknown host identifier.")
        : FrontendTests.notPlayed("does not run the script " + scriptid);
  }

  private static boolean isKnownHost(String hostid, RequestContext context) {
    BigInteger number = new BigInteger(hostid);
    return number.bitLength() < Long.SIZE && context.inventory().host(number.longValue()) != null;
  }

  private static boolean isNumber(String text) {
    return text.matches("[0-9]+") && new BigInteger(text).compareTo(MAX_UINT64) <= 0;
  }
}
