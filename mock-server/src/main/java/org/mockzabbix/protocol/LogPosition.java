package org.mockzabbix.protocol;

/**
 * The position up to which an agent has read a log file. The server sends it to an agent that
 * starts again.
 *
 * @param lastlogsize the number of bytes that the agent has read
 * @param mtime the modification time of the file, in seconds since 1970; 0 for files that are not
 *     rotated
 */
public record LogPosition(long lastlogsize, long mtime) {

  /** The beginning of a log file. */
  public static final LogPosition START = new LogPosition(0, 0);
}
