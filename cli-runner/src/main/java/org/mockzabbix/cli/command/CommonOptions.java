package org.mockzabbix.cli.command;

import picocli.CommandLine.Model.OptionSpec;

/** The options that several commands have. */
public final class CommonOptions {

  private CommonOptions() {}

  /** Returns the option that every command has. */
  public static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Show this help and exit.")
        .build();
  }
}
