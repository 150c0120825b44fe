package org.mockzabbix.stress;

import java.util.random.RandomGenerator;

/** Does one thing after the other to the servers of a round, in a thread of its own. */
@FunctionalInterface
interface Actor {

  /** Does one thing, and throws whatever must not happen. */
  void act(RandomGenerator random) throws Exception;
}
