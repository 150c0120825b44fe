package org.mockzabbix.interop;

import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.params.provider.Arguments;
import org.mockzabbix.protocol.ZabbixVersion;

/**
 * The real daemons of one test: ends them after it, and tells in its failure what they logged. To
 * be registered in an instance field, so that each test has its own.
 */
final class RealDaemons implements AfterEachCallback, TestExecutionExceptionHandler {

  private final List<RealDaemon> daemons = new ArrayList<>();

  /** Returns each release of a program with each version of the server. */
  static Stream<Arguments> pairs(String program) {
    return Release.having(program)
        .flatMap(
            release ->
                Stream.of(ZabbixVersion.values()).map(version -> Arguments.of(release, version)));
  }

  /** Returns each release of a program with the server of its own version. */
  static Stream<Arguments> siblings(String program) {
    return pairs(program).filter(RealDaemons::match);
  }

  /** Returns each release of a program with the servers of other versions. */
  static Stream<Arguments> strangers(String program) {
    return pairs(program).filter(pair -> !match(pair));
  }

  private static boolean match(Arguments pair) {
    return ((Release) pair.get()[0]).isOf((ZabbixVersion) pair.get()[1]);
  }

  /** A daemon that is ended after the test; it is not started yet. */
  RealDaemon create(String program) throws IOException {
    return create(Release.own(), program);
  }

  /** The same of another release. */
  RealDaemon create(Release release, String program) throws IOException {
    RealDaemon daemon = new RealDaemon(release, program);
    daemons.add(daemon);
    return daemon;
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    StringBuilder message = new StringBuilder(String.valueOf(failure));
    for (RealDaemon daemon : daemons) {
      message.append("\n\nLog of ").append(daemon).append(":\n").append(daemon.log());
    }
    throw new AssertionError(message.toString(), failure);
  }

  /** Each one is ended, whatever becomes of the others. */
  @Override
  public void afterEach(ExtensionContext context) {
    assertAll("the end of the daemons", daemons.stream().map(daemon -> daemon::close));
  }
}
