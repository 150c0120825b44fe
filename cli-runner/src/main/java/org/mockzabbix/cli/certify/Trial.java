package org.mockzabbix.cli.certify;

import java.util.function.Consumer;

/**
 * One kind of response that a program is tested with.
 *
 * @param name the name in the table and of the option, for example {@code reset}
 * @param conduct what a good program does after this response
 * @param setup makes the peer respond this way to every connection of a run
 */
public record Trial(String name, Conduct conduct, Consumer<TrialPeer> setup) {}
