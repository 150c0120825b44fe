package org.mockzabbix;

import static java.time.Duration.ofSeconds;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.client.Sender;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.fixtures.ReservedPort;
import org.mockzabbix.text.HostAndPort;

/** The snippets of {@code docs/cluster.md}: each of them is here, word for word. */
@Timeout(60)
class ClusterDocTest {

  MockZabbixCluster cluster = new MockZabbixCluster(2).start();
  private final ReservedPort noNewProcess;

  ClusterDocTest() throws IOException {
    noNewProcess = new ReservedPort();
  }

  @AfterEach
  void close() throws IOException {
    noNewProcess.close();
    cluster.close();
  }

  @TestFactory
  Stream<DynamicTest> everySnippetIsHere() throws IOException {
    return MarkdownFile.read("docs/cluster.md").everySnippetIsIn(ClusterDocTest.class);
  }

  /** Sends to the first address that responds. */
  private record CpuReporter(List<String> addresses) {

    CpuReporter(String... addresses) {
      this(List.of(addresses));
    }

    void report() throws IOException {
      IOException failure = new IOException("no address");
      for (String address : addresses) {
        try {
          HostAndPort server = HostAndPort.parse(address);
          new Sender(server.host(), server.port()).send("web01", "system.cpu.load", "0.42");
          return;
        } catch (IOException unreachable) {
          failure = unreachable;
        }
      }
      throw failure;
    }
  }

  @Test
  void failsOver() throws Exception {
    cluster.node(0).refuseConnections();
    new CpuReporter(cluster.address(0), cluster.address(1)).report();

    assertThat(cluster).received(item("web01", "system.cpu.load")).within(ofSeconds(5));
  }

  @Test
  void redirects() throws Exception {
    cluster.redirect("web01").from(0).to(1);

    new CpuReporter(cluster.address(0)).report();

    assertThat(cluster)
        .received(item("web01", "system.cpu.load").onPort(cluster.node(1).trapperPort()))
        .now();
  }
}
