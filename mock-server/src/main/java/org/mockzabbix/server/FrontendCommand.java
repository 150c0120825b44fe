package org.mockzabbix.server;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.Request.FrontendRequest;
import org.mockzabbix.protocol.Response;

/**
 * Responds to a request of the web frontend to run a global script. The server has the three
 * scripts of a new database, and runs none of them.
 */
final class FrontendCommand {

  /** The scripts of a new database: ping, traceroute, and detection of the operating system. */
  private static final String SCRIPTS = "0*[123]";

  private static final int MAX_ID_LENGTH = 63;
  private static final BigInteger MAX_UINT64 = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  private FrontendCommand() {}

  /** Returns whether the request names a script and a host by their numbers. */
  static boolean hasNumbers(FrontendRequest request) {
    return isNumber(id(request, "scriptid")) && isNumber(id(request, "hostid"));
  }

  /** Returns whether the server has the host of a request with {@link #hasNumbers}. */
  static boolean isForKnownHost(FrontendRequest request, RequestContext context) {
    return isKnownHost(String.valueOf(id(request, "hostid")), context);
  }

  /** Returns the text of an id; null if it is missing or longer than the buffer of a server. */
  private static @Nullable String id(FrontendRequest request, String name) {
    String id = request.parameters().get(name);
    return id == null || id.length() > MAX_ID_LENGTH ? null : id;
  }

  /** Responds to the request of a user with a valid session. */
  static Response respond(FrontendRequest request, RequestContext context) {
    if (!isNumber(id(request, "scriptid"))) {
      return Response.failed("Failed to parse command request tag: scriptid.");
    }
    boolean onHost = id(request, "hostid") != null;
    boolean onEvent = context.is60() && id(request, "eventid") != null;
    if (!onHost && !onEvent) {
      return Response.failed(
          context.is60()
              ? "Failed to parse command request tag hostid or eventid."
              : "Failed to parse command request tag: hostid.");
    }
    if (onHost && onEvent) {
      return Response.failed("Command request tags hostid and eventid cannot be used together.");
    }
    return forTarget(onHost ? "hostid" : "eventid", request, context);
  }

  /** Responds to a command for the host or event whose number is the member {@code target}. */
  private static Response forTarget(
      String target, FrontendRequest request, RequestContext context) {
    String number = String.valueOf(id(request, target));
    if (!isNumber(number)) {
      return Response.failed(
          context.is60()
              ? "Failed to parse value of command request tag " + target + "."
              : "Failed to parse command request tag: " + target + ".");
    }
    if (context.is60() && number.matches("0+")) {
      return Response.failed(target + " value cannot be 0.");
    }
    String scriptid = String.valueOf(id(request, "scriptid"));
    boolean knownScript = scriptid.matches(SCRIPTS);
    if (!knownScript && context.is60()) {
      return Response.failed("Script not found.");
    }
    if (target.equals("hostid") && !isKnownHost(number, context)) {
      return Response.failed("Unknown host identifier.");
    }
    return knownScript
        ? FrontendTests.notPlayed("does not run the script " + scriptid)
        : Response.failed("Unknown script identifier.");
  }

  private static boolean isKnownHost(String hostid, RequestContext context) {
    BigInteger number = new BigInteger(hostid);
    return number.bitLength() < Long.SIZE && context.inventory().host(number.longValue()) != null;
  }

  private static boolean isNumber(@Nullable String text) {
    return text != null
        && text.matches("[0-9]+")
        && new BigInteger(text).compareTo(MAX_UINT64) <= 0;
  }
}
