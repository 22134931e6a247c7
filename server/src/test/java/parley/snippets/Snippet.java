package parley.snippets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A block of a page.
 *
 * @param line where it begins, from 1
 * @param language the first word behind the fence; empty where there is none
 * @param way the second word, which says how it is tried where the language alone does not
 */
record Snippet(int line, String language, String way, String text) {
  private static final Parser PARSER =
      Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build();

  /** All blocks of a page, in order. */
  static List<Snippet> of(Path page) throws IOException {
    var found = new ArrayList<Snippet>();
    PARSER
        .parse(Files.readString(page))
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(FencedCodeBlock block) {
                var words = block.getInfo().strip().split("\\s+", 2);
                var line = block.getSourceSpans().getFirst().getLineIndex() + 1;
                var way = words.length > 1 ? words[1] : "";
                found.add(new Snippet(line, words[0], way, block.getLiteral()));
              }

              @Override
              public void visit(IndentedCodeBlock block) {
                var line = block.getSourceSpans().getFirst().getLineIndex() + 1;
                found.add(new Snippet(line, "", "", block.getLiteral()));
              }
            });
    return found;
  }

  /** Whether it starts something that goes on beside what follows. */
  boolean serves() {
    return text.startsWith("./parley serve") || text.startsWith("./parley proxy");
  }

  @Override
  public String toString() {
    return "line " + line + ": " + language + (way.isEmpty() ? "" : " " + way);
  }
}
