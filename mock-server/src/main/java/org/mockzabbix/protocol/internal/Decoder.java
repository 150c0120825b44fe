package org.mockzabbix.protocol.internal;

import org.mockzabbix.protocol.AgentProgram;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.RequestDecoder;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.wire.Bytes;

/**
 * Decodes the data of a packet. Never throws: data that is not a request becomes an invalid
 * request. The same data always results in an equal request, so the journal keeps only the data.
 */
@FunctionalInterface
public interface Decoder {

  /** Returns the request in {@code data}. */
  Request decode(Bytes data);

  /**
   * Returns the index in {@code data} of the first byte that is not valid JSON; -1 if it is not
   * JSON, or is not read as JSON.
   */
  default int invalidAt(Bytes data) {
    return -1;
  }

  /**
   * Returns a decoder that reads requests as the trapper of a Zabbix server of {@code version}
   * does.
   */
  static Decoder ofServer(ZabbixVersion version) {
    return new ServerDecoder(version);
  }

  /** Reads requests to a server. */
  record ServerDecoder(ZabbixVersion version) implements Decoder {

    @Override
    public Request decode(Bytes data) {
      return RequestDecoder.decode(
          data.array(), data.offset(), data.offset() + data.length(), version);
    }

    @Override
    public int invalidAt(Bytes data) {
      int start = data.offset();
      int at = RequestDecoder.invalidAt(data.array(), start, start + data.length(), version);
      return Math.max(-1, at - start);
    }
  }

  /**
   * Returns a decoder of the data that a server of {@code version} fetches from a passive proxy.
   */
  static Decoder ofProxyData(ZabbixVersion version, String proxy) {
    return data ->
        RequestDecoder.decodeProxyData(
            data.array(), data.offset(), data.offset() + data.length(), version, proxy);
  }

  /** Returns a decoder that reads requests as {@code agent} does. */
  static Decoder ofAgent(AgentProgram agent) {
    return data ->
        RequestDecoder.decode(data.array(), data.offset(), data.offset() + data.length(), agent);
  }
}
