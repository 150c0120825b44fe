package org.mockzabbix.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
 * What the extension says where it cannot help; each test is one way to get it wrong. What a
 * builder refuses is in {@link BuilderTest}, and what one server for a class refuses in {@link
 * SharedServerTest}.
 */
class MisuseTest {

  @Test
  void beforeAll() {
    assertEquals(misplaced("BeforeAllTestCase.prepare()"), messageOf(BeforeAllTestCase.class));
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
    assertEquals(misplaced("AfterAllTestCase.cleanUp()"), messageOf(AfterAllTestCase.class));
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
    assertEquals(
        misplaced("the constructor of PerClassTestCase"), messageOf(PerClassTestCase.class));
  }

  @ExtendWith(MockZabbixExtension.class)
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class PerClassTestCase {
    PerClassTestCase(MockZabbixServer zabbix) {}

    @Test
    void test() {}
  }

  private static String misplaced(String where) {
    return "each test has a MockZabbixServer of its own, and "
        + where
        + " belongs to no single test: declare the parameter on the test method or on a @BeforeEach"
        + " method instead, or give the class one server with a field @MockZabbix static"
        + " MockZabbixServer zabbix";
  }

  @Test
  void beforeAll_whileTheFieldIsNotStatic() {
    assertEquals(
        "each test has a MockZabbixServer of its own, for the field zabbix is not static, and"
            + " InstanceFieldTestCase.prepare() belongs to no single test: make the field static,"
            + " for one server for the class, or declare the parameter on the test method or on a"
            + " @BeforeEach method instead",
        messageOf(InstanceFieldTestCase.class));
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
    assertEquals(
        "@MockZabbix on a parameter of type int: use @TrapperPort int or @AgentPort int instead",
        messageOf(IntTestCase.class));
  }

  static class IntTestCase {
    @Test
    void test(@MockZabbix int port) {}
  }

  @Test
  void parameterOfAnotherType() {
    assertEquals(
        "@MockZabbix on a parameter of type java.util.List<java.lang.String>: use a"
            + " MockZabbixServer, MockZabbixCluster, MockAgent or List<ItemValue> instead",
        messageOf(ListTestCase.class));
  }

  static class ListTestCase {
    @Test
    void test(@MockZabbix List<String> items) {}
  }

  @Test
  void fieldOfTypeInt() {
    assertEquals(
        "@MockZabbix on a field of type int: use parameters @TrapperPort int and @AgentPort int"
            + " instead",
        configurationMessageOf(IntFieldTestCase.class));
  }

  static class IntFieldTestCase {
    @MockZabbix int port;

    @Test
    void test() {}
  }

  @Test
  void fieldOfAnotherType() {
    assertEquals(
        "@MockZabbix on a field of type String: use a MockZabbixServer, MockZabbixCluster,"
            + " MockAgent or List<ItemValue> instead",
        configurationMessageOf(StringFieldTestCase.class));
  }

  static class StringFieldTestCase {
    @MockZabbix static String zabbix;

    @Test
    void test() {}
  }

  @Test
  void portOfTypeString() {
    assertEquals(
        "@TrapperPort on a parameter of type String: use int instead",
        messageOf(TrapperPortTestCase.class));
    assertEquals(
        "@AgentPort on a parameter of type long: use int instead",
        messageOf(AgentPortTestCase.class));
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
    assertEquals(
        "@TrapperPort and @AgentPort on one parameter: use a parameter for each",
        messageOf(TwoPortsTestCase.class));
  }

  static class TwoPortsTestCase {
    @Test
    void test(@TrapperPort @AgentPort int port) {}
  }

  @Test
  void finalField() {
    assertEquals(
        "@MockZabbix on the final field FinalFieldTestCase.zabbix: leave out \"final\", for the"
            + " field is filled",
        configurationMessageOf(FinalFieldTestCase.class));
  }

  static class FinalFieldTestCase {
    @MockZabbix final MockZabbixServer zabbix = null;

    @Test
    void test() {}
  }

  @Test
  void fieldWithAValue() {
    assertEquals(
        "@MockZabbix on the field FilledFieldTestCase.zabbix, which has a value: leave the value"
            + " out, for the field is filled; tests that use one field at the same time need a"
            + " parameter each instead",
        configurationMessageOf(FilledFieldTestCase.class));
  }

  static class FilledFieldTestCase {
    @MockZabbix MockZabbixServer zabbix = new MockZabbixServer();

    @Test
    void test() {}
  }

  @Test
  void unknownVersion() {
    assertEquals(
        "unknown Zabbix version \"5.0\": known are 6.0, 7.0", messageOf(VersionTestCase.class));
  }

  static class VersionTestCase {
    @Test
    void test(@MockZabbix(version = "5.0") MockZabbixServer zabbix) {}
  }

  @Test
  void missingScenario() {
    assertEquals(
        "missing.json:1: there is no such resource on the class path",
        messageOf(MissingResourceTestCase.class));
    assertEquals("missing.json: there is no such file", messageOf(MissingFileTestCase.class));
    assertEquals(
        "scenario = \"classpath:\" names no file: write classpath:web01.yaml, for example",
        messageOf(NamelessTestCase.class));
  }

  static class NamelessTestCase {
    @Test
    void test(@MockZabbix(scenario = "classpath:") MockZabbixServer zabbix) {}
  }

  static class MissingResourceTestCase {
    @Test
    void test(@MockZabbix(scenario = "classpath:missing.json") MockZabbixServer zabbix) {}
  }

  static class MissingFileTestCase {
    @Test
    void test(@MockZabbix(scenario = "missing.json") MockZabbixServer zabbix) {}
  }

  @Test
  void invalidScenario() {
    assertEquals(
        "broken.json:2: unknown field \"dialct\" in a scenario: did you mean \"dialect\"?",
        messageOf(InvalidScenarioTestCase.class));
  }

  static class InvalidScenarioTestCase {
    @Test
    void test(@MockZabbix(scenario = "classpath:broken.json") MockZabbixServer zabbix) {}
  }

  @Test
  void clusterOfOne() {
    assertEquals(
        "nodes = 1: a cluster has at least 2 nodes; for a single server leave nodes out",
        messageOf(OneNodeTestCase.class));
  }

  static class OneNodeTestCase {
    @Test
    void test(@MockZabbix(nodes = 1) MockZabbixCluster cluster) {}
  }

  @Test
  void clusterOfAScenarioWithAgents() {
    assertEquals(
        "a cluster of 2 nodes cannot share mock agents: remove them, and start them with"
            + " node(0).agent(...)",
        messageOf(AgentsOfAClusterTestCase.class));
  }

  static class AgentsOfAClusterTestCase {
    @Test
    void test(@MockZabbix(scenario = "classpath:web01.json") MockZabbixCluster cluster) {}
  }

  @Test
  void serverThatIsACluster() {
    assertEquals(
        "the server is a cluster of 2 nodes: use a MockZabbixCluster, and its node(0) or"
            + " address(0)",
        messageOf(ServerOfAClusterTestCase.class));
  }

  static class ServerOfAClusterTestCase {
    @Test
    void test(@MockZabbix MockZabbixCluster cluster, MockZabbixServer zabbix) {}
  }

  @Test
  void clusterThatIsAServer() {
    assertEquals(
        "the server \"a\" is a single one: write @MockZabbix(nodes = 2) where it is asked for"
            + " first, or give the cluster a name of its own, as in @MockZabbix(\"other\")",
        messageOf(ClusterOfAServerTestCase.class));
  }

  static class ClusterOfAServerTestCase {
    @Test
    void test(@MockZabbix("a") MockZabbixServer a, @MockZabbix("a") MockZabbixCluster cluster) {}
  }

  @Test
  void twoFlags() {
    assertEquals(
        "@MockZabbix: strict has 2 values: write one of them", messageOf(TwoFlagsTestCase.class));
  }

  static class TwoFlagsTestCase {
    @Test
    void test(@MockZabbix(strict = {true, false}) MockZabbixServer zabbix) {}
  }

  @Test
  void agentOfSeveral() {
    assertEquals(
        "there are agents for web01, db01: say which, as in @MockZabbix(host = \"web01\") or"
            + " @AgentPort(\"web01\")",
        messageOf(SeveralAgentsTestCase.class));
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
    String words =
        " is there already, with other settings: write them all in one place, or give another"
            + " server a name of its own, as in @MockZabbix(\"other\")";

    assertEquals("the server" + words, messageOf(OtherSettingsTestCase.class));
    assertEquals("the server \"a\"" + words, messageOf(OtherSettingsOfANameTestCase.class));
    assertEquals(
        "the server" + words, configurationMessageOf(MethodAfterConstructorTestCase.class));
    assertEquals("the server" + words, configurationMessageOf(MethodAfterClassTestCase.class));
    assertEquals("the server" + words, configurationMessageOf(MethodAfterBuilderTestCase.class));
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
    assertEquals(
        "one test has two servers without a name: give one of them a name of its own, as in"
            + " @MockZabbix(\"other\")",
        configurationMessageOf(TwoScopesTestCase.class));
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
