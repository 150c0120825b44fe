package org.mockzabbix.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Every target accepts its seeds, and a few hundred damaged copies of each. */
@Timeout(120)
class TargetsTest {

  private static final int COPIES = 200;

  private static final Map<String, Consumer<byte[]>> TARGETS =
      Map.of(
          "packet", PacketTarget::fuzzerTestOneInput,
          "request", RequestTarget::fuzzerTestOneInput,
          "text", TextTarget::fuzzerTestOneInput,
          "scenario", ScenarioTarget::fuzzerTestOneInput,
          "server", ServerTarget::fuzzerTestOneInput,
          "client", ClientTarget::fuzzerTestOneInput,
          "tls", TlsTarget::fuzzerTestOneInput);

  @TestFactory
  Stream<DynamicTest> seeds() {
    return TARGETS.keySet().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> run(name, TARGETS.get(name))));
  }

  private static void run(String name, Consumer<byte[]> target) throws Exception {
    Random random = new Random(1);
    try (Stream<Path> seeds = Files.list(Path.of("seeds", name))) {
      for (Path seed : seeds.sorted().toList()) {
        byte[] bytes = Files.readAllBytes(seed);
        accept(target, bytes);
        for (int i = 0; i < COPIES; i++) {
          accept(target, damaged(bytes, random));
        }
      }
    }
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] copy = bytes.clone();
    for (int i = 0; i <= random.nextInt(4); i++) {
      copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
    }
    return copy;
  }

  private static void accept(Consumer<byte[]> target, byte[] input) {
    try {
      target.accept(input);
    } catch (Throwable e) {
      throw new AssertionError("with the input " + new String(input, UTF_8), e);
    }
  }
}
