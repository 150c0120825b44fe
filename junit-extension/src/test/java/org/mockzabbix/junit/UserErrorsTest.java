package org.mockzabbix.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.junit.Kit.assertSays;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixCluster;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.protocol.ItemValue;

/**
 * The errors of wrong use: each names the mistake and the remedy. {@link BuilderTest} has those of
 * builders, and {@link SharedServerTest} those of a server for a class.
 */
class UserErrorsTest {

  @Test
  void beforeAll() {
    assertIsAtClassLevel("BeforeAllTestCase.prepare()", BeforeAllTestCase.class);
  }

  @ExtendWith(MockZabbixExtension.class)
  static class BeforeAllTestCase {
    @BeforeAll
    static void prepare(MockZabbixServer zabbix) {}

    @Test
    void test() {}
  }

  @Test
  void afterAll() {
    assertIsAtClassLevel("AfterAllTestCase.cleanUp()", AfterAllTestCase.class);
  }

  @ExtendWith(MockZabbixExtension.class)
  static class AfterAllTestCase {
    @Test
    void test() {}

    @AfterAll
    static void cleanUp(MockZabbixServer zabbix) {}
  }

  @Test
  void constructorOfAnInstanceForAllTests() {
    assertIsAtClassLevel("the constructor of PerClassTestCase", PerClassTestCase.class);
  }

  @ExtendWith(MockZabbixExtension.class)
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class PerClassTestCase {
    PerClassTestCase(MockZabbixServer zabbix) {}

    @Test
    void test() {}
  }

  private static void assertIsAtClassLevel(String method, Class<?> testClass) {
    assertSays(
        messageOf(testClass),
        method + " does not belong to a single test: ",
        "the test method or a @BeforeEach method",
        "a field @MockZabbix static MockZabbixServer zabbix");
  }

  @Test
  void beforeAll_whileTheFieldIsNotStatic() {
    assertSays(
        messageOf(InstanceFieldTestCase.class),
        "the field zabbix is not static",
        "InstanceFieldTestCase.prepare()",
        "make the field static",
        "the test method or a @BeforeEach method");
  }

  @MockZabbix
  static class InstanceFieldTestCase {
    @MockZabbix MockZabbixServer zabbix;

    @BeforeAll
    static void prepare(MockZabbixServer zabbix) {}

    @Test
    void test() {}
  }

  @Test
  void parameterOfTypeInt() {
    assertSays(
        messageOf(IntTestCase.class),
        "parameter of type int",
        "@TrapperPort int",
        "@AgentPort int");
  }

  static class IntTestCase {
    @Test
    void test(@MockZabbix int port) {}
  }

  @Test
  void parameterOfAnotherType() {
    assertSays(
        messageOf(ListTestCase.class),
        "parameter of type java.util.List<java.lang.String>",
        "MockZabbixServer, MockZabbixCluster, MockAgent, TestPsk, TestCertificates, List<ItemValue>"
            + " or List<Exchange> instead");
  }

  static class ListTestCase {
    @Test
    void test(@MockZabbix List<String> items) {}
  }

  @Test
  void fieldOfTypeInt() {
    assertSays(
        configurationMessageOf(IntFieldTestCase.class),
        "field of type int",
        "parameters @TrapperPort int and @AgentPort int");
  }

  static class IntFieldTestCase {
    @MockZabbix int port;

    @Test
    void test() {}
  }

  @Test
  void fieldOfAnotherType() {
    assertSays(
        configurationMessageOf(StringFieldTestCase.class),
        "field of type String",
        "MockZabbixServer, MockZabbixCluster, MockAgent, TestPsk, TestCertificates, List<ItemValue>"
            + " or List<Exchange> instead");
  }

  static class StringFieldTestCase {
    @MockZabbix static String zabbix;

    @Test
    void test() {}
  }

  @Test
  void portOfTypeString() {
    assertSays(messageOf(TrapperPortTestCase.class), "@TrapperPort", "type String", "use int");
    assertSays(messageOf(AgentPortTestCase.class), "@AgentPort", "type long", "use int");
  }

  static class TrapperPortTestCase {
    @Test
    void test(@TrapperPort String port) {}
  }

  static class AgentPortTestCase {
    @Test
    void test(@AgentPort long port) {}
  }

  @Test
  void twoPortsInOne() {
    assertSays(
        messageOf(TwoPortsTestCase.class), "@TrapperPort and @AgentPort", "use two parameters");
  }

  static class TwoPortsTestCase {
    @Test
    void test(@TrapperPort @AgentPort int port) {}
  }

  @Test
  void finalField() {
    assertSays(
        configurationMessageOf(FinalFieldTestCase.class),
        "FinalFieldTestCase.zabbix must not be final",
        "remove \"final\"");
  }

  static class FinalFieldTestCase {
    @MockZabbix final MockZabbixServer zabbix = null;

    @Test
    void test() {}
  }

  @Test
  void fieldWithAValue() {
    assertSays(
        configurationMessageOf(FilledFieldTestCase.class),
        "FilledFieldTestCase.zabbix already has a value",
        "remove the initializer",
        "use parameters");
  }

  static class FilledFieldTestCase {
    @MockZabbix MockZabbixServer zabbix = new MockZabbixServer();

    @Test
    void test() {}
  }

  @Test
  void unknownVersion() {
    assertSays(messageOf(VersionTestCase.class), "version", "\"4.4\"");
  }

  static class VersionTestCase {
    @Test
    void test(@MockZabbix(version = "4.4") MockZabbixServer zabbix) {}
  }

  @Test
  void missingScenario() {
    assertSays(
        messageOf(MissingResourceTestCase.class),
        "classpath:missing.json: the class path does not contain missing.json: put it into"
            + " src/test/resources, or write the path of a file");
    assertSays(
        messageOf(MissingFileTestCase.class),
        "missing.json: the file does not exist in " + Path.of("").toAbsolutePath(),
        ": write a path, or classpath:web01.yaml for a resource of the class path");
    assertSays(
        messageOf(ResourceAsFileTestCase.class),
        "web01.json: the file does not exist in " + Path.of("").toAbsolutePath(),
        ", but on the class path: write scenario = \"classpath:web01.json\"");
    assertSays(
        messageOf(FileAsResourceTestCase.class),
        "classpath:pom.xml: the class path does not contain pom.xml, but the file exists: write"
            + " scenario = \"pom.xml\"");
    assertSays(messageOf(NamelessTestCase.class), "\"classpath:\"", "classpath:web01.yaml");
  }

  static class NamelessTestCase {
    @Test
    void test(@MockZabbix(scenario = "classpath:") MockZabbixServer zabbix) {}
  }

  static class MissingResourceTestCase {
    @Test
    void test(@MockZabbix(scenario = "classpath:missing.json") MockZabbixServer zabbix) {}
  }

  static class ResourceAsFileTestCase {
    @Test
    void test(@MockZabbix(scenario = "web01.json") MockZabbixServer zabbix) {}
  }

  static class FileAsResourceTestCase {
    @Test
    void test(@MockZabbix(scenario = "classpath:pom.xml") MockZabbixServer zabbix) {}
  }

  static class MissingFileTestCase {
    @Test
    void test(@MockZabbix(scenario = "missing.json") MockZabbixServer zabbix) {}
  }

  @Test
  void invalidScenario() {
    assertSays(messageOf(InvalidScenarioTestCase.class), "broken.json:2", "\"dialct\"");
  }

  static class InvalidScenarioTestCase {
    @Test
    void test(@MockZabbix(scenario = "classpath:broken.json") MockZabbixServer zabbix) {}
  }

  @Test
  void clusterOfOne() {
    assertSays(
        messageOf(OneNodeTestCase.class), "nodes must be at least 2, but was 1", "omit nodes");
  }

  static class OneNodeTestCase {
    @Test
    void test(@MockZabbix(nodes = 1) MockZabbixCluster cluster) {}
  }

  @Test
  void clusterOfAScenarioWithAgents() {
    assertSays(messageOf(AgentsOfAClusterTestCase.class), "agents", "node(0).agent(...)");
  }

  static class AgentsOfAClusterTestCase {
    @Test
    void test(@MockZabbix(scenario = "classpath:web01.json") MockZabbixCluster cluster) {}
  }

  @Test
  void serverThatIsACluster() {
    assertSays(
        messageOf(ServerOfAClusterTestCase.class),
        "a cluster of 2 nodes",
        "use a MockZabbixCluster");
  }

  static class ServerOfAClusterTestCase {
    @Test
    void test(@MockZabbix MockZabbixCluster cluster, MockZabbixServer zabbix) {}
  }

  @Test
  void clusterThatIsAServer() {
    assertSays(
        messageOf(ClusterOfAServerTestCase.class),
        "the server \"a\" is not a cluster",
        "@MockZabbix(nodes = 2)",
        "@MockZabbix(\"other\")");
  }

  static class ClusterOfAServerTestCase {
    @Test
    void test(@MockZabbix("a") MockZabbixServer a, @MockZabbix("a") MockZabbixCluster cluster) {}
  }

  @Test
  void twoFlags() {
    assertSays(messageOf(TwoFlagsTestCase.class), "strict must have one value, but has 2");
  }

  static class TwoFlagsTestCase {
    @Test
    void test(@MockZabbix(strict = {true, false}) MockZabbixServer zabbix) {}
  }

  @Test
  void agentOfSeveral() {
    assertSays(
        messageOf(SeveralAgentsTestCase.class),
        "web01, db01",
        "@MockZabbix(host = \"web01\") or @AgentPort(\"web01\")");
  }

  static class SeveralAgentsTestCase {
    @Test
    void test(
        @MockZabbix(host = "web01") MockAgent web01,
        @MockZabbix(host = "db01") MockAgent db01,
        MockAgent which) {}
  }

  @Test
  void otherSettingsForTheSameServer() {
    String error = "the server already exists with other settings: configure it in one place";

    assertSays(messageOf(OtherSettingsTestCase.class), error, "@MockZabbix(\"other\")");
    assertSays(messageOf(OtherSettingsOfANameTestCase.class), "the server \"a\" already exists");
    assertSays(configurationMessageOf(MethodAfterConstructorTestCase.class), error);
    assertSays(configurationMessageOf(MethodAfterClassTestCase.class), error);
    assertSays(configurationMessageOf(MethodAfterBuilderTestCase.class), error);
  }

  @MockZabbix
  static class OtherSettingsTestCase {
    @BeforeEach
    void before(MockZabbixServer zabbix) {}

    @Test
    void test(@MockZabbix(strict = true) MockZabbixServer zabbix) {}
  }

  static class OtherSettingsOfANameTestCase {
    @Test
    void test(
        @MockZabbix("a") List<ItemValue> items,
        @MockZabbix(value = "a", version = "6.0") MockZabbixServer a) {}
  }

  @MockZabbix
  static class MethodAfterConstructorTestCase {
    MethodAfterConstructorTestCase(MockZabbixServer zabbix) {}

    @Test
    @MockZabbix(version = "6.0")
    void test() {}
  }

  static class MethodAfterBuilderTestCase {
    @RegisterExtension final MockZabbixExtension zabbix = MockZabbixExtension.builder().build();

    @Test
    @MockZabbix(version = "6.0")
    void test() {}
  }

  static class MethodAfterClassTestCase {
    @MockZabbix static MockZabbixServer zabbix;

    @Test
    @MockZabbix(failOnUnreadable = true)
    void test() {}
  }

  @Test
  void serverForAClassAndForATest() {
    assertSays(
        configurationMessageOf(TwoScopesTestCase.class),
        "two servers without a name",
        "@MockZabbix(\"other\")");
  }

  static class TwoScopesTestCase {
    @MockZabbix static MockZabbixServer ofTheClass;

    @MockZabbix MockZabbixServer ofTheTest;

    @Test
    void test() {}
  }

  @Test
  void otherTypes_areLeftToOtherExtensions() {
    String message = messageOf(OtherTypeTestCase.class);

    assertTrue(message.startsWith("No ParameterResolver registered for parameter"), message);
  }

  @ExtendWith(MockZabbixExtension.class)
  static class OtherTypeTestCase {
    @Test
    void test(List<MockZabbixServer> servers) {}
  }

  /** The message of the only failure, of a test or of the class. */
  private static String messageOf(Class<?> testClass) {
    Throwable failure = Kit.onlyFailure(Kit.run(testClass));
    assertEquals(ParameterResolutionException.class, failure.getClass());
    return failure.getMessage();
  }

  private static String configurationMessageOf(Class<?> testClass) {
    Throwable failure = Kit.onlyFailure(Kit.run(testClass));
    assertEquals(ExtensionConfigurationException.class, failure.getClass());
    return failure.getMessage();
  }
}
