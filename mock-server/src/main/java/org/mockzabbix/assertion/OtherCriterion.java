package org.mockzabbix.assertion;

import java.util.function.Predicate;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;

/** What a value has to be otherwise: its state, where it came from, what became of it. */
sealed interface OtherCriterion extends Criterion {

  /** Whether the item is supported: {@code state}. */
  record State(Support support) implements OtherCriterion {

    /** The two states of an item. */
    enum Support {
      SUPPORTED("state supported"),
      NOT_SUPPORTED("state not supported");

      private final String words;

      Support(String words) {
        this.words = words;
      }

      private static Support of(ItemValue item) {
        return item.isNotSupported() ? NOT_SUPPORTED : SUPPORTED;
      }
    }

    @Override
    public boolean accepts(ItemValue item) {
      return Support.of(item) == support;
    }

    @Override
    public String expected() {
      return support.words;
    }

    @Override
    public String actual(ItemValue item) {
      return Support.of(item).words;
    }

    @Override
    public String difference(ItemValue item) {
      return item.isNotSupported() ? "item is not supported" : "item is supported";
    }

    @Override
    public boolean contradicts(Criterion other) {
      return other instanceof State && !equals(other);
    }
  }

  /** Who delivered it. */
  record Source(ItemValue.Source source) implements OtherCriterion {
    @Override
    public boolean accepts(ItemValue item) {
      return item.source() == source;
    }

    @Override
    public String expected() {
      return "source " + source;
    }

    @Override
    public String actual(ItemValue item) {
      return "source " + item.source();
    }

    @Override
    public String difference(ItemValue item) {
      return "source is " + item.source() + " instead of " + source;
    }

    @Override
    public boolean contradicts(Criterion other) {
      return (other instanceof Source && !equals(other))
          || (other instanceof Proxy && source != ItemValue.Source.PROXY);
    }
  }

  /** Which proxy delivered it. */
  record Proxy(String name) implements OtherCriterion {
    @Override
    public boolean accepts(ItemValue item) {
      return item.proxy().filter(name::equals).isPresent();
    }

    @Override
    public String expected() {
      return "proxy " + Wording.name(name);
    }

    @Override
    public String actual(ItemValue item) {
      return item.proxy().map(proxy -> "proxy " + Wording.name(proxy)).orElse("no proxy");
    }

    @Override
    public String difference(ItemValue item) {
      return item.proxy()
          .map(proxy -> "proxy is " + Wording.name(proxy))
          .orElse("it came by no proxy");
    }

    @Override
    public boolean contradicts(Criterion other) {
      return other instanceof Source source
          ? source.contradicts(this)
          : other instanceof Proxy && !equals(other);
    }
  }

  /** Which packet brought it: one exchange has one. */
  record InExchange(long id) implements OtherCriterion {
    @Override
    public boolean accepts(ItemValue item) {
      return item.exchange() == id;
    }

    @Override
    public String expected() {
      return "exchange #" + id;
    }

    @Override
    public String actual(ItemValue item) {
      return "exchange #" + item.exchange();
    }

    @Override
    public String difference(ItemValue item) {
      return "it came in another exchange";
    }

    @Override
    public boolean contradicts(Criterion other) {
      return other instanceof InExchange && !equals(other);
    }
  }

  /** Which connection brought it. */
  record OnConnection(long number) implements OtherCriterion {
    @Override
    public boolean accepts(ItemValue item) {
      return item.connection() == number;
    }

    @Override
    public String expected() {
      return "connection " + number;
    }

    @Override
    public String actual(ItemValue item) {
      return "connection " + item.connection();
    }

    @Override
    public String difference(ItemValue item) {
      return "it came on connection " + item.connection();
    }

    @Override
    public boolean contradicts(Criterion other) {
      return other instanceof OnConnection && !equals(other);
    }
  }

  /** Why a row was rejected. */
  record Because(Outcome outcome) implements OtherCriterion {
    @Override
    public boolean accepts(ItemValue item) {
      return item.outcome() == outcome;
    }

    @Override
    public String expected() {
      return "outcome " + outcome;
    }

    @Override
    public String actual(ItemValue item) {
      return "outcome " + item.outcome();
    }

    @Override
    public String difference(ItemValue item) {
      return item.outcome().toString();
    }

    @Override
    public boolean contradicts(Criterion other) {
      return other instanceof Because && !equals(other);
    }
  }

  /** Whatever a test's own predicate asks for. */
  record Custom(String words, Predicate<ItemValue> predicate) implements OtherCriterion {
    @Override
    public boolean accepts(ItemValue item) {
      return predicate.test(item);
    }

    @Override
    public String expected() {
      return words;
    }

    @Override
    public String actual(ItemValue item) {
      return accepts(item) ? words : "not " + words;
    }

    @Override
    public String difference(ItemValue item) {
      return "not " + words;
    }

    @Override
    public boolean contradicts(Criterion other) {
      return false;
    }
  }
}
