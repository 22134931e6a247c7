package parley.site;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * Words a document as HTML. Whatever HTML stands in it is shown as text, but for comments, which
 * are left out. Headings have the anchors that hosts of repositories give them.
 */
final class Markdown {
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();
  private static final TextContentRenderer TEXT =
      TextContentRenderer.builder().extensions(List.of(TablesExtension.create())).build();

  private Markdown() {}

  /**
   * A part of a document, with the text up to the next heading.
   *
   * @param level 1 for the title of the document
   * @param anchor by which it is reached
   */
  record Part(int level, String anchor, String title, String text) {}

  /** A document in HTML, and its parts in order. */
  record Worded(String html, List<Part> parts) {}

  static Worded word(String markdown, MarkdownLinks links) {
    var document = PARSER.parse(markdown);
    document.accept(new Tidying());
    links.lead(document);
    var anchors = anchors(document);
    var renderer =
        HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .escapeHtml(true)
            .sanitizeUrls(true)
            .attributeProviderFactory(
                context -> (node, tag, attributes) -> attribute(node, tag, attributes, anchors))
            .build();
    return new Worded(renderer.render(document), parts(document, anchors));
  }

  /** What is wider than its page is scrolled, and so has to be reached by the keyboard. */
  private static void attribute(
      Node node, String tag, Map<String, String> attributes, Map<Node, String> anchors) {
    if (node instanceof Heading) {
      attributes.put("id", anchors.getOrDefault(node, ""));
    } else if (node instanceof TableBlock
        || (node instanceof FencedCodeBlock && tag.equals("pre"))) {
      attributes.put("tabindex", "0");
    } else if (node instanceof Link) {
      attributes.remove("rel"); // which is for links of strangers
    }
  }

  private static Map<Node, String> anchors(Node document) {
    var ids = IdGenerator.builder().build();
    var anchors = new IdentityHashMap<Node, String>();
    for (var node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading) {
        anchors.put(node, ids.generateId(TEXT.render(node)));
      }
    }
    return anchors;
  }

  private static List<Part> parts(Node document, Map<Node, String> anchors) {
    var parts = new ArrayList<Part>();
    for (var node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading) {
        var anchor = anchors.getOrDefault(heading, "");
        parts.add(new Part(heading.getLevel(), anchor, TEXT.render(heading), textBelow(heading)));
      }
    }
    return parts;
  }

  private static String textBelow(Heading heading) {
    var text = new StringBuilder();
    for (var node = heading.getNext();
        node != null && !(node instanceof Heading);
        node = node.getNext()) {
      text.append(TEXT.render(node)).append(' ');
    }
    return text.toString().replaceAll("\\s+", " ").strip();
  }

  /** What the page does without: comments, and heads of columns that say nothing. */
  private static final class Tidying extends AbstractVisitor {
    @Override
    public void visit(CustomNode node) {
      if (node instanceof TableCell cell && cell.getFirstChild() == null) {
        cell.setHeader(false);
      }
      visitChildren(node);
    }

    @Override
    public void visit(HtmlBlock html) {
      if (html.getLiteral().startsWith("<!--")) {
        html.unlink();
      }
    }
  }
}
