package org.mockzabbix.protocol;

/**
 * How far an agent has read a log file, which the server gives back when the agent starts anew.
 *
 * @param lastlogsize bytes read
 * @param mtime when the file was changed, in seconds since 1970; zero for files that are not
 *     rotated
 */
public record LogPosition(long lastlogsize, long mtime) {

  /** A log of which nothing was read yet. */
  public static final LogPosition START = new LogPosition(0, 0);
}
