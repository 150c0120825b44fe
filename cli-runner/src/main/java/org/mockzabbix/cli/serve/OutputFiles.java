package org.mockzabbix.cli.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.output.ExchangePrinter;
import org.mockzabbix.cli.output.ExchangePrinter.Unwritten;
import org.mockzabbix.cli.output.LineSink;
import org.mockzabbix.cli.output.OutputFile;
import org.mockzabbix.cli.output.RecordFile;
import org.mockzabbix.cli.output.StreamSink;
import org.mockzabbix.text.Plurals;

/** The destinations of values and recorded exchanges: files, or standard output. */
final class OutputFiles {

  private final Consumer<String> errors;
  private final @Nullable OutputFile file;
  private final LineSink values;
  private final @Nullable RecordFile record;

  /**
   * Opens the files.
   *
   * @param errors receives the errors of writing
   * @throws CannotStartException if a file cannot be opened
   */
  OutputFiles(ServeOptions options, Console console, Consumer<String> errors)
      throws CannotStartException {
    this.errors = errors;
    try {
      this.file = openFile(options.files().output());
      this.values = file == null ? new StreamSink("standard output", console.out()) : file;
      this.record = openRecord(options.files().record(), options.output().recordMax());
    } catch (IOException failure) {
      throw new CannotStartException("cannot write " + failure.getMessage(), failure);
    }
  }

  private @Nullable OutputFile openFile(@Nullable Path path) throws IOException {
    return path == null ? null : new OutputFile(path, "value", errors);
  }

  private @Nullable RecordFile openRecord(@Nullable Path path, long max) throws IOException {
    return path == null ? null : new RecordFile(path, max, errors);
  }

  /** Returns the destination of values. */
  LineSink values() {
    return values;
  }

  /** Returns whether values are written to standard output. */
  boolean isStandardOutput() {
    return file == null;
  }

  /** Returns the file of recorded exchanges; null if none is wanted. */
  @Nullable RecordFile record() {
    return record;
  }

  /** Removes what the files contain from earlier runs. */
  void clear() throws IOException {
    if (file != null) {
      file.clear();
    }
    if (record != null) {
      record.clear();
    }
  }

  /** Stops the printer, and returns whether everything was written and nothing of it is lost. */
  boolean close(ExchangePrinter printer) {
    Unwritten unwritten = printer.stop();
    boolean stuck = printer.isStuck();
    boolean complete =
        close(values, Plurals.count(unwritten.values(), "value"), unwritten.values(), stuck);
    long exchanges = unwritten.exchanges();
    boolean recorded =
        record == null || close(record, Plurals.count(exchanges, "exchange"), exchanges, stuck);
    return complete && recorded;
  }

  private boolean close(LineSink destination, String lines, long unwritten, boolean stuck) {
    try {
      if (!stuck) {
        destination.close();
      }
    } catch (IOException failure) {
      errors.accept("cannot write " + destination + " (" + failure.getMessage() + ')');
      return false;
    }
    if (unwritten > 0) {
      String why =
          stuck ? ", because nothing reads " + (destination.equals(values) ? "it" : values) : "";
      errors.accept(lines + " not written to " + destination + why);
    }
    return unwritten == 0 && destination.lost() == 0;
  }
}
