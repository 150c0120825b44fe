package org.mockzabbix.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.site.MarkdownPage.PageLink;
import org.mockzabbix.site.MarkdownPage.Section;
import org.mockzabbix.site.Navigation.Entry;
import org.mockzabbix.site.Navigation.Group;

/**
 * Makes the site: a page for each Markdown page, for each other file that they link to, and
 * Javadoc. The files need no server, and nothing from other servers.
 */
public final class SiteMaker {

  private static final Path ROOT = MarkdownFile.ROOT;
  private static final String INDEX = "docs/README.md";
  private static final String HIGHLIGHTER =
      "/META-INF/resources/webjars/highlightjs/11.11.1/highlight.min.js";

  private final Path folder;
  private final Addresses addresses = new Addresses(ROOT);
  private final Map<String, MarkdownPage> pages = new TreeMap<>();
  private final List<Entry> javadoc = new ArrayList<>();
  private final String template;
  private Navigation navigation = new Navigation(List.of());

  /** A site in {@code folder}, without Javadoc. */
  public SiteMaker(Path folder) throws IOException {
    this.folder = folder;
    this.template = resource("page.html");
  }

  /** Makes the site in the folder of the first argument; the others are folders of Javadoc. */
  public static void main(String[] args) throws IOException {
    SiteMaker maker = new SiteMaker(Path.of(args[0]));
    for (int i = 1; i < args.length; i++) {
      Path module = Path.of(args[i]);
      maker.addJavadoc(module.getFileName().toString(), module.resolve("target/reports/apidocs"));
    }
    maker.make();
  }

  private void addJavadoc(String module, Path documentation) throws IOException {
    if (!Files.exists(documentation.resolve("index.html"))) {
      throw new IOException("no Javadoc in " + documentation + ": run the phase package");
    }
    String target = "javadoc/" + module;
    try (Stream<Path> files = Files.walk(documentation)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        copy(Files.readAllBytes(file), target + '/' + documentation.relativize(file));
      }
    }
    javadoc.add(new Entry("Javadoc of " + module, target + "/index.html"));
  }

  /** Writes all files. */
  public void make() throws IOException {
    for (Path file : markdownFiles()) {
      String name = ROOT.relativize(file).toString().replace('\\', '/');
      pages.put(name, MarkdownPage.parse(Files.readString(file, UTF_8)));
    }
    navigation =
        Navigation.of(MarkdownFile.read(INDEX).text(), addresses).with("Reference", javadoc);
    for (Map.Entry<String, MarkdownPage> page : pages.entrySet()) {
      writePage(page.getKey(), page.getValue());
    }
    for (String file : linkedFiles()) {
      writeLinkedFile(file);
    }
    copy(resource("site.css").getBytes(UTF_8), "site.css");
    copy(resource("site.js").getBytes(UTF_8), "site.js");
    copy(resource(HIGHLIGHTER).getBytes(UTF_8), "highlight.js");
    copy(searchIndex().getBytes(UTF_8), "search-index.js");
  }

  private static List<Path> markdownFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String place : List.of("", "docs", "examples/clients", "examples/starter")) {
      try (Stream<Path> found = Files.list(ROOT.resolve(place))) {
        found.filter(file -> file.toString().endsWith(".md")).sorted().forEach(files::add);
      }
    }
    return files;
  }

  private void writePage(String name, MarkdownPage page) throws IOException {
    String file = addresses.of(name);
    String html =
        page.html(link -> Addresses.relative(file, addresses.resolve(name, link)))
            + neighbours(file);
    write(file, page.title(), html, contents(page));
  }

  /** The page before and the page after, in the order of the navigation. */
  private String neighbours(String file) {
    List<Entry> order = navigation.pages();
    List<String> files = order.stream().map(Entry::file).toList();
    int place = files.indexOf(file);
    if (place < 0) {
      return "";
    }
    String before = place == 0 ? "" : neighbour(file, order.get(place - 1), "prev", "Previous");
    String after =
        place == order.size() - 1 ? "" : neighbour(file, order.get(place + 1), "next", "Next");
    return "<nav class=\"neighbours\" aria-label=\"Neighbours\">" + before + after + "</nav>\n";
  }

  private static String neighbour(String from, Entry entry, String rel, String label) {
    return "<a rel=\"%s\" href=\"%s\"><small>%s</small>%s</a>"
        .formatted(rel, Addresses.relative(from, entry.address()), label, escaped(entry.title()));
  }

  private static String contents(MarkdownPage page) {
    String links =
        page.sections().stream()
            .filter(section -> section.level() == 2 || section.level() == 3)
            .map(
                section ->
                    "<li class=\"level%d\"><a href=\"#%s\">%s</a></li>"
                        .formatted(section.level(), section.anchor(), escaped(section.heading())))
            .collect(joining("\n"));
    return links.isEmpty() ? "" : "<h2>On this page</h2>\n<ul>\n" + links + "\n</ul>\n";
  }

  private void write(String file, String title, String content, String contents)
      throws IOException {
    Map<String, String> parts =
        Map.of(
            "title",
            escaped(title),
            "root",
            "../".repeat(file.split("/", -1).length - 1) + '.',
            "home",
            Addresses.relative(file, "index.html"),
            "navigation",
            navigationOf(file),
            "content",
            content,
            "contents",
            contents);
    String page = template;
    for (Map.Entry<String, String> part : parts.entrySet()) {
      page = page.replace("{{" + part.getKey() + "}}", part.getValue());
    }
    copy(page.getBytes(UTF_8), file);
  }

  private String navigationOf(String file) {
    StringBuilder html = new StringBuilder();
    for (Group group : navigation.groups()) {
      html.append("<h2>").append(escaped(group.title())).append("</h2>\n<ul>\n");
      for (Entry entry : group.entries()) {
        String current = entry.address().equals(file) ? " aria-current=\"page\"" : "";
        html.append(
            "<li><a href=\"%s\"%s>%s</a></li>\n"
                .formatted(
                    Addresses.relative(file, entry.address()), current, escaped(entry.title())));
      }
      html.append("</ul>\n");
    }
    return html.toString();
  }

  /** The files and folders of the repository that are not pages, but that pages link to. */
  private Set<String> linkedFiles() throws IOException {
    Set<String> files = new TreeSet<>();
    for (Map.Entry<String, MarkdownPage> page : pages.entrySet()) {
      for (PageLink link : page.getValue().links()) {
        String target = link.target().replaceFirst("#.*", "");
        if (!target.isEmpty() && !target.contains(":") && !target.endsWith(".md")) {
          Path file = ROOT.resolve(page.getKey()).resolveSibling(target).normalize();
          addWithContent(file, files);
        }
      }
    }
    return files;
  }

  private static void addWithContent(Path file, Set<String> files) throws IOException {
    files.add(name(file));
    if (Files.isDirectory(file)) {
      filesIn(file).forEach(inside -> files.add(name(inside)));
    }
  }

  /** The files in a folder and its folders, without those of builds. */
  private static List<Path> filesIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> Files.isRegularFile(file) && !name(file).contains("/target/"))
          .sorted()
          .toList();
    }
  }

  private static String name(Path file) {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }

  private void writeLinkedFile(String name) throws IOException {
    Path source = ROOT.resolve(name);
    String file = addresses.of(name);
    if (file.equals(name)) {
      copy(Files.readAllBytes(source), file);
    } else {
      String content = Files.isDirectory(source) ? listing(source) : sourceCode(source);
      write(file, name, "<h1>%s</h1>\n%s".formatted(escaped(name), content), "");
    }
  }

  private String listing(Path directory) throws IOException {
    String listing = addresses.of(name(directory));
    return filesIn(directory).stream()
        .map(
            file ->
                "<li><a href=\"%s\">%s</a></li>"
                    .formatted(
                        Addresses.relative(listing, addresses.of(name(file))),
                        escaped(name(file).substring(name(directory).length() + 1))))
        .collect(joining("\n", "<ul>\n", "\n</ul>\n"));
  }

  private static String sourceCode(Path source) throws IOException {
    String ending = source.getFileName().toString().replaceFirst(".*\\.", "");
    return "<pre><code class=\"language-%s\">%s</code></pre>\n"
        .formatted(escaped(ending), escaped(Files.readString(source, UTF_8)));
  }

  /** A script instead of JSON, because pages that are opened as files may not read other files. */
  private String searchIndex() throws IOException {
    List<List<String>> sections = new ArrayList<>();
    for (Map.Entry<String, MarkdownPage> page : pages.entrySet()) {
      for (Section section : page.getValue().sections()) {
        String address = addresses.of(page.getKey()) + '#' + section.anchor();
        String text = section.text().replaceAll("\\s+", " ").strip();
        sections.add(List.of(address, page.getValue().title(), section.heading(), text));
      }
    }
    return "window.searchIndex = " + new ObjectMapper().writeValueAsString(sections) + ";\n";
  }

  private void copy(byte[] content, String file) throws IOException {
    Path target = folder.resolve(file);
    Files.createDirectories(Objects.requireNonNull(target.getParent()));
    Files.write(target, content);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = SiteMaker.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
