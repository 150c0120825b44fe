/** Replays of transcripts: the diff on standard output, and the progress on a terminal. */
@NullMarked
package org.mockzabbix.cli.replay;

import org.jspecify.annotations.NullMarked;
