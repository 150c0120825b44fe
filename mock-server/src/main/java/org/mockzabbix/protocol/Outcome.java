package org.mockzabbix.protocol;

import java.util.Locale;

/** The outcome of a value: whether the server processed it, or why not. */
public enum Outcome {
  /** The server processed the element, even if it has no value. */
  PROCESSED(Kind.PROCESSED, "processed"),

  UNKNOWN_HOST(Kind.FAILED, "no such host"),
  UNKNOWN_KEY(Kind.FAILED, "the host has no item with this key"),
  HOST_DISABLED(Kind.FAILED, "the host is disabled"),
  ITEM_DISABLED(Kind.FAILED, "the item is disabled"),
  WRONG_ITEM_TYPE(Kind.FAILED, "items of this type do not accept values sent this way"),
  UNKNOWN_ITEMID(Kind.FAILED, "no item has this itemid"),
  MONITORED_BY_PROXY(Kind.FAILED, "the host is monitored by a proxy"),
  NOT_THIS_PROXY(Kind.FAILED, "the host is not monitored by this proxy"),
  PROXY_TOO_OLD_OR_NEW(
      Kind.FAILED, "the server does not accept values from a proxy of this version"),
  REFUSED_REQUEST(Kind.FAILED, "the server refused the whole request"),
  NO_FRONTEND_SESSION(Kind.FAILED, "the request has no valid user session"),
  REFUSED_BY_RULE(Kind.FAILED, "a rule of the test rejected the value"),
  REFUSED_AFTER_FORWARDING(
      Kind.FAILED, "the server that the request was forwarded to did not process the value"),
  PEER_NOT_ALLOWED(Kind.FAILED, "the item's allowed hosts do not contain the peer"),
  CLIENTIP_NOT_ALLOWED(
      Kind.FAILED, "the item's allowed hosts do not contain the \"clientip\" of the request"),
  CONNECTION_TYPE_NOT_ALLOWED(
      Kind.FAILED, "the host does not accept connections with this encryption"),
  FALSE_PSK_IDENTITY(Kind.FAILED, "the host has another PSK identity"),
  WRONG_CERTIFICATE_ISSUER(Kind.FAILED, "the host requires a certificate of another issuer"),
  WRONG_CERTIFICATE_SUBJECT(Kind.FAILED, "the host requires a certificate with another subject"),
  REPEATED_TIMESTAMP(
      Kind.FAILED, "an earlier value of the request has the same item, clock and ns"),
  NO_REASON(Kind.FAILED, "\"state\" is 1, but \"value\", which must be the reason, is missing"),
  NOT_READ_AS_JSON(
      Kind.FAILED, "the text does not begin with '{', so it was read as legacy host:key:value"),

  /** The server already received this id in the same session. */
  DUPLICATE(Kind.DUPLICATE, "the server already received this id in this session"),

  NO_HOST(Kind.MALFORMED, "\"host\" is missing"),
  NO_KEY(Kind.MALFORMED, "\"key\" is missing"),
  NO_ITEMID(Kind.MALFORMED, "\"itemid\" is missing or not an integer"),
  BAD_CLOCK(Kind.MALFORMED, "\"clock\" is not an integer from 0 to 2147483647"),
  BAD_NS(Kind.MALFORMED, "\"ns\" is not an integer from 0 to 999999999"),
  NOT_AN_OBJECT(
      Kind.MALFORMED, "the element is not a JSON object, so the server stops reading there"),
  NOT_AN_ARRAY(
      Kind.MALFORMED, "the values are one object instead of an array: write [ and ] around it"),
  /**
   * The value is well-formed, but is in the same chunk of 256 values as an element that made the
   * server stop reading, or after that chunk.
   */
  NOT_REACHED(
      Kind.MALFORMED,
      "the server dropped this value because of an element that is not a JSON object");

  /** The ways in which a server counts a value. */
  public enum Kind {
    PROCESSED,
    FAILED,
    MALFORMED,
    DUPLICATE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Kind kind;
  private final String reason;

  Outcome(Kind kind, String reason) {
    this.kind = kind;
    this.reason = reason;
  }

  /** Returns how the server counts the value. */
  public Kind kind() {
    return kind;
  }

  /** Returns the reason, for the author of the client. */
  public String reason() {
    return reason;
  }

  /** Returns whether the server processed the value. */
  public boolean isProcessed() {
    return this == PROCESSED;
  }

  /** Returns the kind and the reason, for example {@code failed: no such host}. */
  @Override
  public String toString() {
    return this == PROCESSED ? reason : kind + ": " + reason;
  }
}
