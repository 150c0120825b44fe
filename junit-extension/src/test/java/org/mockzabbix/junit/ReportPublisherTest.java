package org.mockzabbix.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;

/** The transcript of a failed test, as a report entry and as a file. */
class ReportPublisherTest {

  private static final String SEQUENTIAL = "junit.jupiter.execution.parallel.enabled";
  private static final String DIRECTORY = "mockzabbix.conversation.dir";
  private static final String HEX =
      "5a425844014e000000000000007b2272657175657374223a2273656e64657220...";
  private static final Map<String, String> EXPECTED = new ConcurrentHashMap<>();

  private static List<String> conversations(EngineExecutionResults results) {
    return Kit.reported(results, "mock-zabbix conversation");
  }

  @Test
  void failedTest_publishesItsConversation() {
    EngineExecutionResults results = Kit.run(FailingTestCase.class);

    assertEquals(List.of(EXPECTED.get("failing")), conversations(results));
  }

  @Test
  void failedTest_namesTheFileBelowTheBuildDirectory() throws Exception {
    EngineExecutionResults results = Kit.run(FailingWithAServerTestCase.class);

    Path file =
        Path.of("target", "mock-zabbix", FailingWithAServerTestCase.class.getName() + ".fails.txt")
            .toAbsolutePath();
    assertEquals(List.of(file.toString()), Kit.reported(results, "mock-zabbix conversation file"));
    assertEquals(conversations(results).get(0) + '\n', Files.readString(file));
    assertNamed(file, Kit.onlyFailure(results));
  }

  private static void assertNamed(Path file, Throwable failure) {
    StringWriter printed = new StringWriter();
    failure.printStackTrace(new PrintWriter(printed, true));
    String note = "Suppressed: Mock Zabbix transcript of this test: " + file;
    assertEquals(
        List.of(note),
        printed.toString().lines().map(String::strip).filter(line -> line.contains(note)).toList());
    assertEquals(0, failure.getSuppressed()[0].getStackTrace().length);
  }

  @ExtendWith(MockZabbixExtension.class)
  static class FailingWithAServerTestCase {
    @Test
    void fails(MockZabbixServer zabbix) {
      throw new IllegalStateException("as intended");
    }
  }

  @Test
  void defaultDirectory_isBelowTheOneThatExists(@TempDir Path directory) throws Exception {
    assertEquals(Optional.empty(), TranscriptFile.defaultDirectory(directory));

    Files.createDirectory(directory.resolve("build"));
    assertEquals(
        Optional.of(directory.resolve("build/mock-zabbix")),
        TranscriptFile.defaultDirectory(directory));

    Files.createDirectory(directory.resolve("target"));
    assertEquals(
        Optional.of(directory.resolve("target/mock-zabbix")),
        TranscriptFile.defaultDirectory(directory));
  }

  @Test
  void file_isNotWrittenIfTheTestPasses(@TempDir Path directory) {
    Path unused = directory.resolve("unused");
    Kit.run(Map.of(SEQUENTIAL, "false", DIRECTORY, unused.toString()), PassingTestCase.class);

    assertFalse(Files.exists(unused));
  }

  @MockZabbix
  static class PassingTestCase {
    @Test
    void passes(MockZabbixServer zabbix) {
      Sender.send(zabbix, "web01", "app.ok", "1");
    }

    @Test
    void isAborted(MockZabbixServer zabbix) {
      Assumptions.abort();
    }
  }

  @Test
  void file_isOneForEachTest(@TempDir Path directory) throws Exception {
    EngineExecutionResults results =
        Kit.run(
            Map.of(SEQUENTIAL, "false", DIRECTORY, directory.toString()),
            OverloadedTestCase.class,
            OneInheritingTestCase.class,
            OtherInheritingTestCase.class);

    try (var files = Files.list(directory)) {
      assertEquals(
          Kit.reported(results, "mock-zabbix conversation file").stream().sorted().toList(),
          files.map(Path::toString).sorted().toList());
    }
    assertEquals(5, conversations(results).size());
  }

  @MockZabbix
  static class OverloadedTestCase {
    @Test
    void fails(MockZabbixServer zabbix) {
      throw new IllegalStateException("as intended");
    }

    @Test
    void fails(@TrapperPort int port) {
      throw new IllegalStateException("as intended");
    }

    /** Some file systems ignore case. */
    @Test
    void Fails(@TrapperPort int port) {
      throw new IllegalStateException("as intended");
    }
  }

  @MockZabbix
  abstract static class InheritedTestCase {
    @Nested
    class Inner {
      @Test
      void fails(MockZabbixServer zabbix) {
        throw new IllegalStateException("as intended");
      }
    }
  }

  static class OneInheritingTestCase extends InheritedTestCase {}

  static class OtherInheritingTestCase extends InheritedTestCase {}

  @ExtendWith(MockZabbixExtension.class)
  static class FailingTestCase {
    @Test
    void fails(MockZabbixServer zabbix) {
      Sender.send(zabbix, "web01", "app.ok", "1");
      zabbix.when(RequestMatcher.senderData()).reply(Responder.failed("busy"), Fault.halfClose());
      Sender.send(zabbix, "web01", "app.ok", "2");
      Sender.sendNoise(zabbix, "GET /");
      List<Exchange> all = zabbix.exchanges();
      EXPECTED.put(
          "failing",
          zabbix
              + ": 3 exchanges\n"
              + all.get(0)
              + "\n    at "
              + all.get(0).receivedAt()
              + "\n    web01 app.ok = \"1\"\n    "
              + HEX
              + " (91 bytes)\n"
              + all.get(1)
              + "\n    at "
              + all.get(1).receivedAt()
              + "\n    "
              + all.get(1).items().get(0)
              + "\n    rule: "
              + all.get(1).rule().orElseThrow()
              + "\n    fault: "
              + all.get(1).faults().get(0)
              + "\n    "
              + HEX
              + " (91 bytes)\n"
              + all.get(2)
              + "\n    at "
              + all.get(2).receivedAt()
              + "\n    [47455420]2f (5 bytes)");
      throw new IllegalStateException("as intended");
    }

    @Test
    void succeeds(MockZabbixServer zabbix) {
      Sender.send(zabbix, "web01", "app.ok", "1");
    }

    @Test
    void failsWithoutAServer() {
      throw new IllegalStateException("as intended");
    }
  }

  @Test
  void failedLifecycleMethod_publishesItToo() {
    assertEquals(1, conversations(Kit.run(FailingBeforeEachTestCase.class)).size());
    assertEquals(1, conversations(Kit.run(FailingAfterEachTestCase.class)).size());
    assertEquals(1, conversations(Kit.run(FailingBeforeAllTestCase.class)).size());
    assertEquals(1, conversations(Kit.run(FailingAfterAllTestCase.class)).size());
  }

  static class FailingBeforeEachTestCase {
    @BeforeEach
    void before(@MockZabbix MockZabbixServer zabbix) {
      throw new IllegalStateException("as intended");
    }

    @Test
    void test() {}
  }

  static class FailingAfterEachTestCase {
    @MockZabbix MockZabbixServer zabbix;

    @Test
    void test() {}

    @AfterEach
    void after() {
      throw new IllegalStateException("as intended");
    }
  }

  static class FailingBeforeAllTestCase {
    @MockZabbix static MockZabbixServer zabbix;

    @BeforeAll
    static void beforeAll() {
      assertEquals(1, zabbix.items().size(), "as intended");
    }

    @Test
    void test() {}
  }

  static class FailingAfterAllTestCase {
    @MockZabbix static MockZabbixServer zabbix;

    @Test
    void test() {}

    @AfterAll
    static void afterAll() {
      assertEquals(1, zabbix.items().size(), "as intended");
    }
  }

  @Test
  void failedCheck_publishesItToo() {
    EngineExecutionResults results = Kit.run(FailingCheckTestCase.class);

    assertEquals(1, conversations(results).size());
    assertNamed(
        Path.of(Kit.reported(results, "mock-zabbix conversation file").get(0)),
        Kit.onlyFailure(results));
  }

  @MockZabbix(failOnUnreadable = true)
  static class FailingCheckTestCase {
    @Test
    void noise(MockZabbixServer zabbix) {
      Sender.sendNoise(zabbix, "GET /");
    }
  }

  @Test
  void conversation_isCapped() {
    String text = conversations(Kit.run(LongTestCase.class)).get(0);

    assertTrue(text.length() < 25_000, () -> "" + text.length());
    assertTrue(text.lines().findFirst().orElse("").endsWith(": 60 exchanges, last 20 shown"));
    String longest = "    web01 app.ok = \"" + "x".repeat(300 - "web01 app.ok = \"".length());
    assertTrue(text.contains(longest + "... (5017 characters)\n"), text);
  }

  @ExtendWith(MockZabbixExtension.class)
  static class LongTestCase {
    @Test
    void fails(MockZabbixServer zabbix) {
      for (int i = 0; i < 60; i++) {
        Sender.send(zabbix, "web01", "app.ok", "x".repeat(5000));
      }
      throw new IllegalStateException("as intended");
    }
  }

  @Test
  void values_areCapped() {
    String text = conversations(Kit.run(ManyValuesTestCase.class)).get(0);

    assertTrue(text.contains("\n    web01 app.9 = \"9\"\n    and 2 more values\n"), text);
  }

  @ExtendWith(MockZabbixExtension.class)
  static class ManyValuesTestCase {
    @Test
    void fails(MockZabbixServer zabbix) throws Exception {
      List<org.mockzabbix.client.Sender.OutgoingValue> values =
          IntStream.range(0, 12)
              .mapToObj(
                  i -> org.mockzabbix.client.Sender.OutgoingValue.of("web01", "app." + i, "" + i))
              .toList();
      new org.mockzabbix.client.Sender("127.0.0.1", zabbix.trapperPort()).send(values);
      throw new IllegalStateException("as intended");
    }
  }

  @Test
  void file_isWrittenWhereTheAnnotationSays(@TempDir Path directory) throws Exception {
    DirectoryTestCase.directory = directory.resolve("new");
    EngineExecutionResults results = Kit.run(DirectoryTestCase.class);

    Path file = directory.resolve("new").resolve(DirectoryTestCase.class.getName() + ".fails.txt");
    assertEquals(List.of(file.toString()), Kit.reported(results, "mock-zabbix conversation file"));
    assertEquals(conversations(results).get(0) + '\n', Files.readString(file));
  }

  static class DirectoryTestCase {
    static Path directory;

    @RegisterExtension
    final MockZabbixExtension zabbix =
        MockZabbixExtension.builder().conversationDirectory(directory).build();

    @Test
    void fails() {
      throw new IllegalStateException("as intended");
    }
  }

  @Test
  void file_isWrittenWhereTheParameterSays(@TempDir Path directory) throws Exception {
    Kit.run(Map.of(SEQUENTIAL, "false", DIRECTORY, directory.toString()), RepeatedTestCase.class);

    try (var files = Files.list(directory)) {
      assertEquals(
          List.of(
              RepeatedTestCase.class.getName() + ".fails-1.txt",
              RepeatedTestCase.class.getName() + ".fails-2.txt"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @ExtendWith(MockZabbixExtension.class)
  static class RepeatedTestCase {
    @RepeatedTest(2)
    void fails(MockZabbixServer zabbix) {
      throw new IllegalStateException("as intended");
    }

    @Test
    void succeeds(MockZabbixServer zabbix) {}
  }

  @Test
  void file_thatCannotBeWrittenIsTold(@TempDir Path directory) throws Exception {
    Path noDirectory = Files.writeString(directory.resolve("file"), "");
    EngineExecutionResults results =
        Kit.run(
            Map.of(SEQUENTIAL, "false", DIRECTORY, noDirectory.toString()),
            FailingCheckTestCase.class);

    assertEquals(
        List.of(
            noDirectory.resolve(FailingCheckTestCase.class.getName() + ".noise.txt")
                + " could not be written: java.nio.file.FileAlreadyExistsException: "
                + noDirectory),
        Kit.reported(results, "mock-zabbix conversation file"));
  }
}
