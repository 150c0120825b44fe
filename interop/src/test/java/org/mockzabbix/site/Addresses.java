package org.mockzabbix.site;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files of the repository are on the site. Immutable. */
final class Addresses {

  private final Path root;

  Addresses(Path root) {
    this.root = root;
  }

  /**
   * Returns where a link of a page leads, below the root of the site; links to other sites stay.
   */
  String resolve(String page, String link) {
    if (link.matches("(?i)[a-z]+:.*")) {
      return link;
    }
    String[] parts = link.split("#", 2);
    String file =
        parts[0].isEmpty()
            ? page
            : slashes(root.relativize(root.resolve(page).resolveSibling(parts[0]).normalize()));
    return of(file) + (parts.length == 2 ? '#' + parts[1] : "");
  }

  /** Returns the file of the site that shows a file or folder of the repository. */
  String of(String file) {
    if (file.endsWith("README.md")) {
      return file.replaceFirst("README\\.md$", "index.html");
    }
    if (file.endsWith(".md")) {
      return file.replaceFirst("md$", "html");
    }
    if (Files.isDirectory(root.resolve(file))) {
      return file + "/index.html";
    }
    return file.endsWith(".png") ? file : file + ".html";
  }

  /** Returns the way from one file of the site to an address. */
  static String relative(String from, String address) {
    if (address.matches("(?i)[a-z]+:.*")) {
      return address;
    }
    String[] parts = address.split("#", 2);
    Path folder = Path.of("/" + from).getParent();
    String way = slashes(folder.relativize(Path.of("/" + parts[0])));
    return way + (parts.length == 2 ? '#' + parts[1] : "");
  }

  private static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }
}
