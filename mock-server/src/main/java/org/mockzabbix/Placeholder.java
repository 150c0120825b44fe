package org.mockzabbix;

/** Keeps the package alive until its first real type is here. */
public final class Placeholder {

  private Placeholder() {}
}
