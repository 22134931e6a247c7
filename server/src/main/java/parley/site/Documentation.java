package parley.site;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.http.Call;
import parley.http.PageFiles;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;

/**
 * The documentation on a running server (decision 35): each page for a browser, and as the text it
 * is made of, which has {@code .md} at the end of its address. Made when it is first asked for, so
 * that no start waits for it.
 */
public final class Documentation implements Resource {
  /** Where it is. */
  public static final String PATH = "/docs";

  private static final PageFiles FILES = new PageFiles("/parley/site/");
  private static final Set<String> PARTS = Set.of("style.css", "search.js");
  private static final Set<String> TEXTS = Set.of("docs/fixtures.schema.json");

  private volatile @Nullable TableOfContents contents;

  @Override
  public void routes(Routes routes) {
    routes.inPublic(
        PATH,
        at ->
            at.get("", call -> page(call, ""))
                .get("/{Page}", this::document)
                .get("/site/{File}", this::part));
  }

  private Reply document(Call call) {
    var name = call.path("Page");
    var file = "docs/" + name;
    if (TEXTS.contains(file)
        || contents().pages().stream().anyMatch(it -> it.file().equals(file))) {
      return HtmlPage.text(call, Sources.text(file));
    }
    return page(call, name);
  }

  private Reply page(Call call, String name) {
    var page = contents().named(name).orElseThrow(call::notFound);
    return FILES.made(call, page.name(), "text/html", () -> pages().html(page));
  }

  private Reply part(Call call) {
    var file = call.path("File");
    if (file.equals("index.js")) {
      return FILES.made(call, file, "text/javascript", () -> pages().index());
    }
    if (!PARTS.contains(file)) {
      throw call.notFound();
    }
    return FILES.changing(call, file);
  }

  private SitePages pages() {
    return new SitePages(contents(), new SiteAddresses.Served());
  }

  /** Read once; twice where two ask for the first page at once, which does no harm. */
  private TableOfContents contents() {
    var known = contents;
    if (known == null) {
      known = TableOfContents.read();
      contents = known;
    }
    return known;
  }
}
