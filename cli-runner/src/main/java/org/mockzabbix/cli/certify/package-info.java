/**
 * Tests of a user's program: {@code certify} runs it with correct and faulty responses, and judges
 * what it did.
 */
@NullMarked
package org.mockzabbix.cli.certify;

import org.jspecify.annotations.NullMarked;
