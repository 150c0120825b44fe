package org.mockzabbix.parity;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Compares Mock Zabbix with a real server. The arguments are those of {@code parity.sh}, with the
 * directories of the server and of PostgreSQL's programs before them:
 *
 * <pre>{@code
 * ParityMain SERVER-DIRECTORY POSTGRES-BIN VECTORS-DIRECTORY RELEASE [SEED [COUNT]]
 * }</pre>
 */
final class ParityMain {

  private static final int DEFAULT_COUNT = 400;

  private ParityMain() {}

  /**
   * Ends with exit code 1 if there is a difference that is not accepted, or if nothing differs any
   * more as a line of the list says.
   */
  public static void main(String[] args) throws IOException {
    Programs programs = new Programs(Path.of(args[0]), Path.of(args[1]));
    Vectors vectors = new Vectors(Path.of(args[2]));
    String release = args[3];
    long seed = args.length > 4 ? Long.parseLong(args[4]) : 1;
    int count = args.length > 5 ? Integer.parseInt(args[5]) : DEFAULT_COUNT;
    System.out.println("parity " + release + ", seed " + seed + ", " + count + " random requests");

    Path directory = newDirectory();
    List<Difference> differences;
    try {
      ParityRun run = new ParityRun(release, vectors, new RequestStream(seed, count), System.out);
      differences = run.run(programs, directory, freePorts());
    } catch (IOException e) {
      System.err.println("the files are kept in " + directory);
      throw e;
    }
    delete(directory);
    AcceptedDifferences accepted =
        new AcceptedDifferences(Resources.text("accepted-differences.txt"), release);
    System.exit(report(differences, accepted) == 0 ? 0 : 1);
  }

  private static int report(List<Difference> differences, AcceptedDifferences accepted) {
    Map<String, Integer> reasons = new TreeMap<>();
    int unexpected = 0;
    for (Difference difference : differences) {
      Optional<String> reason = accepted.reason(difference);
      if (reason.isPresent()) {
        reasons.merge(reason.get(), 1, Integer::sum);
      } else {
        unexpected++;
        System.out.println(difference);
      }
    }
    reasons.forEach((reason, number) -> System.out.println(number + " accepted: " + reason));
    List<String> stale = accepted.unused();
    stale.forEach(
        line -> System.out.println("no longer differs, remove it from the list: " + line));
    System.out.println(
        "parity: " + unexpected + " unexpected differences, " + stale.size() + " stale entries");
    return unexpected + stale.size();
  }

  private static Path newDirectory() throws IOException {
    Path directory = Files.createTempDirectory("mock-zabbix-parity-").toRealPath();
    if (Programs.isRoot()) {
      Files.setOwner(
          directory,
          directory
              .getFileSystem()
              .getUserPrincipalLookupService()
              .lookupPrincipalByName("nobody"));
    }
    return directory;
  }

  /** Returns two ports that nobody listens on; a server takes none above 32767. */
  private static List<Integer> freePorts() {
    return new Random()
        .ints(20_000, 32_000)
        .distinct()
        .filter(ParityMain::isFree)
        .limit(2)
        .boxed()
        .toList();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException inUse) {
      return false;
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
