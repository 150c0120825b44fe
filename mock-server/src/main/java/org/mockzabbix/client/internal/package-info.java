/** Parts of the sender that the command line also uses, to report each step. Not exported. */
@NullMarked
package org.mockzabbix.client.internal;

import org.jspecify.annotations.NullMarked;
