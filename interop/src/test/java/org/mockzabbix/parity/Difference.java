package org.mockzabbix.parity;

/**
 * A difference between the two servers.
 *
 * @param what {@code reply} or {@code stored}
 * @param name the request, or the item, where it was found
 * @param detail what each server did
 * @param own the whole reply of Mock Zabbix; empty for stored values
 * @param real the whole reply of the real server; empty for stored values
 */
record Difference(String what, String name, String detail, String own, String real) {

  /** Returns a difference of a stored value. */
  static Difference ofStored(String name, String detail) {
    return new Difference("stored", name, detail, "", "");
  }

  /** Returns a difference of the replies to a request. */
  static Difference ofReplies(Probe probe, Reply own, Reply real) {
    String detail =
        "sent: "
            + probe.sent()
            + "\nreal server: "
            + real.differenceTo(own)
            + "\nMock Zabbix: "
            + own.differenceTo(real);
    return new Difference("reply", probe.name(), detail, own.whole(), real.whole());
  }

  /** Returns the title that a list of accepted differences uses. */
  String title() {
    return what + ' ' + name;
  }

  @Override
  public String toString() {
    return title() + '\n' + detail.indent(2).stripTrailing();
  }
}
