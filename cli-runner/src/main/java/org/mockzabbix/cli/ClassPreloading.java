package org.mockzabbix.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Loads the classes of {@code serve} on a thread of its own: the server would be ready later if the
 * main thread loaded all of them. The file {@code start-classes.txt} has their names, the last one
 * first, so that the two threads meet in the middle. The classes are not initialized, so that the
 * threads cannot wait for each other.
 */
final class ClassPreloading {

  private ClassPreloading() {}

  /** Starts the thread. */
  static void begin() {
    Thread thread = new Thread(ClassPreloading::load, "mock-zabbix-classes");
    thread.setDaemon(true);
    thread.start();
  }

  private static void load() {
    try (InputStream names = ClassPreloading.class.getResourceAsStream("start-classes.txt")) {
      if (names != null) {
        load(new BufferedReader(new InputStreamReader(names, StandardCharsets.US_ASCII)));
      }
    } catch (IOException | LinkageError broken) {
      // the classes are loaded when they are needed
    }
  }

  private static void load(BufferedReader names) throws IOException {
    for (String name = names.readLine(); name != null; name = names.readLine()) {
      load(name);
    }
  }

  private static void load(String name) {
    try {
      Class.forName(name, false, ClassPreloading.class.getClassLoader());
    } catch (ClassNotFoundException renamed) {
      // costs no more than a moment
    }
  }
}
