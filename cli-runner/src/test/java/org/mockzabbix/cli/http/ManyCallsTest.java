package org.mockzabbix.cli.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A thousand calls of each endpoint at once. */
@Isolated // a thousand threads leave no time to other tests, whose requests must end within 10 s
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ManyCallsTest {

  private static final int CALLS = 1000;

  static Stream<Endpoint> endpoints() {
    return ApiServer.endpoints().stream();
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void aThousandCallsAtOnceSucceed(Endpoint endpoint) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CALLS);
    try (ApiServer api = new ApiServer()) {
      CountDownLatch ready = new CountDownLatch(CALLS);
      List<Future<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        calls.add(
            clients.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  return status(api, endpoint);
                }));
      }
      Map<Integer, Integer> statuses = new TreeMap<>();
      for (Future<Integer> call : calls) {
        statuses.merge(call.get(), 1, Integer::sum);
      }

      assertNotNull(statuses.remove(endpoint.output().status()), statuses.toString());
      statuses.keySet().removeAll(accepted(endpoint));
      assertEquals(Map.of(), statuses);
    } finally {
      clients.shutdownNow();
    }
  }

  /** Calls without a check of the form, which {@link HttpEndpointsTest} makes: it takes long. */
  private static int status(ApiServer api, Endpoint endpoint) throws IOException {
    int port = api.port.port();
    String path = ApiServer.example(endpoint);
    HttpText response =
        ApiServer.isStream(endpoint)
            ? HttpText.beginOfStream(port, path, List.of())
            : HttpText.request(port, endpoint.method(), path, ApiServer.body(endpoint), List.of());
    return response.status();
  }

  /** Returns the other statuses of calls that repeat a change, or hold a limited resource. */
  private static List<Integer> accepted(Endpoint endpoint) {
    if (endpoint.method().equals("DELETE")) {
      return List.of(404); // removed already
    }
    return ApiServer.isStream(endpoint)
        ? List.of(503) // 100 streams are open
        : List.of();
  }
}
