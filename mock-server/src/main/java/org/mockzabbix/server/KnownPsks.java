package org.mockzabbix.server;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.inventory.Proxy;
import org.mockzabbix.tls.PeerTls;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.engine.PskLookup;

/**
 * The pre-shared keys of a server: its own, and those of its hosts and proxies. Not changed once
 * shared.
 */
final class KnownPsks implements PskLookup {

  /** A key, and what has it. */
  private record Owned(TestPsk psk, String owner) {}

  private final Map<String, Owned> byIdentity = new LinkedHashMap<>();
  private final List<String> identities = new ArrayList<>();

  /**
   * Adds a key.
   *
   * @param owner what has the key, for example {@code host "web01"}
   * @throws IllegalArgumentException if its identity has another key. A real server then uses the
   *     key that was changed last for all (measured)
   */
  void add(TestPsk psk, String owner) {
    Owned known = byIdentity.putIfAbsent(psk.identity(), new Owned(psk, owner));
    if (known == null) {
      identities.add(psk.identity());
    } else if (!known.psk().equals(psk)) {
      throw new IllegalArgumentException(
          known.owner()
              + " and "
              + owner
              + " have different keys for the PSK identity \""
              + psk.identity()
              + "\": give both the same key, or one of them another identity");
    }
  }

  void add(@Nullable PeerTls tls, String owner) {
    TestPsk psk = tls == null ? null : tls.psk();
    if (psk != null) {
      add(psk, owner);
    }
  }

  /** Returns whether a proxy has a key. */
  static boolean hasPsk(Proxy proxy) {
    return hasPsk(proxy.tls());
  }

  static boolean hasPsk(@Nullable PeerTls tls) {
    return tls != null && tls.psk() != null;
  }

  @Override
  public Optional<TestPsk> find(String identity) {
    return Optional.ofNullable(byIdentity.get(identity)).map(Owned::psk);
  }

  @Override
  public List<String> identities() {
    return Collections.unmodifiableList(identities);
  }
}
