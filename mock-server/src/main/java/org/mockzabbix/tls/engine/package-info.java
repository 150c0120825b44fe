/**
 * TLS as a state machine without I/O. {@code PskEngine} needs Bouncy Castle, because the JDK has no
 * pre-shared keys; {@code CertEngine} uses the JDK.
 */
@NullMarked
package org.mockzabbix.tls.engine;

import org.jspecify.annotations.NullMarked;
