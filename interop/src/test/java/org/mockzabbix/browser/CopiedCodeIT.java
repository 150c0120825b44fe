package org.mockzabbix.browser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Spliterators;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.fixtures.PlainSender;
import org.mockzabbix.interop.MockZabbixProgram;
import org.mockzabbix.interop.NeedsProgram;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.rule.RuleDefinition;
import org.mockzabbix.scenario.ScenarioPart;
import org.mockzabbix.tls.TestCertificates;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsCertificate;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsInfo;

/** What one copies from the page compiles, and does in a test what the page shows. */
@NeedsProgram({"chromium", "chromedriver", "bash"})
@ResourceLock(Browser.LOCK)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CopiedCodeIT {

  /** How many requests follow each other where a rule counts them. */
  private static final int REQUESTS = 12;

  private static final int PATIENCE_SECONDS = 180;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private static Path directory;

  private static final String KEY = "00112233445566778899aabbccddeeff";
  private static final String FILES =
      "'caFile': '@ca.crt', 'certFile': '@client.crt', 'keyFile': '@client.key'";

  /** Every fault, reply and condition of scenarios, and the ways in which they are combined. */
  private static final List<String> RULES =
      List.of(
          "{'fault': 'close'}",
          "{'fault': {'corruptHeader': true}}",
          "{'fault': 'duplicateReply'}",
          "{'fault': 'emptyReply'}",
          "{'fault': 'extraMembers'}",
          "{'fault': 'extraWhitespace'}",
          "{'fault': 'halfClose'}",
          "{'fault': 'largePacketReply'}",
          "{'when': 'connect', 'fault': 'missingCloseNotify'}",
          "{'fault': 'missingHeader'}",
          "{'fault': {'reset': true, 'phase': 'insideReply'}, 'times': 2}",
          "{'when': 'connect', 'fault': {'reset': true}}",
          "{'fault': {'reset': true, 'afterBytes': 13}}",
          "{'fault': 'stall'}",
          "{'fault': {'stall': '1m', 'phase': 'afterReply'}}",
          "{'fault': 'zlibReply'}",
          "{'fault': {'delay': '10ms', 'phase': 'beforeReply'}}",
          "{'fault': {'delay': 2}}",
          "{'when': 'connect', 'faults': [{'delay': '1h', 'phase': 'whileReading'}, 'reset']}",
          "{'fault': {'trickle': {'bytes': 7, 'interval': '5ms'}}}",
          "{'fault': {'wrongLength': -5}}",
          "{'fault': {'wrongLength': 4294967296}}",
          "{'fault': {'wrongFlags': 255}}",
          "{'fault': {'wrongReserved': 7}}",
          "{'fault': {'garbage': {'length': 20, 'seed': 42}}}",
          "{'fault': {'extraBytes': 10}}",
          "{'fault': {'cutAfter': 5}}",
          "{'when': 'connect', 'fault': {'tlsAlert': 40}}",
          "{'when': 'connect', 'fault': {'tlsCertificate': {'certFile': '@expired.crt', 'keyFile': '@expired.key'}}}",
          "{'when': 'connect', 'fault': {'tlsIdentityHint': 'a \\\"hint\\\"'}}",
          "{'when': 'connect', 'fault': {'tlsPieces': {'bytes': 1, 'interval': '1ms'}}}",
          "{'reply': 'close'}",
          "{'reply': 'uploadDisabled'}",
          "{'reply': {'failed': 'all'}}",
          "{'reply': {'failed': {'key': 'app.*'}}}",
          "{'reply': {'failed': {'host': 'web?1'}}}",
          "{'reply': {'failed': {'host': 'web01', 'key': '/app[.].k/'}}}",
          "{'reply': {'failed': {'key': {'exact': 'app.*'}}}}",
          "{'reply': {'failure': 'line 1\\nline \\u202e 2 \\\\'}}",
          "{'reply': {'counts': {'processed': 3, 'failed': 4}}}",
          "{'reply': {'redirect': 'reset'}}",
          "{'reply': {'redirect': {'address': '127.0.0.1:10052', 'revision': 5}}}",
          "{'reply': {'json': '{\\\"response\\\": \\\"success\\\"}'}}",
          "{'reply': {'hex': '5a42 5844 01'}, 'fault': {'extraBytes': 1}}",
          "{'reply': {'base64': 'WkJYRAE='}}",
          "{'forward': '@target'}",
          "{'forward': '@target', 'forwardTls': {'psk': {'identity': 'a', 'key': '" + KEY + "'}}}",
          "{'forward': '@target', 'forwardTls': {" + FILES + "}}",
          "{'forward': '@target', 'forwardTls': {" + FILES + ", 'like': 'gnutls'}}",
          "{'forward': '@target', 'forwardTls': {" + FILES + ", 'peerIssuer': 'CN=a'}}",
          "{'forward': '@target', 'forwardTls': {" + FILES + ", 'peerSubject': 'CN=b'}}",
          "{'forward': '@revoked', 'forwardTls': {" + FILES + ", 'crlFile': '@ca.crl'}}",
          "{'when': {'request': 'sender data', 'host': 'web*', 'key': 'app.ok', 'value': '/[0-9]+/'}, 'fault': 'reset'}",
          "{'when': {'request': 'active checks', 'metadata': 'linux*', 'interface': '192.0.2.1'}, 'fault': 'reset'}",
          "{'when': {'peer': '127.0.0.1', 'connection': 7, 'encrypted': true, 'pskIdentity': 'x'}, 'fault': 'reset'}",
          "{'when': {'certificate': 'CN=a'}, 'fault': 'reset'}",
          "{'when': {'key': {'exact': 'a*'}, 'encrypted': false}, 'fault': 'reset'}",
          "{'fault': 'reset', 'skip': 2, 'everyNth': 3, 'probability': 0.25, 'seed': 4294967296}",
          "{'fault': 'reset', 'times': 1, 'afterwards': {'reply': {'failure': 'busy'}, 'times': 2, 'afterwards': {'faults': ['close', 'zlibReply']}}}",
          "{'fault': 'reset', 'times': 1, 'afterwards': {'reply': {'failure': 'busy'}, 'fault': 'zlibReply'}}");

  @Test
  void aRuleInJavaIsTheRuleOfTheScenario() throws Exception {
    JsonNode schema =
        MAPPER.readTree(MarkdownFile.ROOT.resolve("docs/scenario.schema.json").toFile());
    TestCertificates certificates = TestCertificates.create();
    certificates.writeTo(directory);
    certificates.expired().writeTo(directory, "expired");
    try (MockZabbixServer target = encrypted(certificates.server(), certificates);
        MockZabbixServer revoked = encrypted(certificates.revoked(), certificates)) {
      List<String> rules =
          Stream.concat(RULES.stream(), rulesOfKinds(schema))
              .map(rule -> rule.replace("@target", address(target)))
              .map(rule -> rule.replace("@revoked", address(revoked)))
              .map(CopiedCodeIT::json)
              .toList();
      assertEquals(namesIn(schema), namesOf(rules));
      assertEquals(List.of(), differences(rules, target));
    }
  }

  /** Starts a server that accepts connections with its key or certificate, and without. */
  private static MockZabbixServer encrypted(TlsCertificate own, TestCertificates certificates) {
    TlsConfig tls = TlsConfig.cert(own, certificates.authority()).withPsks(TestPsk.of("a", KEY));
    return new MockZabbixServer(ServerConfig.lenient().toBuilder().tls(tls).build()).start();
  }

  private static String address(MockZabbixServer server) {
    return "127.0.0.1:" + server.trapperPort();
  }

  private static List<String> differences(List<String> rules, MockZabbixServer target)
      throws Exception {
    List<String> wrong = new ArrayList<>();
    try (CompiledSnippets java = compiledRules(rules)) {
      for (int i = 0; i < rules.size(); i++) {
        int index = i;
        String rule = rules.get(i);
        String expected = outcome(rule, target, adding(rule));
        String actual = outcome(rule, target, (server, agent) -> java.run(index, server, agent));
        if (!expected.equals(actual)) {
          wrong.add(rule + ": " + actual + " instead of " + expected);
        }
      }
    }
    return wrong;
  }

  /** Adds a rule to a server. */
  private interface Addition {
    void to(MockZabbixServer server, MockAgent agent) throws Exception;
  }

  private static Addition adding(String rule) {
    return (server, agent) -> server.addRule(ScenarioPart.rule("rule", rule));
  }

  private static CompiledSnippets compiledRules(List<String> rules) throws Exception {
    try (PageServer server = PageServer.lenient();
        Browser browser = Browser.start()) {
      browser.open(server.url(), "");
      JsonNode texts =
          MAPPER.readTree(
              String.valueOf(
                  browser.runAsync(
                      "const { ruleInJava, importsOf } = await import('/core/java.js');"
                          + "const rules = ["
                          + String.join(",", rules)
                          + "].map(rule => ruleInJava(rule));"
                          + "return JSON.stringify(rules.map(java => [java, importsOf(java)]));")));
      List<String> statements = new ArrayList<>();
      List<String> imports = new ArrayList<>();
      for (JsonNode text : texts) {
        statements.add(text.path(0).asText());
        imports.add(text.path(1).asText());
      }
      return CompiledSnippets.compile(directory, imports, statements);
    }
  }

  /** Returns what a rule is, and how a server with it responds. */
  private static String outcome(String text, MockZabbixServer target, Addition addition)
      throws Exception {
    boolean isRepeated = text.contains("times") || text.contains("skip");
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      MockAgent agent = server.agent("web01");
      addition.to(server, agent);
      RuleDefinition rule = server.rules().get(0).definition();
      return String.join(
          "; ",
          rule.matcher().toString(),
          rule.actions().get(0).faults().toString(),
          rule.actions().get(0).responder() == null ? "" : response(server),
          text.contains("forward") ? forwarded(server, target) : "",
          isRepeated ? responses(server) : "");
    }
  }

  /** Returns why the server did not forward, or how the connection to the target was encrypted. */
  private static String forwarded(MockZabbixServer server, MockZabbixServer target) {
    List<Exchange> received = target.exchanges();
    target.reset();
    return server.exchanges().get(0).warnings()
        + received.stream()
            .filter(exchange -> exchange.text().contains("app.ok"))
            .map(exchange -> String.valueOf(exchange.tls().map(CopiedCodeIT::encryption)))
            .collect(Collectors.joining());
  }

  private static String encryption(TlsInfo tls) {
    return tls + " " + tls.suite();
  }

  /** Returns what happens to one request after the other. */
  private static String responses(MockZabbixServer server) throws Exception {
    for (int i = 0; i < REQUESTS; i++) {
      try {
        response(server);
      } catch (IOException reset) {
        // the fault of the rule
      }
    }
    return server.exchanges().stream()
        .map(exchange -> exchange.faults() + exchange.reason().orElse(""))
        .collect(Collectors.joining(", "));
  }

  private static String response(MockZabbixServer server) throws Exception {
    byte[] bytes =
        new PlainSender(server.trapperPort())
            .sendBytes(
                PageServer.packet(
                    """
                    {"request":"sender data","data":[
                      {"host":"web01","key":"app.ok","value":"1"},
                      {"host":"db01","key":"app.*","value":"2"},
                      {"host":"db01","key":"other","value":"3"}]}"""));
    return new String(bytes, ISO_8859_1).replaceAll("spent: [0-9.]+", "spent: S");
  }

  private static String json(String rule) {
    Matcher file = Pattern.compile("@([a-z.]+)").matcher(rule.replace('\'', '"'));
    return file.replaceAll(name -> directory.resolve(name.group(1)).toString());
  }

  /** Returns a rule for each kind of request. */
  private static Stream<String> rulesOfKinds(JsonNode schema) {
    return texts(rule(schema).at("/when/anyOf/1/properties/request/enum"))
        .map(kind -> "{'when': {'request': '" + kind + "'}, 'fault': 'reset'}");
  }

  private static JsonNode rule(JsonNode schema) {
    return schema.at("/properties/rules/items/properties");
  }

  private static Stream<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText);
  }

  private static Stream<String> fields(JsonNode object) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(object.fieldNames(), 0), false);
  }

  /** Returns the names of all members that a rule can have. */
  private static Set<String> namesIn(JsonNode schema) {
    JsonNode rule = rule(schema);
    JsonNode fault = schema.at("/$defs/fault/anyOf");
    JsonNode reply = rule.at("/reply/anyOf");
    return Stream.of(
            fields(rule),
            fields(rule.at("/when/anyOf/1/properties")),
            texts(fault.at("/0/enum")),
            fields(fault.at("/1/properties")),
            texts(reply.at("/0/enum")),
            fields(reply.at("/1/properties")))
        .flatMap(names -> names)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> namesOf(List<String> rules) throws Exception {
    Set<String> names = new TreeSet<>();
    for (String text : rules) {
      JsonNode rule = MAPPER.readTree(text);
      fields(rule).forEach(names::add);
      fields(rule.path("when")).forEach(names::add);
      names(rule.path("reply")).forEach(names::add);
      names(rule.path("fault")).forEach(names::add);
    }
    return names;
  }

  private static Stream<String> names(JsonNode choice) {
    return choice.isTextual() ? Stream.of(choice.asText()) : fields(choice);
  }

  @Test
  void anAssertionAndAShellLineHoldForTheValueTheyWereMadeOf() throws Exception {
    String key = "log[/var/log/a b.log,\"it's \\\\d\"]";
    String value = "it's \"50\" \\ $HOME";
    String java;
    String imports;
    String shell;
    try (PageServer server = PageServer.lenient();
        Browser browser = Browser.start()) {
      server.sendBytes(PageServer.packet(packet("web 01", key, value)));
      browser.open(server.url(), "");
      browser.click(".values .row", "log[");
      browser.await("#copy-assertion");
      browser.press("a");
      java = copied(browser, "Java");
      browser.click(".panel .snippet button", "Imports");
      imports = copied(browser, "Imports");
      browser.click(".panel .snippet button", "Shell");
      shell = copied(browser, "Shell");
      browser.checkConsole();
    }

    try (CompiledSnippets assertion =
            CompiledSnippets.compile(directory, List.of(imports), List.of(java));
        MockZabbixServer server = new MockZabbixServer().start()) {
      new PlainSender(server.trapperPort()).send(packet("web 01", key, value));
      assertion.run(0, server, server.agent("web01"));
    }
    assertEquals(0, exitCode(shell, key, value));
    assertEquals(1, exitCode(shell, key, "other"));
  }

  private static String copied(Browser browser, String label) {
    browser.awaitNote(label + ": copied");
    return browser.clipboard();
  }

  private static String packet(String host, String key, String value) throws Exception {
    return MAPPER.writeValueAsString(
        Map.of(
            "request",
            "sender data",
            "data",
            List.of(Map.of("host", host, "key", key, "value", value))));
  }

  /** Runs the line with a program that sends a value. */
  private static int exitCode(String line, String key, String value) throws Exception {
    String java =
        Path.of(System.getProperty("java.home"), "bin", "java") + " -jar " + MockZabbixProgram.JAR;
    Path program =
        Files.writeString(
            directory.resolve("your-program"),
            "exec %s send -z $1 -p $2 -s 'web 01' -k \"$(cat %s)\" -o \"$(cat %s)\""
                .formatted(
                    java,
                    Files.writeString(directory.resolve("key"), key),
                    Files.writeString(directory.resolve("value"), value)));
    String command =
        line.replace("java -jar mock-zabbix.jar", java)
            .replace("./your-program", "bash " + program + " {host} {trapper}");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output").toFile());
    builder.environment().put("MOCK_ZABBIX_TIMEOUT", "2m"); // this machine may be busy
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it did not end: " + line);
      return process.exitValue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
