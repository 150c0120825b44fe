package org.mockzabbix.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.cli.CommandRun;
import org.mockzabbix.fixtures.StartedProcess;

/** The scripts of {@code completion} in the real shells. */
@Timeout(180)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no such shells")
class CompletionCommandTest {

  /**
   * Runs the commands in {@code $1} in an interactive shell, types {@code $2}, presses Tab, and
   * prints the completed line.
   */
  private static final String TYPE_AND_PRINT =
      """
      zmodload zsh/zpty
      TERM=dumb zpty shell zsh -f -i
      zpty -w shell "PS1=''; unsetopt prompt_cr prompt_sp; $1; print LOADED"
      zpty -r -m shell line '*LOADED*LOADED*' || exit 3
      zpty -w -n shell "$2"$'\\t'
      zpty -w -n shell $'\\x01print -- \\n'
      zpty -w shell 'print END'
      zpty -r -m shell line '*END*END*'
      print -r -- $line
      zpty -d shell
      """;

  @TempDir Path directory;

  private Path script(String shell) throws Exception {
    CommandRun completion = CommandRun.of("completion", shell);
    assertEquals(0, completion.exitCode(), completion.err());
    return Files.writeString(directory.resolve("completion"), completion.out());
  }

  private String run(String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOME", directory.toString());
    Process process = StartedProcess.of(builder);
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return output.strip();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ""                 | serve verify send get replay scenario certify health completion help
          se                 | serve send
          serve --trap       | --trapper-port --trapper-timeout
          serve --dialect '' | 5.0 6.0 7.0
          verify --format j  | json
          verify --lines ''  | processed all
          scenario ''        | from
          completion z       | zsh
          help hea           | health
          """)
  void bashCompletes(String words, String expected) throws Exception {
    String function =
        "source \"$1\"; COMP_WORDS=(mock-zabbix "
            + words
            + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMPREPLY=(); compopt() { :; };"
            + " _complete_mock-zabbix; echo \"${COMPREPLY[*]}\"";

    String output = run("bash", "-c", function, "bash", script("bash").toString());

    assertEquals(expected, output);
  }

  @Test
  void bashRegistersTheFunction() throws Exception {
    String output =
        run(
            "bash",
            "-c",
            "source \"$1\"; complete -p mock-zabbix",
            "bash",
            script("bash").toString());

    assertEquals("complete -o default -F _complete_mock-zabbix mock-zabbix", output);
  }

  @ParameterizedTest
  @CsvSource({
    "mock-zabbix ser, mock-zabbix serve",
    "mock-zabbix serve --scen, mock-zabbix serve --scenario",
    "mock-zabbix completion z, mock-zabbix completion zsh"
  })
  void zshCompletes(String typed, String expected) throws Exception {
    assertZshCompletes("source " + script("zsh"), typed, expected);
  }

  @Test
  void zshCompletes_withTheScriptInItsPathOfFunctions() throws Exception {
    Files.move(script("zsh"), directory.resolve("_mock-zabbix"));

    assertZshCompletes(
        "fpath+=(" + directory + "); autoload -Uz compinit; compinit -u -D",
        "mock-zabbix completion z",
        "mock-zabbix completion zsh");
  }

  private void assertZshCompletes(String preparation, String typed, String expected)
      throws Exception {
    assumeTrue(isInstalled("zsh"), "zsh is not installed");
    Path program = Files.writeString(directory.resolve("type"), TYPE_AND_PRINT);

    String output = run("zsh", "-f", program.toString(), preparation, typed);

    assertTrue(output.lines().anyMatch(line -> line.strip().equals(expected)), output);
  }

  private static boolean isInstalled(String program) {
    String[] directories = System.getenv("PATH").split(File.pathSeparator);
    return Arrays.stream(directories).anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }
}
