package org.mockzabbix.cli.command;

import java.nio.file.Path;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

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

  /** Returns the parameter for the file of a transcript. */
  static PositionalParamSpec transcript() {
    return PositionalParamSpec.builder()
        .paramLabel("FILE")
        .index("0")
        .arity("1")
        .required(true)
        .type(Path.class)
        .converters(OptionConverters::path)
        .description("Transcript: recorded exchanges as lines of JSON, with their bytes.")
        .build();
  }
}
