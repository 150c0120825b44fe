package org.mockzabbix.parity;

/**
 * A difference between the two servers.
 *
 * @param what {@code reply} or {@code stored}
 * @param name the request, or the item, where it was found
 * @param detail what each server did
 */
record Difference(String what, String name, String detail) {

  /** Returns the title that a list of accepted differences uses. */
  String title() {
    return what + ' ' + name;
  }

  @Override
  public String toString() {
    return title() + '\n' + detail.indent(2).stripTrailing();
  }
}
