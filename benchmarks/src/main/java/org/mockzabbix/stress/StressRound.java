package org.mockzabbix.stress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Runs all scenes at the same time for a while, checks them, and closes them. */
final class StressRound {

  private static final Duration LENGTH = Duration.ofSeconds(2);

  /** An actor that does not end so long after the round is hanging. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Report report;
  private final RandomGenerator.SplittableGenerator random;

  StressRound(Report report, RandomGenerator.SplittableGenerator random) {
    this.report = report;
    this.random = random;
  }

  void run() throws InterruptedException {
    List<Scene> scenes =
        List.of(
            new TrapperScene(report),
            new SmallJournalScene(),
            new AgentScene(report),
            new PollingScene(report),
            new ResetScene(report),
            new RestartScene(report));
    List<Integer> ports = scenes.stream().flatMap(scene -> scene.ports().stream()).toList();
    act(scenes.stream().flatMap(scene -> scene.actors().stream()).toList());
    scenes.forEach(scene -> scene.check(report));
    scenes.forEach(Scene::close);
    checkFree(ports, report);
  }

  private void act(List<Actor> actors) throws InterruptedException {
    Instant end = Instant.now().plus(LENGTH);
    List<Thread> threads = new ArrayList<>();
    for (Actor actor : actors) {
      RandomGenerator own = random.split();
      Thread thread = new Thread(() -> actUntil(end, actor, own), "actor-" + threads.size());
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join(LENGTH.plus(PATIENCE).toMillis());
      if (thread.isAlive()) {
        report.broken(thread.getName() + " hangs at " + Arrays.toString(thread.getStackTrace()));
      }
    }
  }

  private void actUntil(Instant end, Actor actor, RandomGenerator own) {
    try {
      while (Instant.now().isBefore(end) && report.isClean()) {
        actor.act(own);
      }
    } catch (Throwable e) {
      report.broken(Thread.currentThread().getName() + ": " + e);
    }
  }

  /** Checks that nothing listens on these ports any more. */
  static void checkFree(List<Integer> ports, Report report) {
    for (int port : ports) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        socket.setReuseAddress(true);
      } catch (IOException inUse) {
        report.broken("port " + port + " is not free: " + inUse.getMessage());
      }
    }
  }
}
