package org.mockzabbix.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.RowOutcomes;

/**
 * A response of a mock server or agent, with the outcomes of the values of the request and the
 * faults to inject. Immutable: each change returns a copy.
 *
 * @param flags the flags byte of the response's header, if it has a header
 * @param outcomes the outcome of each value; null if the request has no values
 * @param faults the faults to inject when the response is sent
 * @param warnings the warnings to record with the exchange
 */
public record MockResponse(
    Response response,
    int flags,
    @Nullable RowOutcomes outcomes,
    List<Fault> faults,
    List<String> warnings) {

  /** The flags byte of a packet that is neither compressed nor large. */
  public static final int PLAIN_FLAGS = 0x01;

  public MockResponse {
    Objects.requireNonNull(response, "response must not be null");
    faults = List.copyOf(faults);
    warnings = List.copyOf(warnings);
  }

  /** Creates a response without warnings. */
  public MockResponse(
      Response response, int flags, @Nullable RowOutcomes outcomes, List<Fault> faults) {
    this(response, flags, outcomes, faults, List.of());
  }

  /** Creates a response without faults. */
  public MockResponse(Response response, int flags, @Nullable RowOutcomes outcomes) {
    this(response, flags, outcomes, List.of());
  }

  /** Creates a response to a request without values. */
  public static MockResponse of(Response response) {
    return new MockResponse(response, PLAIN_FLAGS, null);
  }

  /** Returns a copy with these flags. Servers repeat the flags of the request. */
  public MockResponse withFlags(int flags) {
    return new MockResponse(response, flags, outcomes, faults, warnings);
  }

  /** Returns a copy that sends {@code response}. */
  public MockResponse with(Response response) {
    return new MockResponse(response, flags, outcomes, faults, warnings);
  }

  /** Returns a copy with these outcomes of the values. */
  public MockResponse with(RowOutcomes outcomes) {
    return new MockResponse(response, flags, outcomes, faults, warnings);
  }

  /** Returns a copy with one more warning. */
  public MockResponse withWarning(String warning) {
    List<String> all = new ArrayList<>(warnings);
    all.add(Objects.requireNonNull(warning, "warning must not be null"));
    return new MockResponse(response, flags, outcomes, faults, all);
  }

  /** Returns a copy with these faults in addition. */
  public MockResponse with(List<Fault> more) {
    List<Fault> all = new ArrayList<>(faults);
    all.addAll(more);
    return new MockResponse(response, flags, outcomes, all, warnings);
  }
}
