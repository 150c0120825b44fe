package org.example.containers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * Mock Zabbix in a container, for a program under test that runs in another one. The image comes
 * from {@code docker load}. If the program under test runs in the JVM of the test or beside it, the
 * library is simpler and faster.
 */
public final class MockZabbixContainer extends GenericContainer<MockZabbixContainer> {

  private static final int TRAPPER = 10051;
  private static final int HTTP = 10080;
  private static final String TOKEN = "only-for-tests";

  /**
   * Creates a container.
   *
   * @param version the tag of the image, for example 0.1.0
   * @param alias the name that the program under test uses for the server
   */
  public MockZabbixContainer(String version, String alias) {
    super(DockerImageName.parse("mock-zabbix:" + version));
    withExposedPorts(TRAPPER, HTTP);
    withNetworkAliases(alias);
    withEnv("MOCK_ZABBIX_HTTP_TOKEN", TOKEN);
    withEnv("MOCK_ZABBIX_HTTP_ALLOW_HOST", alias);
    waitingFor(Wait.forHttp("/readyz").forPort(HTTP));
  }

  /** Returns the port for senders on the machine of the test. */
  public int trapperPort() {
    return getMappedPort(TRAPPER);
  }

  /**
   * Waits until the server has received what is expected, for example {@code {"host": "web01",
   * "key": "app.ok"}}.
   *
   * @throws AssertionError if that does not happen within 10 s; the message says why
   */
  public void verify(String expectation) throws IOException, InterruptedException {
    URI uri =
        URI.create(
            "http://" + getHost() + ':' + getMappedPort(HTTP) + "/api/v1/verify?timeout=10s");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + TOKEN)
            .POST(BodyPublishers.ofString(expectation))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new AssertionError(response.body());
    }
  }
}
