/** Handles exchanges, equally on every port: decodes requests, applies rules, records, responds. */
@NullMarked
package org.mockzabbix.conversation;

import org.jspecify.annotations.NullMarked;
