package org.mockzabbix.assertion;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.mockzabbix.assertion.PropertyCriterion.Property;
import org.mockzabbix.assertion.TextCriterion.ComparedText;
import org.mockzabbix.protocol.ItemValue.Source;
import org.mockzabbix.protocol.Outcome;

/** The implications of an outcome, to find requirements that no value with it can meet. */
final class OutcomeFacts {

  private OutcomeFacts() {}

  /** Returns true if certainly no value with this outcome meets the requirement. */
  static boolean exclude(Outcome outcome, Criterion required) {
    if (required instanceof StorageCriterion) {
      return !outcome.isProcessed();
    }
    if (required instanceof TextCriterion text) {
      return emptyTexts(outcome).contains(text.part()) && !text.acceptsText("");
    }
    if (required instanceof ClockCriterion) {
      return lacksClock(outcome);
    }
    return required instanceof PropertyCriterion<?> property && exclude(outcome, property);
  }

  private static boolean exclude(Outcome outcome, PropertyCriterion<?> required) {
    Optional<?> content = required.content();
    if (content.isEmpty()) {
      return false;
    }
    Property<?> property = required.property();
    if (property == Property.SOURCE) {
      return !sources(outcome).contains((Source) content.get());
    }
    if (property == Property.PROXY) {
      return !sources(outcome).contains(Source.PROXY);
    }
    if (property == Property.CLOCK) {
      return lacksClock(outcome);
    }
    return property == Property.NS
        ? lacksClock(outcome) || outcome == Outcome.BAD_NS
        : property == Property.STATE
            && outcome == Outcome.NO_REASON
            && content.equals(Optional.of(true));
  }

  private static Set<Source> sources(Outcome outcome) {
    return switch (outcome) {
      case NOT_THIS_PROXY, PROXY_TOO_OLD_OR_NEW -> EnumSet.of(Source.PROXY);
      case REFUSED_REQUEST -> EnumSet.of(Source.PROXY, Source.HISTORY_PUSH);
      case NO_FRONTEND_SESSION, CLIENTIP_NOT_ALLOWED, REPEATED_TIMESTAMP ->
          EnumSet.of(Source.HISTORY_PUSH);
      case NOT_READ_AS_JSON -> EnumSet.of(Source.LEGACY_SENDER);
      case MONITORED_BY_PROXY -> // both may send values for hosts behind proxies
          EnumSet.complementOf(EnumSet.of(Source.PROXY, Source.HISTORY_PUSH));
      default -> EnumSet.allOf(Source.class);
    };
  }

  private static Set<ComparedText> emptyTexts(Outcome outcome) {
    return switch (outcome) {
      case NO_HOST -> EnumSet.of(ComparedText.HOST);
      case NO_KEY -> EnumSet.of(ComparedText.KEY);
      case NO_REASON -> EnumSet.of(ComparedText.VALUE);
      case NOT_AN_OBJECT -> EnumSet.allOf(ComparedText.class);
      default -> EnumSet.noneOf(ComparedText.class);
    };
  }

  private static boolean lacksClock(Outcome outcome) {
    return outcome == Outcome.BAD_CLOCK || outcome == Outcome.NOT_AN_OBJECT;
  }
}
