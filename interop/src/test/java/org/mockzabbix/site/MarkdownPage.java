package org.mockzabbix.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** A Markdown page, parsed: its sections, its links, and its HTML. Immutable. */
final class MarkdownPage {

  private static final List<Extension> EXTENSIONS =
      List.of(TablesExtension.create(), HeadingAnchorExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

  private final Node document;

  private MarkdownPage(Node document) {
    this.document = document;
  }

  static MarkdownPage parse(String markdown) {
    return new MarkdownPage(PARSER.parse(markdown));
  }

  /** A heading with the text below it, up to the next heading. */
  record Section(int level, String anchor, String heading, String text) {}

  /** A link with its text. */
  record PageLink(String text, String target) {}

  String title() {
    return sections().get(0).heading();
  }

  List<Section> sections() {
    IdGenerator ids = IdGenerator.builder().build();
    List<Section> sections = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      text.append(node instanceof Heading ? "" : text(node) + ' ');
      Node next = node.getNext();
      if (next == null || next instanceof Heading) {
        Heading heading = headingBefore(node);
        String title = text(heading);
        sections.add(
            new Section(heading.getLevel(), ids.generateId(title), title, text.toString()));
        text.setLength(0);
      }
    }
    return sections;
  }

  private static Heading headingBefore(Node last) {
    Node node = last;
    while (!(node instanceof Heading)) {
      node = node.getPrevious();
      if (node == null) {
        throw new IllegalArgumentException("a page must begin with a heading");
      }
    }
    return (Heading) node;
  }

  /** Returns the targets of links and images, in their order. */
  List<PageLink> links() {
    List<PageLink> links = new ArrayList<>();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            links.add(new PageLink(text(link), link.getDestination()));
            visitChildren(link);
          }

          @Override
          public void visit(Image image) {
            links.add(new PageLink(text(image), image.getDestination()));
          }
        });
    return links;
  }

  /** Returns the HTML, in which each link leads where {@code target} says. */
  String html(UnaryOperator<String> target) {
    HtmlRenderer renderer =
        HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .attributeProviderFactory(
                context -> (node, tag, attributes) -> redirect(node, attributes, target))
            .build();
    return renderer
        .render(document)
        .replace("<table>", "<div class=\"table\" tabindex=\"0\"><table>")
        .replace("</table>", "</table></div>")
        .replace("<th></th>", "<td></td>"); // the corner of a table is not a header
  }

  private static String text(Node node) {
    StringBuilder text = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text part) {
            text.append(part.getLiteral());
          }

          @Override
          public void visit(Code code) {
            text.append(code.getLiteral());
          }

          @Override
          public void visit(FencedCodeBlock block) {
            text.append(block.getLiteral());
          }

          @Override
          public void visit(SoftLineBreak end) {
            text.append(' ');
          }

          @Override
          protected void visitChildren(Node parent) {
            super.visitChildren(parent);
            text.append(parent instanceof Block || parent instanceof TableCell ? " " : "");
          }
        });
    return text.toString().strip();
  }

  private static void redirect(
      Node node, Map<String, String> attributes, UnaryOperator<String> target) {
    if (node instanceof Link) {
      attributes.computeIfPresent("href", (name, value) -> target.apply(value));
    } else if (node instanceof Image) {
      attributes.put("loading", "lazy");
    }
  }
}
