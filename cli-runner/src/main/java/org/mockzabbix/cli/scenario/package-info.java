/** Scenarios made out of transcripts. */
@NullMarked
package org.mockzabbix.cli.scenario;

import org.jspecify.annotations.NullMarked;
