/** Rules: matchers of requests, the responses and faults that apply to them, and how often. */
@NullMarked
package org.mockzabbix.rule;

import org.jspecify.annotations.NullMarked;
