package org.mockzabbix.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.cli.CommandRun;
import org.mockzabbix.cli.ProgramRun;
import org.mockzabbix.client.Getter;
import org.mockzabbix.client.Sender;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.tls.TestCertificates;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsInfo;
import org.mockzabbix.tls.TlsMode;

/** The options of {@code serve} for encryption. */
@Timeout(180)
class ServeTlsTest {

  @TempDir private Path directory;

  private JsonNode recorded(Path file, int index) throws Exception {
    return new ObjectMapper().readTree(Files.readAllLines(file).get(index));
  }

  @Test
  void acceptsAPreSharedKey_andRecordsIt() throws Exception {
    TestPsk psk = TestPsk.random("web01");
    Path key = psk.writeTo(directory.resolve("psk.txt"));
    Path record = directory.resolve("record");
    try (ProgramRun run =
        ProgramRun.of(
            "--trapper-port=0",
            "--record=" + record,
            "--tls-psk-identity=web01",
            "--tls-psk-file=" + key)) {
      int port = run.awaitReady().port();

      new Sender("127.0.0.1", port).withTls(TlsConfig.psk(psk)).send("web01", "app.ok", "1");

      assertEquals(
          "{\"mode\":\"psk\",\"version\":\"TLSv1.3\",\"suite\":\"TLS_CHACHA20_POLY1305_SHA256\","
              + "\"identity\":\"web01\"}",
          recorded(record, 0).path("tls").toString());
    }
  }

  @Test
  void writesKeysAndCertificates_andTheOptionsOfClients() throws Exception {
    Path keys = directory.resolve("keys");
    try (ProgramRun run = ProgramRun.of("--trapper-port=0", "--tls-self-signed=" + keys)) {
      int port = run.awaitReady().port();
      TlsConfig psk = TlsConfig.psk(TestPsk.read("mock-zabbix", keys.resolve("psk.txt")));
      TlsConfig certificate =
          TlsConfig.unencrypted()
              .withCertificateFiles(
                  keys.resolve("ca.crt"), keys.resolve("client.crt"), keys.resolve("client.key"));

      for (TlsConfig tls : List.of(psk, certificate)) {
        Sender sender = new Sender("127.0.0.1", port).withTls(tls);
        assertEquals(1, sender.send("web01", "app.ok", "1").processed());
      }
      assertEquals(
          List.of(
              "TLS psk: --tls-connect psk --tls-psk-identity mock-zabbix --tls-psk-file "
                  + keys.resolve("psk.txt"),
              "TLS cert: --tls-connect cert --tls-ca-file "
                  + keys.resolve("ca.crt")
                  + " --tls-cert-file "
                  + keys.resolve("client.crt")
                  + " --tls-key-file "
                  + keys.resolve("client.key")),
          run.errorLines().subList(1, 3));
    }
  }

  @Test
  void keepsTheKeysOfAnEarlierRun() throws Exception {
    Path keys = directory.resolve("keys");
    ProgramRun first = ProgramRun.of("--trapper-port=0", "--tls-self-signed=" + keys);
    first.awaitReady();
    first.close();
    TlsConfig psk = TlsConfig.psk(TestPsk.read("mock-zabbix", keys.resolve("psk.txt")));

    try (ProgramRun second = ProgramRun.of("--trapper-port=0", "--tls-self-signed=" + keys)) {
      Sender sender = new Sender("127.0.0.1", second.awaitReady().port()).withTls(psk);

      assertEquals(1, sender.send("web01", "app.ok", "1").processed());
    }
  }

  @Test
  void overwritesNoOtherFiles() throws Exception {
    Path key = Files.writeString(directory.resolve("server.key"), "of production");

    CommandRun run = selfSigned(directory);

    assertEquals(69, run.exitCode());
    assertEquals(
        "mock-zabbix: --tls-self-signed: "
            + directory
            + " has server.key, but not all files of an earlier run: use an empty directory\n",
        run.err());
    assertEquals("of production", Files.readString(key));
  }

  @Test
  void namesWhatIsNoDirectory() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");

    CommandRun run = selfSigned(file);

    assertEquals("mock-zabbix: --tls-self-signed: " + file + " is not a directory\n", run.err());
  }

  private static CommandRun selfSigned(Path path) {
    return CommandRun.of("serve", "--trapper-port=0", "--no-http", "--tls-self-signed=" + path);
  }

  @Test
  void aMockAgentThatAClientAddsIsEncrypted() throws Exception {
    TestPsk psk = TestPsk.random("web01");
    Path key = psk.writeTo(directory.resolve("psk.txt"));
    try (ProgramRun run =
        ProgramRun.of(
            "--trapper-port=0",
            "--http-port=0",
            "--tls-accept=psk",
            "--tls-psk-identity=web01",
            "--tls-psk-file=" + key)) {
      String ready = run.err.awaitLine("READY");
      String api = ready.substring(ready.indexOf("http=") + 5) + "/api/v1/";
      HttpRequest.Builder put = HttpRequest.newBuilder(URI.create(api + "scenario"));
      put.PUT(BodyPublishers.ofString("agents: [{host: web08}]"));
      HttpClient client = HttpClient.newHttpClient();
      client.send(put.build(), BodyHandlers.ofString());
      HttpRequest get = HttpRequest.newBuilder(URI.create(api + "agents/web08")).build();
      String agent = client.send(get, BodyHandlers.ofString()).body();

      Getter getter = new Getter().withTls(TlsConfig.psk(psk));
      String address = new ObjectMapper().readTree(agent).path("address").asText();
      assertEquals("web08", getter.get(address, "agent.hostname").requireValue());
    }
  }

  private Path scenario(String fields) throws IOException {
    return Files.writeString(directory.resolve("s.yaml"), "trapperPort: 0\n" + fields + '\n');
  }

  @Test
  void readsTheEncryptionOfAScenario() throws Exception {
    TestPsk psk = TestPsk.random("web01");
    Path scenario =
        scenario("tls: {accept: [psk], psks: [{identity: web01, key: " + psk.hex() + "}]}");
    try (ProgramRun run = ProgramRun.of("--scenario=" + scenario)) {
      int port = run.awaitReady().port();
      Sender sender = new Sender("127.0.0.1", port).withTls(TlsConfig.psk(psk));

      assertEquals(1, sender.send("web01", "app.ok", "1").processed());
    }
  }

  /** The real server has one key for this server, and this server has another one for clients. */
  @Test
  void forwardsWithAnotherKeyThanThatOfTheClient() throws Exception {
    TestPsk ofClient = TestPsk.random("client");
    TestPsk ofForward = TestPsk.random("forward");
    ServerConfig config =
        ServerConfig.lenient().toBuilder()
            .tls(TlsConfig.psk(ofForward).accepting(TlsMode.PSK))
            .build();
    try (MockZabbixServer real = new MockZabbixServer(config).start();
        ProgramRun run =
            ProgramRun.of(
                "--trapper-port=0",
                "--tls-accept=psk",
                "--tls-psk-identity=client",
                "--tls-psk-file=" + ofClient.writeTo(directory.resolve("client")),
                "--forward=127.0.0.1:" + real.trapperPort(),
                "--forward-tls-connect=psk",
                "--forward-tls-psk-identity=forward",
                "--forward-tls-psk-file=" + ofForward.writeTo(directory.resolve("forward")))) {
      Sender sender = new Sender("127.0.0.1", run.awaitReady().port());

      assertEquals(
          1, sender.withTls(TlsConfig.psk(ofClient)).send("web01", "app.ok", "1").processed());

      assertEquals(Optional.of("forward"), real.exchanges().get(0).tls().map(TlsInfo::identity));
    }
  }

  @Test
  void scenarioForwardsWithACertificate() throws Exception {
    TestCertificates certificates = TestCertificates.create();
    certificates.writeTo(directory);
    ServerConfig config =
        ServerConfig.lenient().toBuilder()
            .tls(TlsConfig.cert(certificates.server(), certificates.authority()))
            .build();
    try (MockZabbixServer real = new MockZabbixServer(config).start()) {
      Path scenario =
          scenario(
              """
              forward: 127.0.0.1:PORT
              forwardTls: {caFile: DIR/ca.crt, certFile: DIR/client.crt, keyFile: DIR/client.key}"""
                  .replace("DIR", directory.toString())
                  .replace("PORT", String.valueOf(real.trapperPort())));
      try (ProgramRun run = ProgramRun.of("--scenario=" + scenario)) {
        new Sender("127.0.0.1", run.awaitReady().port()).send("web01", "app.ok", "1");

        assertEquals(
            Optional.of("CN=client,O=Mock Zabbix"),
            real.exchanges().get(0).tls().map(TlsInfo::subject));
      }
    }
  }

  @Test
  void forwardTlsOfAScenario_needsForwardThereOrAsAnOption() throws Exception {
    TestPsk psk = TestPsk.random("forward");
    Path scenario = scenario("forwardTls: {psk: {identity: forward, key: " + psk.hex() + "}}");

    CommandRun refused = CommandRun.of("serve", "--no-http", "--scenario=" + scenario);

    assertEquals(69, refused.exitCode());
    assertEquals(
        "mock-zabbix: "
            + scenario
            + ":2: forwardTls has no effect without forward: set forward, too, or leave out"
            + " forwardTls",
        refused.err().strip());
    ServerConfig config = ServerConfig.lenient().toBuilder().tls(TlsConfig.psk(psk)).build();
    try (MockZabbixServer real = new MockZabbixServer(config).start();
        ProgramRun run =
            ProgramRun.of("--scenario=" + scenario, "--forward=127.0.0.1:" + real.trapperPort())) {
      new Sender("127.0.0.1", run.awaitReady().port()).send("web01", "app.ok", "1");

      assertEquals(Optional.of("forward"), real.exchanges().get(0).tls().map(TlsInfo::identity));
    }
  }

  @Test
  void wrongKeyOfForward_isAWarningOfTheExchange() throws Exception {
    Path key = TestPsk.random("forward").writeTo(directory.resolve("forward"));
    Path record = directory.resolve("record");
    ServerConfig config =
        ServerConfig.lenient().toBuilder().tls(TlsConfig.psk(TestPsk.random("forward"))).build();
    try (MockZabbixServer real = new MockZabbixServer(config).start();
        ProgramRun run =
            ProgramRun.of(
                "--trapper-port=0",
                "--record=" + record,
                "--forward=127.0.0.1:" + real.trapperPort(),
                "--forward-tls-connect=psk",
                "--forward-tls-psk-identity=forward",
                "--forward-tls-psk-file=" + key)) {
      Sender sender = new Sender("127.0.0.1", run.awaitReady().port());
      assertThrows(IOException.class, () -> sender.send("web01", "app.ok", "1"));

      String address = "127.0.0.1:" + real.trapperPort();
      assertEquals(
          "forwarding to "
              + address
              + " failed: TCP successful, cannot establish TLS to [[127.0.0.1]:"
              + real.trapperPort()
              + "]: the peer closed the connection during the TLS handshake",
          recorded(record, 0).path("warnings").path(0).asText());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--forward-tls-connect=unencrypted | --forward-tls-... need --forward HOST:PORT",
        "--forward-tls-connect=psk | parameter \"--forward-tls-connect\" value requires"
            + " \"--forward-tls-psk-file\", but it is not defined",
        "--tls-psk-identity=a | each --tls-psk-identity needs a --tls-psk-file, and vice versa",
        "--tls-cert-file=a | --tls-cert-file, --tls-key-file and --tls-ca-file belong together",
        "--tls-crl-file=a | --tls-crl-file needs --tls-cert-file",
        "--tls-accept=pks | Invalid value for option '--tls-accept' (MODES): must be one of"
            + " unencrypted, psk, cert, but was \"pks\": did you mean \"psk\"?",
        "--tls-like=openss | Invalid value for option '--tls-like': must be one of openssl, gnutls,"
            + " but was \"openss\": did you mean \"openssl\"?"
      })
  void explainsWrongOptions(String option, String message) {
    CommandRun run = CommandRun.of("serve", "--trapper-port=0", "--no-http", option);

    assertEquals(64, run.exitCode());
    assertTrue(run.err().contains(message), run.err());
  }

  @Test
  void explainsAMissingFile() {
    Path missing = directory.resolve("none");

    CommandRun run =
        CommandRun.of(
            "serve",
            "--trapper-port=0",
            "--no-http",
            "--tls-psk-identity=a",
            "--tls-psk-file=" + missing);

    assertEquals(69, run.exitCode());
    assertTrue(run.err().contains("cannot open file \"" + missing + "\""), run.err());
  }
}
