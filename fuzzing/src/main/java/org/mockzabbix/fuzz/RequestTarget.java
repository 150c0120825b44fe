package org.mockzabbix.fuzz;

import org.mockzabbix.protocol.AgentProgram;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.RequestDecoder;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.RequestValue;
import org.mockzabbix.protocol.ZabbixVersion;

/** Any data is a request of every version, which can be read to the end and twice alike. */
public final class RequestTarget {

  private RequestTarget() {}

  /** Takes the data of a packet. */
  public static void fuzzerTestOneInput(byte[] data) {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      check(
          RequestDecoder.decode(data, 0, data.length, version),
          RequestDecoder.decode(data, 0, data.length, version));
      check(
          RequestDecoder.decodeProxyData(data, 0, data.length, version, "proxy01"),
          RequestDecoder.decodeProxyData(data, 0, data.length, version, "proxy01"));
      for (AgentProgram.Variant variant : AgentProgram.Variant.values()) {
        AgentProgram program = new AgentProgram(version, variant);
        check(
            RequestDecoder.decode(data, 0, data.length, program),
            RequestDecoder.decode(data, 0, data.length, program));
      }
    }
  }

  private static void check(Request request, Request again) {
    boolean invalid =
        request.kind() == RequestKind.UNREADABLE || request.kind() == RequestKind.EMPTY;
    if (invalid && (request.reason() == null || request.reason().isBlank())) {
      throw new AssertionError("no reason in " + request);
    }
    String first = described(request);
    String second = described(again);
    if (!first.equals(second)) {
      throw new AssertionError("decoded to " + first + ", and again to " + second);
    }
  }

  private static String described(Request request) {
    StringBuilder text = new StringBuilder();
    text.append(request.kind()).append(request.host()).append(request.proxy());
    for (int i = 0; i < request.values().size(); i++) {
      RequestValue value = request.values().get(i);
      text.append(value.host()).append(value.key()).append(value.value()).append(value.id());
      text.append(value.itemid()).append(value.defect()).append(request.values().itemHash(i));
    }
    return text.toString();
  }
}
