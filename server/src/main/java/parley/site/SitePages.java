package parley.site;

import java.util.LinkedHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parley.http.Json;
import parley.site.Markdown.Part;
import parley.site.Markdown.Worded;
import parley.site.TableOfContents.Entry;

/**
 * The documentation, page by page, within one frame: the table of contents with the headings of the
 * page that is shown, the page, and those before and behind it. Without scripts all but the search
 * is there.
 */
record SitePages(TableOfContents contents, SiteAddresses addresses) {
  /** Down to this level a page's headings stand in the table of contents. */
  private static final int LISTED_LEVEL = 2;

  private static final int LISTED_MOST = 40;

  /** The page as a document of HTML. */
  String html(Entry page) {
    var worded = worded(page);
    var main =
        worded.html()
            + "<nav class=\"beside\" aria-label=\"Pages beside this one\">%s%s</nav>\n"
                .formatted(
                    contents.beside(page, -1).map(one -> beside(one, "prev", "Before")).orElse(""),
                    contents.beside(page, 1).map(one -> beside(one, "next", "Next")).orElse(""));
    return framed(
        page.title(), list(one -> one.equals(page) ? here(page, worded) : item(one)), main);
  }

  /** What a browser is shown at an address where no page is: the way to those that are there. */
  String missing() {
    return framed(
        "No such page",
        list(this::item),
        """
        <h1>No such page</h1>
        <p>Nothing of the documentation is at this address. Here are <a href="%s">all of its
        pages</a>; the search looks through them.</p>
        """
            .formatted(HtmlPage.safe(addresses.page(contents.pages().getFirst()))));
  }

  private String framed(String title, String list, String main) {
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="%s">
    <script defer src="%s"></script>
    <title>%s - Parley</title>
    </head>
    <body>
    <a class="skip" href="#page">Skip to the page</a>
    <header>
    <a class="home" href="%s">Parley</a>
    <a class="to-contents" href="#contents">Contents</a>
    <form role="search" hidden data-index="%s">
    <label for="search">Search</label>
    <input id="search" type="search" autocomplete="off" spellcheck="false">
    <div id="found" role="status"></div>
    </form>
    </header>
    <div class="columns">
    <nav id="contents" aria-label="Contents">
    %s</nav>
    <main id="page">
    %s</main>
    </div>
    </body>
    </html>
    """
        .formatted(
            HtmlPage.safe(addresses.part("style.css")),
            HtmlPage.safe(addresses.part("search.js")),
            HtmlPage.safe(title),
            HtmlPage.safe(addresses.page(contents.pages().getFirst())),
            HtmlPage.safe(addresses.part("index.js")),
            list,
            main);
  }

  private Worded worded(Entry page) {
    var links = new MarkdownLinks(page.file(), contents, addresses);
    return Markdown.word(Sources.text(page.file()), links);
  }

  private String list(Function<Entry, String> item) {
    var list = new StringBuilder();
    for (var group :
        contents.pages().stream()
            .collect(Collectors.groupingBy(Entry::group, LinkedHashMap::new, Collectors.toList()))
            .entrySet()) {
      if (!group.getKey().isEmpty()) {
        list.append("<h2>%s</h2>\n".formatted(HtmlPage.safe(group.getKey())));
      }
      list.append("<ul>\n");
      for (var page : group.getValue()) {
        list.append(item.apply(page));
      }
      list.append("</ul>\n");
    }
    return list.toString();
  }

  private String item(Entry page) {
    return "<li><a href=\"%s\">%s</a></li>\n"
        .formatted(HtmlPage.safe(addresses.page(page)), HtmlPage.safe(page.title()));
  }

  private String here(Entry page, Worded worded) {
    var headings =
        worded.parts().stream()
            .filter(part -> part.level() == LISTED_LEVEL)
            .map(SitePages::heading)
            .limit(LISTED_MOST)
            .collect(Collectors.joining());
    return "<li><a href=\"%s\" aria-current=\"page\">%s</a>%s</li>\n"
        .formatted(
            HtmlPage.safe(addresses.page(page)),
            HtmlPage.safe(page.title()),
            headings.isEmpty() || page.name().isEmpty() ? "" : "\n<ul>\n" + headings + "</ul>\n");
  }

  private static String heading(Part part) {
    return "<li><a href=\"#%s\">%s</a></li>\n"
        .formatted(HtmlPage.safe(part.anchor()), HtmlPage.safe(part.title()));
  }

  private String beside(Entry page, String rel, String word) {
    return "<a rel=\"%s\" href=\"%s\"><span>%s</span> %s</a>\n"
        .formatted(rel, HtmlPage.safe(addresses.page(page)), word, HtmlPage.safe(page.title()));
  }

  /**
   * What the search looks through: a script that a page loads from disk as well as from a server.
   */
  String index() {
    var parts = contents.pages().stream().flatMap(page -> found(page)).toList();
    return "parleySearch(" + Json.arrayText(parts, SitePages::write) + ");\n";
  }

  private record Found(Entry page, String address, Part part) {}

  private Stream<Found> found(Entry page) {
    return worded(page).parts().stream()
        .map(part -> new Found(page, addresses.page(page) + "#" + part.anchor(), part));
  }

  private static void write(Json json, Found found) {
    json.text("page", found.page().title())
        .text("title", found.part().title())
        .text("address", found.address())
        .text("text", found.part().text());
  }
}
