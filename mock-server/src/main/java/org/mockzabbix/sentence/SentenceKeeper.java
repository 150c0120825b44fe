package org.mockzabbix.sentence;

/** A journal that keeps the sentences of the servers and agents that record to it. */
public interface SentenceKeeper {

  /** Returns the sentences. */
  OpenSentences sentences();
}
