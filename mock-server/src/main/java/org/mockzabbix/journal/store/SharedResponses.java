package org.mockzabbix.journal.store;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.Response;

/**
 * The large responses of a journal. Equal ones are kept once, for example the same list of checks
 * that an agent received a thousand times. Not thread-safe: the journal's lock guards it.
 */
final class SharedResponses {

  /** Smaller responses, in bytes of heap, belong to their exchanges. */
  private static final int LARGE = 512;

  /** A response with its hash code, which is computed before the journal's lock is taken. */
  private record Key(Response response, int hash) {
    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** A large response, and the number of exchanges that have it. */
  static final class SharedResponse {

    private final Key key;
    private final long bytes;
    private long exchanges;

    private SharedResponse(Key key, long bytes) {
      this.key = key;
      this.bytes = bytes;
    }

    Response response() {
      return key.response;
    }
  }

  private final Map<Key, SharedResponse> shared = new HashMap<>();
  private long bytes;

  /** Returns the hash code of a response for {@link #share}. */
  static int hash(Response response) {
    return isSmall(response) ? 0 : response.hashCode();
  }

  /** Returns whether a response is known to be small. Many differ only in the time spent. */
  private static boolean isSmall(Response response) {
    return response instanceof Response.Processed;
  }

  /**
   * Adds the response of an exchange, unless it is small.
   *
   * @return the shared response that is equal to it; null if it is small
   */
  @Nullable SharedResponse share(Response response, int hash) {
    if (isSmall(response)) {
      return null;
    }
    Key key = new Key(response, hash);
    SharedResponse known = shared.get(key);
    if (known == null) {
      long size = HeapSize.of(response);
      if (size < LARGE) {
        return null;
      }
      known = new SharedResponse(key, size);
      shared.put(key, known);
      bytes += size;
    }
    known.exchanges++;
    return known;
  }

  /** Removes the response of an evicted exchange, unless other exchanges have it. */
  void release(SharedResponse response) {
    response.exchanges--;
    if (response.exchanges == 0) {
      shared.remove(response.key);
      bytes -= response.bytes;
    }
  }

  /** Returns the approximate number of bytes of heap that the responses use. */
  long bytes() {
    return bytes;
  }
}
