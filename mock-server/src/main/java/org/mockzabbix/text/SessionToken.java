package org.mockzabbix.text;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The session token of an agent, proxy or sender: any text of 32 bytes. */
public final class SessionToken {

  private static final int LENGTH = 32;

  private SessionToken() {}

  /** Returns why a server refuses a token, in its words; null if it is valid or missing. */
  public static @Nullable String defect(@Nullable String token) {
    int length = token == null ? LENGTH : token.getBytes(StandardCharsets.UTF_8).length;
    return length == LENGTH ? null : "invalid session token length " + length;
  }
}
