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
  private static final PageFiles PICTURES =
      new PageFiles("/parley/" + SiteAddresses.PICTURES_FOLDER);
  private static final Set<String> PARTS = Set.of("style.css", "search.js");
  private static final Set<String> TEXTS = Set.of("docs/fixtures.schema.json");

  /** A name that no page has, for each is in lower case. */
  private static final String MISSING = "MISSING";

  private volatile @Nullable TableOfContents contents;

  @Override
  public void routes(Routes routes) {
    routes.inPublic(
        PATH,
        at ->
            at.get("", call -> page(call, ""))
                .get("/{Page}", this::document)
                .get("/site/{File}", this::part)
                .get("/pictures/{File}", this::picture)
                .get("/...", this::missing));
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
    return contents()
        .named(name)
        .map(page -> FILES.made(call, page.name(), "text/html", () -> pages().html(page)))
        .orElseGet(() -> missing(call));
  }

  /**
   * What is answered where nothing is: a page to a browser, with the way to those that are there.
   *
   * @throws parley.problem.Problem 20404 for whoever did not ask for a page
   */
  Reply missing(Call call) {
    if (!HtmlPage.isAskedFor(call)) {
      throw call.notFound();
    }
    return FILES.missing(MISSING, "text/html", () -> pages().missing());
  }

  private Reply part(Call call) {
    var file = call.path("File");
    if (file.equals("index.js")) {
      return FILES.made(call, file, "text/javascript", () -> pages().index());
    }
    if (!PARTS.contains(file)) {
      return missing(call);
    }
    return FILES.changing(call, file);
  }

  private Reply picture(Call call) {
    var file = call.path("File");
    return SiteAddresses.PICTURES.contains(file) ? PICTURES.changing(call, file) : missing(call);
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
