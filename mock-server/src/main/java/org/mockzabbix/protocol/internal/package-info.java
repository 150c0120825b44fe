/** Parts of the protocol that only this module uses. Not exported. */
@NullMarked
package org.mockzabbix.protocol.internal;

import org.jspecify.annotations.NullMarked;
