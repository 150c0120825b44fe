package org.mockzabbix.cli;

/** The entry point of {@code mock-zabbix.jar}. */
public final class Main {

  private Main() {}

  /** Does nothing yet. */
  public static void main(String[] args) {}
}
