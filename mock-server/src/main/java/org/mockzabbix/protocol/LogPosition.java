package org.mockzabbix.protocol;

/**
 * How far an agent has read a log file. The server sends it to an agent that starts again.
 *
 * @param lastlogsize bytes read
 * @param mtime when the file was changed, in seconds since 1970; zero for files that are not
 *     rotated
 */
public record LogPosition(long lastlogsize, long mtime) {

  /** The start of a log. */
  public static final LogPosition START = new LogPosition(0, 0);
}
