package org.mockzabbix.parity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** A PostgreSQL of its own in a directory, on a port of 127.0.0.1. It waits for no disk. */
final class RealDatabase implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String NAME = "zabbix";
  private static final Pattern INSERT = Pattern.compile("INSERT INTO (\\w+)");

  /** The tables of a fresh installation that a server needs. */
  private static final Set<String> TABLES =
      Set.of(
          "config",
          "expressions",
          "globalmacro",
          "hstgrp",
          "module",
          "regexps",
          "role",
          "role_rule",
          "scripts",
          "ugset",
          "ugset_group",
          "user_ugset",
          "users",
          "users_groups",
          "usrgrp");

  private final Programs programs;
  private final Path directory;
  private final int port;
  private final RunningProcess process;

  /** Creates the database of a server, and loads its tables. */
  RealDatabase(Programs programs, Path directory, int port) throws IOException {
    this.programs = programs;
    this.directory = directory;
    this.port = port;
    String data = directory.resolve("data").toString();
    ordinary("initdb", "-D", data, "-U", NAME, "-A", "trust", "-E", "UTF8", "--locale=C", "-N");
    process =
        new RunningProcess(
            new ProcessBuilder(programs.asOrdinaryUser(server(data)))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("postgres.log").toFile()),
            "INT");
    try {
      awaitReady();
      load();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private List<String> server(String data) {
    return List.of(
        programs.postgres("postgres"),
        "-D",
        data,
        "-p",
        String.valueOf(port),
        "-h",
        "127.0.0.1",
        "-k",
        directory.toString(),
        "-F",
        "-c",
        "synchronous_commit=off",
        "-c",
        "full_page_writes=off");
  }

  private void ordinary(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of(words));
    command.set(0, programs.postgres(words[0]));
    run(programs.asOrdinaryUser(command), InputStream.nullInputStream());
  }

  private void awaitReady() throws IOException {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        psql("postgres", "select 1");
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || Instant.now().isAfter(end)) {
          throw new IOException("PostgreSQL does not start: see " + directory, notYet);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
    }
  }

  private void load() throws IOException {
    List<String> create = new ArrayList<>(List.of(programs.postgres("createdb")));
    create.addAll(connection());
    create.add(NAME);
    run(create, InputStream.nullInputStream());
    try (InputStream schema = gunzip("schema")) {
      run(psql(NAME), schema);
    }
    try (InputStream data = gunzip("data")) {
      psql(NAME, withoutTemplates(new String(data.readAllBytes(), UTF_8)));
    }
  }

  private InputStream gunzip(String name) throws IOException {
    return new GZIPInputStream(Files.newInputStream(programs.sql(name)));
  }

  /** Thousands of items of templates would take most of the time, and have ids of the vectors. */
  private static String withoutTemplates(String data) {
    StringBuilder kept = new StringBuilder();
    boolean keep = true;
    for (String line : data.lines().toList()) {
      Matcher insert = INSERT.matcher(line);
      if (insert.lookingAt()) {
        keep = TABLES.contains(insert.group(1));
      } else if (line.equals("COMMIT;")) {
        keep = true;
      }
      if (keep) {
        kept.append(line).append('\n');
      }
    }
    return kept.toString();
  }

  int port() {
    return port;
  }

  /** Runs statements, and returns the rows of the last one, each on a line. */
  String sql(String statements) throws IOException {
    return psql(NAME, statements);
  }

  private String psql(String database, String statements) throws IOException {
    return run(psql(database), new ByteArrayInputStream(statements.getBytes(UTF_8)));
  }

  private List<String> psql(String database) {
    List<String> command = new ArrayList<>(List.of(programs.postgres("psql")));
    command.addAll(connection());
    command.addAll(List.of("-d", database, "-X", "-q", "-A", "-t", "-1", "-v", "ON_ERROR_STOP=1"));
    return command;
  }

  private List<String> connection() {
    return List.of("-h", "127.0.0.1", "-p", String.valueOf(port), "-U", NAME);
  }

  private String run(List<String> command, InputStream input) throws IOException {
    Process started =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectError(directory.resolve("errors.log").toFile())
            .start();
    Thread feeder = new Thread(() -> feed(started, input), "parity-feeder");
    feeder.setDaemon(true);
    feeder.start();
    String output = new String(started.getInputStream().readAllBytes(), UTF_8);
    int code = waitFor(started);
    if (code != 0) {
      String errors = Files.readString(directory.resolve("errors.log"), UTF_8);
      throw new IOException(command.get(0) + " ended with " + code + ": " + errors);
    }
    return output;
  }

  private static void feed(Process process, InputStream input) {
    try (OutputStream out = process.getOutputStream()) {
      input.transferTo(out);
    } catch (IOException e) {
      // The exit code and the errors of the process say why it reads no more.
    }
  }

  private static int waitFor(Process process) throws IOException {
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException("a program of PostgreSQL did not end within 2 min");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    process.end();
  }
}
