package org.mockzabbix.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.fixtures.PlainSender;

/** The program in this process, with its own streams and environment. */
public final class ProgramRun implements AutoCloseable {

  /**
   * The lock of tests that expect a closed port, and of those that let this program start a
   * process: for a moment, a new process has copies of all sockets.
   */
  public static final String CLOSED_PORT = "closed port";

  private static final int PATIENCE_SECONDS = 60;

  /** Standard output, unless another one was given. */
  public final CapturedLines out = new CapturedLines();

  /** Standard error. */
  public final CapturedLines err = new CapturedLines();

  private final CountDownLatch inputEnded = new CountDownLatch(1);
  private final CountDownLatch stopKnown = new CountDownLatch(1);
  private volatile Runnable stop = () -> {};
  private final FutureTask<Integer> exitCode;
  private final Thread thread;

  private ProgramRun(OutputStream out, Map<String, String> environment, String... args) {
    PrintStream errors = new PrintStream(err, true, UTF_8);
    Console console =
        new Console(new OpenInput(), out == null ? this.out : out, errors, environment);
    String[] whole = withoutHttp(args);
    exitCode = new FutureTask<>(() -> new Main(console, this::stopBy).run(whole));
    thread = new Thread(exitCode, "program");
    thread.setDaemon(true);
    thread.start();
  }

  /** Adds {@code --no-http} if the test has no option for HTTP, because its port may be in use. */
  private static String[] withoutHttp(String... args) {
    boolean serves = args.length == 0 || args[0].matches("serve|verify") || args[0].startsWith("-");
    if (!serves || Stream.of(args).anyMatch(arg -> arg.contains("http"))) {
      return args;
    }
    int command = args.length == 0 || args[0].startsWith("-") ? 0 : 1;
    return Stream.of(
            Stream.of(args).limit(command), Stream.of("--no-http"), Stream.of(args).skip(command))
        .flatMap(Function.identity())
        .toArray(String[]::new);
  }

  /** Starts the program. */
  public static ProgramRun of(String... args) {
    return new ProgramRun(null, Map.of(), args);
  }

  /** Starts the program with variables. */
  public static ProgramRun of(Map<String, String> environment, String... args) {
    return new ProgramRun(null, environment, args);
  }

  /** Starts the program with another standard output. */
  public static ProgramRun of(OutputStream out, String... args) {
    return new ProgramRun(out, Map.of(), args);
  }

  private void stopBy(Runnable stop) {
    this.stop = stop;
    stopKnown.countDown();
  }

  /** Waits until the program serves. */
  public PlainSender awaitReady() throws InterruptedException {
    return PlainSender.to(err.awaitLine("READY"));
  }

  /** Stops the program as a signal would, and returns its exit code. */
  public int stop() throws Exception {
    assertTrue(stopKnown.await(PATIENCE_SECONDS, TimeUnit.SECONDS), "it does not start");
    stop.run();
    return exitCode();
  }

  /** Ends standard input. */
  public void endInput() {
    inputEnded.countDown();
  }

  /** Waits until the program has ended. */
  public int exitCode() throws Exception {
    return exitCode.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Returns the lines that the program wrote to standard error. */
  public List<String> errorLines() {
    return err.lines();
  }

  @Override
  public void close() {
    stop.run();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    } catch (InterruptedException leftBehind) {
      Thread.currentThread().interrupt();
    }
  }

  /** An input without bytes, which ends when the test ends it. */
  private final class OpenInput extends InputStream {
    @Override
    public int read() {
      return read(new byte[1], 0, 1);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      try {
        inputEnded.await();
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
      return -1;
    }
  }
}
