package org.mockzabbix.tls.engine;

import java.util.List;
import java.util.Optional;
import org.mockzabbix.tls.TestPsk;

/** Finds the key of an identity. Thread-safe. */
public interface PskLookup {

  /** Returns the key of {@code identity}; empty if it is unknown. */
  Optional<TestPsk> find(String identity);

  /** Returns the known identities, for messages. */
  List<String> identities();

  /** Returns a lookup among {@code psks}. */
  static PskLookup of(List<TestPsk> psks) {
    List<TestPsk> known = List.copyOf(psks);
    return new PskLookup() {
      @Override
      public Optional<TestPsk> find(String identity) {
        return known.stream().filter(psk -> psk.identity().equals(identity)).findFirst();
      }

      @Override
      public List<String> identities() {
        return known.stream().map(TestPsk::identity).toList();
      }
    };
  }
}
