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

  /** Returns an option with a value. */
  static OptionSpec.Builder option(String name, String operand) {
    return OptionSpec.builder(name).arity("1").paramLabel(operand);
  }

  /** Returns an option without a value, whose opposite exists too. */
  static OptionSpec.Builder flag(String name) {
    return OptionSpec.builder(name)
        .arity("0")
        .negatable(true) // --no-x overrides the variable
        .type(Boolean.class)
        .defaultValue("false");
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
