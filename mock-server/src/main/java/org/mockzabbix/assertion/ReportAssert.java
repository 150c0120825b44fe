package org.mockzabbix.assertion;

import java.util.Objects;
import java.util.regex.Pattern;
import org.mockzabbix.assertion.ReportKind.ReadReport;
import org.mockzabbix.sentence.CheckReturnValue;

/**
 * An assertion on what agents and proxies report besides values. Immutable.
 *
 * <pre>{@code
 * assertThat(zabbix).registered("web09").withMetadata("linux").within(ofSeconds(5));
 * assertThat(zabbix).unavailable("db01").withLike(ReportPart.ERROR, "*refused*").within(ofSeconds(5));
 * }</pre>
 *
 * @param <T> the type of a report
 */
public final class ReportAssert<T> extends CountedAssert<T> {

  private final ReportSelection<T> reports;

  ReportAssert(AssertionChain chain, ReportSelection<T> reports) {
    super(chain, reports, ReadReport::content);
    this.reports = reports;
  }

  /**
   * Requires this text of a part.
   *
   * @throws IllegalArgumentException if such reports lack the part, or the text contradicts another
   *     requirement
   */
  @CheckReturnValue
  public ReportAssert<T> with(ReportPart part, String text) {
    AssertionChain resumed = resumed("part", part);
    Objects.requireNonNull(text, "text must not be null");
    return narrowed(resumed, ReportCriterion.exactly(part, text));
  }

  /**
   * Requires that the whole text of a part matches {@code regex}.
   *
   * @throws IllegalArgumentException if such reports lack the part
   */
  @CheckReturnValue
  public ReportAssert<T> with(ReportPart part, Pattern regex) {
    AssertionChain resumed = resumed("part", part);
    Objects.requireNonNull(regex, "regex must not be null");
    return narrowed(resumed, ReportCriterion.matching(part, regex));
  }

  /**
   * Requires that the text of a part matches a glob.
   *
   * @param glob {@code *} matches any text, {@code ?} any one character
   * @throws IllegalArgumentException if such reports lack the part
   */
  @CheckReturnValue
  public ReportAssert<T> withLike(ReportPart part, String glob) {
    AssertionChain resumed = resumed("part", part);
    Objects.requireNonNull(glob, "glob must not be null");
    return narrowed(resumed, ReportCriterion.like(part, glob));
  }

  /** Requires this host metadata. An agent without metadata has the empty text. */
  @CheckReturnValue
  public ReportAssert<T> withMetadata(String metadata) {
    return with(ReportPart.METADATA, metadata);
  }

  /** Requires that this proxy reported it. */
  @CheckReturnValue
  public ReportAssert<T> throughProxy(String proxy) {
    return with(ReportPart.PROXY, proxy);
  }

  private AssertionChain resumed(String name, Object argument) {
    AssertionChain resumed = chain.resumed();
    Objects.requireNonNull(argument, () -> name + " must not be null");
    return resumed;
  }

  private ReportAssert<T> narrowed(AssertionChain resumed, ReportCriterion more) {
    return new ReportAssert<>(resumed, reports.with(more));
  }
}
