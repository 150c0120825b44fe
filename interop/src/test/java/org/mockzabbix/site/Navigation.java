package org.mockzabbix.site;

import java.util.ArrayList;
import java.util.List;
import org.mockzabbix.site.MarkdownPage.PageLink;

/** The groups of pages, in the order of {@code docs/README.md}: its sections and their links. */
record Navigation(List<Group> groups) {

  /** A section of the index. */
  record Group(String title, List<Entry> entries) {}

  /**
   * A page.
   *
   * @param address the file below the root of the site, perhaps with an anchor
   */
  record Entry(String title, String address) {
    String file() {
      return address.replaceFirst("#.*", "");
    }
  }

  /** Reads the index, whose links begin in {@code folder}, with one page in each list item. */
  static Navigation of(String index, Addresses addresses) {
    List<Group> groups = new ArrayList<>();
    for (String section : index.split("(?m)^(?=## )", -1)) {
      List<Entry> entries = new ArrayList<>();
      for (String line : section.lines().filter(text -> text.startsWith("- [")).toList()) {
        PageLink link = MarkdownPage.parse("# x\n\n" + line).links().get(0);
        entries.add(new Entry(link.text(), addresses.resolve("docs/README.md", link.target())));
      }
      if (!entries.isEmpty()) {
        groups.add(new Group(section.lines().findFirst().orElseThrow().substring(3), entries));
      }
    }
    return new Navigation(groups);
  }

  Navigation with(String group, List<Entry> more) {
    return new Navigation(
        groups.stream().map(old -> old.title().equals(group) ? joined(old, more) : old).toList());
  }

  private static Group joined(Group group, List<Entry> more) {
    List<Entry> entries = new ArrayList<>(group.entries());
    entries.addAll(more);
    return new Group(group.title(), entries);
  }

  /** Returns the pages in their order, each once. */
  List<Entry> pages() {
    return groups.stream()
        .flatMap(group -> group.entries().stream())
        .filter(entry -> !entry.address().contains("#") && !entry.address().startsWith("javadoc"))
        .toList();
  }
}
