package org.mockzabbix.transcript;

import java.io.IOException;
import org.mockzabbix.text.Quoting;

/**
 * Thrown if a transcript is unreadable or invalid. The message is one line that names the file, and
 * the line and the member if they are known.
 */
public final class TranscriptException extends IOException {

  private static final long serialVersionUID = 1L;

  TranscriptException(String message) {
    super(Quoting.escape(message));
  }
}
