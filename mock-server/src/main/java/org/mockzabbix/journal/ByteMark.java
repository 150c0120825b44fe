package org.mockzabbix.journal;

/**
 * A place in the bytes of a packet that is unreadable, or belongs to a value that was rejected, or
 * that a real server would not store as sent.
 *
 * @param offset the index of the first byte in {@link Exchange#packetBytes()}, from 0. It may be
 *     behind the bytes that were kept.
 * @param length the number of bytes; 0 if bytes are missing at the offset
 * @param part the part of the packet: {@code header}, {@code flags}, {@code length}, {@code
 *     reserved}, {@code compressedData}, {@code surplus} bytes after the data, {@code missing}
 *     bytes, {@code json} for the position of an error, {@code data} of another kind, {@code utf8}
 *     for the first byte that is not UTF-8, or {@code value} for such a value
 * @param text the reason, in the words of failure messages
 */
public record ByteMark(int offset, int length, String part, String text) {}
