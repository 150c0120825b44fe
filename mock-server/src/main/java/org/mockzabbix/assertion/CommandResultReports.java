package org.mockzabbix.assertion;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.AgentData;
import org.mockzabbix.protocol.Request.CommandResult;
import org.mockzabbix.protocol.Request.ProxyData;

/** Results of remote commands, which agents and proxies report. */
final class CommandResultReports implements ReportKind<CommandResult> {

  static final CommandResultReports KIND = new CommandResultReports();

  private CommandResultReports() {}

  @Override
  public String noun() {
    return "result";
  }

  @Override
  public String plural() {
    return "results of commands";
  }

  @Override
  public Set<ReportPart> parts() {
    return EnumSet.of(
        ReportPart.HOST,
        ReportPart.PROXY,
        ReportPart.ID,
        ReportPart.COMMAND,
        ReportPart.OUTPUT,
        ReportPart.ERROR);
  }

  @Override
  public String beginning(Function<ReportPart, String> words) {
    return "result of " + words.apply(ReportPart.COMMAND) + " on " + words.apply(ReportPart.HOST);
  }

  @Override
  public Set<ReportPart> partsOfBeginning() {
    return EnumSet.of(ReportPart.HOST, ReportPart.COMMAND);
  }

  @Override
  public void eachIn(
      Exchange exchange, JournalSource source, Consumer<ReadReport<CommandResult>> sink) {
    Request request = exchange.request();
    if (request instanceof AgentData data) {
      pass(data.commands(), data.host(), null, source, sink);
    } else if (request instanceof ProxyData data && exchange.reason().isEmpty()) {
      pass(data.report().taskResults(), null, data.proxy(), source, sink);
    }
  }

  private static void pass(
      List<CommandResult> results,
      @Nullable String host,
      @Nullable String proxy,
      JournalSource source,
      Consumer<ReadReport<CommandResult>> sink) {
    for (CommandResult result : results) {
      Map<ReportPart, String> texts = new EnumMap<>(ReportPart.class);
      put(texts, ReportPart.HOST, host);
      put(texts, ReportPart.HOST, source.hostOfCommand(result.id()).orElse(null));
      put(texts, ReportPart.COMMAND, source.command(result.id()).orElse(null));
      put(texts, ReportPart.ID, Long.toString(result.id()));
      put(texts, ReportPart.OUTPUT, result.value());
      put(texts, ReportPart.ERROR, result.error());
      put(texts, ReportPart.PROXY, proxy);
      sink.accept(new ReadReport<>(result, texts));
    }
  }

  private static void put(Map<ReportPart, String> texts, ReportPart part, @Nullable String text) {
    if (text != null) {
      texts.putIfAbsent(part, text);
    }
  }
}
