package org.mockzabbix.scenario;

import java.util.function.Supplier;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.assertion.ReportPart;

/** The schemas of expected reports: what agents and proxies report besides values. */
final class ReportSchema {

  private static final String PROXY_HELP = "The proxy that reported it.";

  static final Schema<Expectation> REGISTERED =
      of("registered", Expectation::registered)
          .with(ReportPart.HOST, "The host name that the agent sent.")
          .with(ReportPart.METADATA, "The host metadata.")
          .with(ReportPart.IP, "The IP address of the agent (default: that of its connection).")
          .with(ReportPart.DNS, "The DNS name of the agent.")
          .with(ReportPart.PORT, "The port of the agent.")
          .with(ReportPart.PROXY, PROXY_HELP)
          .schema;

  static final Schema<Expectation> AVAILABLE =
      of("available", Expectation::available)
          .with(ReportPart.HOST, "The host.")
          .with(ReportPart.PROXY, PROXY_HELP)
          .schema;

  static final Schema<Expectation> UNAVAILABLE =
      of("unavailable", Expectation::unavailable)
          .with(ReportPart.HOST, "The host.")
          .with(ReportPart.ERROR, "The reason.")
          .with(ReportPart.PROXY, PROXY_HELP)
          .schema;

  static final Schema<Expectation> COMMAND_RESULT =
      of("commandResult", Expectation::commandResult)
          .with(ReportPart.HOST, "The host that the command is for.")
          .with(ReportPart.COMMAND, "The command.")
          .with(ReportPart.OUTPUT, "The output of a command that succeeded.")
          .with(ReportPart.ERROR, "The reason why the command failed.")
          .with(ReportPart.PROXY, PROXY_HELP)
          .schema;

  private final ObjectSchema<Expectation> schema;

  private ReportSchema(ObjectSchema<Expectation> schema) {
    this.schema = schema;
  }

  private static ReportSchema of(String noun, Supplier<Expectation> any) {
    return new ReportSchema(ObjectSchema.of(noun, any));
  }

  /** Adds the field of a part. */
  private ReportSchema with(ReportPart part, String help) {
    return new ReportSchema(
        schema
            .field(
                part.toString(),
                StringPatternSchema.PATTERN,
                (any, text) ->
                    text.apply(
                        exact -> any.with(part, exact),
                        glob -> any.withLike(part, glob),
                        regex -> any.with(part, regex)))
            .optional(help));
  }
}
