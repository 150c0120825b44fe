package org.mockzabbix.sentence;

/** A journal that keeps the unfinished sentences of the servers and agents that record to it. */
public interface SentenceKeeper {

  /** Returns the unfinished sentences. */
  OpenSentences sentences();
}
