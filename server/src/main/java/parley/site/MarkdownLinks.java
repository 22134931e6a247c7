package parley.site;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import parley.site.TableOfContents.Entry;

/**
 * Leads the links of a document, which name files of the source, to what the site shows of them. A
 * link to something that it does not show becomes its words alone.
 *
 * @param file the document, by its place in the source
 */
record MarkdownLinks(String file, TableOfContents contents, SiteAddresses addresses) {
  void lead(Node document) {
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            lead(link);
          }

          @Override
          public void visit(Image image) {
            lead(image);
          }
        });
  }

  private void lead(Link link) {
    if (link.getDestination().matches("[a-z]+:.*")) {
      return;
    }
    var target = RelativePath.of(file, link.getDestination());
    var page = contents.of(target);
    var shown = addresses.fileOfSource(target.path());
    if (page.isPresent()) {
      link.setDestination(addresses.page(page.get()) + target.anchor());
      call(link, page.get());
    } else if (shown != null) {
      link.setDestination(shown);
    } else {
      for (var child = link.getFirstChild(); child != null; child = link.getFirstChild()) {
        link.insertBefore(child);
      }
      link.unlink();
    }
  }

  private void lead(Image image) {
    var shown = addresses.fileOfSource(RelativePath.of(file, image.getDestination()).path());
    if (shown != null) {
      image.setDestination(shown);
    }
  }

  /** A page has a title; only in the source it goes by the name of its file. */
  private static void call(Link link, Entry page) {
    if (link.getFirstChild() instanceof Text only
        && only.getNext() == null
        && only.getLiteral().endsWith(".md")) {
      only.setLiteral(page.title());
    }
  }
}
