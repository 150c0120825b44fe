package org.mockzabbix.readme;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mockzabbix.fixtures.MarkdownFile;

/** ARCHITECTURE.md speaks of things that there are. */
class ArchitectureDocumentTest {

  private static final Pattern TYPE = Pattern.compile("[A-Z]\\w*(\\.\\w+)?");
  private static final String OF_PICOCLI = "OptionSpec";

  @Test
  void everyTypeExists() throws IOException {
    SourceTree sources = SourceTree.read();
    List<String> types =
        MarkdownFile.read("ARCHITECTURE.md").codeSpans().stream()
            .filter(span -> TYPE.matcher(span).matches() && !span.equals(OF_PICOCLI))
            .toList();

    assertTrue(types.size() > 30, types::toString);
    for (String type : types) {
      String[] parts = type.split("\\.", -1);
      String text = sources.declaring(parts[0]);
      assertTrue(!text.isEmpty(), () -> type + " is declared nowhere");
      assertTrue(parts.length == 1 || declares(text, parts[1]), () -> type + " has no such member");
    }
  }

  /** Whether a nested type or a method of this name is declared in {@code text}. */
  private static boolean declares(String text, String member) {
    return Pattern.compile(
            "(?m)^  [^*/\\n]*\\b(class|record|interface|enum) "
                + member
                + "\\b|^  [^*/\\n(]*\\b"
                + member
                + "\\(")
        .matcher(text)
        .find();
  }

  @Test
  void everyFolderExists() throws IOException {
    List<String> folders =
        MarkdownFile.read("ARCHITECTURE.md").codeSpans().stream()
            .filter(span -> span.endsWith("/"))
            .toList();

    assertTrue(folders.size() >= 4, folders::toString);
    for (String folder : folders) {
      assertTrue(Files.isDirectory(MarkdownFile.ROOT.resolve(folder)), folder);
    }
  }

  @Test
  void everyPackageIsNamed() throws IOException {
    List<String> spans = MarkdownFile.read("ARCHITECTURE.md").codeSpans();

    for (String name : SourceTree.packagesOfTheLibrary()) {
      assertTrue(spans.contains(name), () -> "says nothing of the package " + name);
    }
  }
}
