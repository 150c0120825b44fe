package org.mockzabbix.cli.command;

import java.util.stream.Stream;
import org.mockzabbix.cli.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;

/** All commands, in the form that picocli's generator of manual pages reads. */
@Command(modelTransformer = ManPages.Program.class)
public final class ManPages {

  /** Replaces the empty command by those of the program. */
  static final class Program implements IModelTransformer {

    @Override
    public CommandSpec transform(CommandSpec empty) {
      Console console = Console.ofProcess();
      CommandSpec program = new Commands(console, stop -> {}).line().getCommandSpec();
      complete(program, program.version());
      return program;
    }

    /** Sets what each page needs: a version, and a heading without which the end is left out. */
    private static void complete(CommandSpec command, String[] version) {
      command.versionProvider(null).version(version);
      String[] end =
          Stream.of(command.usageMessage().footer())
              .filter(line -> !line.isEmpty())
              .toArray(String[]::new);
      command.usageMessage().footerHeading("Exit status%n").footer(end);
      command.subcommands().values().forEach(line -> complete(line.getCommandSpec(), version));
    }
  }
}
