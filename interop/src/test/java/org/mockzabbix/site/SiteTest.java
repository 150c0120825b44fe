package org.mockzabbix.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.fixtures.MarkdownFile;

/** The site has every page in its navigation, and each of its links leads to a file and a place. */
class SiteTest {

  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
  private static final Pattern PLACE = Pattern.compile("\\bid=\"([^\"]+)\"");

  @TempDir private static Path site;

  @BeforeAll
  static void make() throws IOException {
    new SiteMaker(site).make();
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(site)) {
      return files.filter(file -> file.toString().endsWith(".html")).sorted().toList();
    }
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path page : pages()) {
      Matcher link = LINK.matcher(Files.readString(page, UTF_8));
      while (link.find()) {
        links++;
        if (!leadsSomewhere(page, link.group(1))) {
          broken.add(site.relativize(page) + ": " + link.group(1));
        }
      }
    }

    assertTrue(links > 1000, "links are missing");
    assertEquals("", String.join("\n", broken), "these links lead nowhere");
  }

  private static boolean leadsSomewhere(Path page, String link) throws IOException {
    if (link.matches("https?://.*")) {
      return true;
    }
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    return Files.isRegularFile(target) && (parts.length == 1 || places(target).contains(parts[1]));
  }

  private static Set<String> places(Path page) throws IOException {
    Set<String> places = new HashSet<>();
    Matcher place = PLACE.matcher(Files.readString(page, UTF_8));
    while (place.find()) {
      places.add(place.group(1));
    }
    return places;
  }

  @Test
  void nothingIsLoadedFromOtherServers() throws IOException {
    for (Path page : pages()) {
      assertTrue(
          !Files.readString(page, UTF_8)
              .matches("(?s).*<(script|link|img)[^>]*(src|href)=\"(https?:|//).*"),
          page::toString);
    }
  }

  @Test
  void navigationHasEachPageOnce() throws IOException {
    Navigation navigation =
        Navigation.of(MarkdownFile.read("docs/README.md").text(), new Addresses(MarkdownFile.ROOT));
    List<String> titles = navigation.groups().stream().map(Navigation.Group::title).toList();
    List<String> files = navigation.pages().stream().map(Navigation.Entry::file).toList();

    assertEquals(
        List.of("Start", "Tasks", "Reference", "Recipes", "Troubleshooting", "How it works"),
        titles);
    assertEquals(files.size(), new HashSet<>(files).size(), files::toString);
    try (Stream<Path> pages = Files.list(MarkdownFile.ROOT.resolve("docs"))) {
      List<String> missing =
          pages
              .map(page -> page.getFileName().toString())
              .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
              .filter(name -> !files.contains("docs/" + name.replace(".md", ".html")))
              .toList();
      assertEquals(List.of(), missing);
    }
  }

  @Test
  void searchIndexHasHeadingsAndText() throws IOException {
    String index = Files.readString(site.resolve("search-index.js"), UTF_8);

    assertTrue(
        index.contains(
            "[\"docs/rules-and-faults.html#does-my-client-retry\","
                + "\"Use rules and inject faults\",\"Does my client retry?\",\"Reset the first two"),
        "a section is missing");
  }
}
