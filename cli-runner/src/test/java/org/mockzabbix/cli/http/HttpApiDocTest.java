package org.mockzabbix.cli.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mockzabbix.fixtures.MarkdownFile;

/** {@code docs/http-api.md} lists every endpoint and parameter, and no others. */
class HttpApiDocTest {

  private static final String METHODS = "GET|POST|PUT|PATCH|DELETE";
  private static final Pattern TABLE =
      Pattern.compile("(?m)^\\| request below `/api/v1` \\|.*\\n((?:\\|.*\\n)+)");
  private static final Pattern CALLS =
      Pattern.compile("((?:`(?:" + METHODS + ")`(?:, )?)+) `([a-z/{}]+)`");
  private static final Pattern METHOD = Pattern.compile(METHODS);
  private static final Pattern IN_TEXT = Pattern.compile("(?:" + METHODS + ") /[a-z0-9/.]+");

  private static Set<String> documented(MarkdownFile page) {
    Set<String> calls = new TreeSet<>();
    TABLE
        .matcher(page.text())
        .results()
        .flatMap(table -> table.group(1).lines())
        .forEach(row -> calls.addAll(calls(row.split(" \\| ", 2)[0])));
    page.codeSpans().stream().filter(IN_TEXT.asMatchPredicate()).forEach(calls::add);
    return calls;
  }

  private static Set<String> calls(String cell) {
    return CALLS
        .matcher(cell)
        .results()
        .flatMap(
            call ->
                METHOD
                    .matcher(call.group(1))
                    .results()
                    .map(MatchResult::group)
                    .map(method -> method + " /api/v1/" + call.group(2)))
        .collect(Collectors.toSet());
  }

  @Test
  void thePageListsEveryEndpoint() throws IOException {
    Set<String> endpoints = new TreeSet<>();
    ApiServer.endpoints()
        .forEach(endpoint -> endpoints.add(endpoint.method() + ' ' + endpoint.path()));

    assertEquals(endpoints, documented(MarkdownFile.read("docs/http-api.md")));
  }

  @Test
  void thePageNamesEveryParameter() throws IOException {
    String page = MarkdownFile.read("docs/http-api.md").text();
    Set<String> missing = new TreeSet<>();
    for (Endpoint endpoint : ApiServer.endpoints()) {
      for (Endpoint.Input input : endpoint.inputs()) {
        String name = input.name();
        boolean named = Pattern.compile("[`?{]" + name + "[`=}]").matcher(page).find();
        if (!named) {
          missing.add(endpoint.path() + ' ' + name);
        }
      }
    }

    assertEquals(Set.of(), missing);
  }
}
