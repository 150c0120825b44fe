package org.mockzabbix.cli.output;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.Plurals;

/**
 * A file for lines. If the file is renamed or deleted, for example by a log rotation, creates a new
 * one. The lines of a renamed file are still there, those of a deleted one are lost. Not
 * thread-safe.
 */
public final class OutputFile implements LineSink {

  private final Path path;
  private final String noun;
  private final Consumer<String> notices;
  private FileOutputStream stream;
  private StreamSink channel;
  private @Nullable Object identity; // null where the system has none
  private long lines;
  private long lost;

  /**
   * Opens a file. It keeps its content until {@link #clear}, because another server may use the
   * file if it uses the port.
   *
   * @param noun what a line is, for example {@code value}
   * @param notices receives a message if the file was renamed or deleted
   * @throws IOException if the file cannot be opened; the message contains the path
   */
  public OutputFile(Path path, String noun, Consumer<String> notices) throws IOException {
    this.path = path.toAbsolutePath();
    this.noun = noun;
    this.notices = notices;
    stream = new FileOutputStream(path.toFile(), true);
    channel = new StreamSink(path.toString(), stream);
    identity = identity(this.path);
  }

  /** Removes the content of the file. */
  public void clear() throws IOException {
    if (Files.isRegularFile(path)) {
      stream.getChannel().truncate(0);
    }
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    if (!channel.isInLine() && isGone()) {
      reportGone(": continuing with a new file");
      stream.close();
      stream = new FileOutputStream(path.toFile(), true);
      channel = new StreamSink(channel.toString(), stream);
      identity = identity(path);
    }
    try {
      channel.write(bytes);
    } catch (IncompleteWriteException failure) {
      lines += failure.written();
      throw failure;
    }
    for (byte b : bytes) {
      lines += b == '\n' ? 1 : 0;
    }
  }

  private boolean isGone() {
    return identity != null && !identity.equals(identity(path));
  }

  private static @Nullable Object identity(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (IOException missing) {
      return null;
    }
  }

  private void reportGone(String continuation) {
    Optional<Path> renamed = newName();
    if (renamed.isPresent()) {
      notices.accept(this + " was renamed to " + renamed.get().getFileName() + continuation);
    } else {
      String content = Plurals.count(lines, noun);
      notices.accept(this + " was deleted or moved, with " + content + " in it" + continuation);
      lost += lines;
    }
    lines = 0;
  }

  /** Looks for the file in its directory, where log rotations keep it. */
  private Optional<Path> newName() {
    Path directory = path.getParent();
    if (directory == null) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> identity != null && identity.equals(identity(file))).findFirst();
    } catch (IOException directoryIsGone) {
      return Optional.empty();
    }
  }

  /** Returns the number of bytes in the file, or 0 in the middle of a line. */
  long bytesOfLines() throws IOException {
    return channel.isInLine() ? 0 : stream.getChannel().size();
  }

  @Override
  public long lost() {
    return lost;
  }

  @Override
  public void close() throws IOException {
    if (isGone()) {
      reportGone("");
    }
    stream.close();
  }

  @Override
  public String toString() {
    return channel.toString();
  }
}
