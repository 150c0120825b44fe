package org.mockzabbix.scenario;

import java.util.function.Supplier;

/** The file that a scenario is read from, for errors that say where it is wrong. */
record Source(String file) {

  ScenarioException error(Node where, String what) {
    return new ScenarioException(file, where.line(), what);
  }

  /** Turns an argument that the library refuses into an error that says where it stands. */
  <T> T located(Node where, Supplier<T> making) {
    try {
      return making.get();
    } catch (ScenarioException located) {
      throw located;
    } catch (IllegalArgumentException refused) {
      throw error(where, String.valueOf(refused.getMessage()));
    }
  }
}
