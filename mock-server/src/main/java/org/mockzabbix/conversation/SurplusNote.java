package org.mockzabbix.conversation;

import org.mockzabbix.net.Arrival;
import org.mockzabbix.text.Plurals;
import org.mockzabbix.wire.Bytes;

/**
 * Words for bytes that came behind a packet: the real server ignores them, their author should not.
 */
final class SurplusNote {

  private SurplusNote() {}

  static String of(Arrival arrival, Bytes late) {
    String what = Plurals.count(late.length(), "byte") + " more than declared";
    return arrival instanceof Arrival.Complete complete && countsCharacters(complete, late)
        ? what + " came after the packet: is the length counted in characters instead of bytes?"
        : what + " came after the packet";
  }

  /** Whether the packet with its surplus has as many characters as bytes were declared. */
  private static boolean countsCharacters(Arrival.Complete complete, Bytes late) {
    Bytes declared = complete.packet().payload();
    int bytes = declared.length();
    return declared.utf8Characters() + late.utf8Characters() == bytes
        || declared.utf16Units() + late.utf16Units() == bytes;
  }
}
