package parley.site;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.site.TableOfContents.Entry;

/** Where pages lead to one another: on a running server, or as files of a folder. */
interface SiteAddresses {
  /** What a server shows that is no page, by its place in the source, and where. */
  Map<String, String> FILES =
      Map.of(
          "docs/fixtures.schema.json",
          "/docs/fixtures.schema.json",
          "docs/openapi.json",
          "/openapi.json");

  /** What pages show besides words, in {@link #PICTURES_FOLDER}. */
  List<String> PICTURES = List.of("chat.png", "console.png", "inbox.png");

  /** Where pictures are in the source, and on a server too. */
  String PICTURES_FOLDER = "docs/pictures/";

  /** The address of a page. */
  String page(Entry page);

  /** The address of a file in {@link #FILES}, or of a picture. */
  String file(String shown);

  /** The address of a style or script. */
  String part(String file);

  /** The address that a file of the source is shown at; null where it is not shown. */
  default @Nullable String fileOfSource(String path) {
    if (path.startsWith(PICTURES_FOLDER)) {
      return file("/" + path);
    }
    var shown = FILES.get(path);
    return shown == null || !Sources.has(path) ? null : file(shown);
  }

  /** On a server, which is at the root of its address (behind a proxy too: see --public-url). */
  record Served() implements SiteAddresses {
    @Override
    public String page(Entry page) {
      return Documentation.PATH + (page.name().isEmpty() ? "/" : "/" + page.name());
    }

    @Override
    public String file(String shown) {
      return shown;
    }

    @Override
    public String part(String file) {
      return Documentation.PATH + "/site/" + file;
    }
  }

  /** Beside one another in a folder, which can be anywhere. */
  record OnDisk() implements SiteAddresses {
    @Override
    public String page(Entry page) {
      return page.name().isEmpty() ? "index.html" : page.name() + ".html";
    }

    @Override
    public String file(String shown) {
      return shown.substring(shown.lastIndexOf('/') + 1);
    }

    @Override
    public String part(String file) {
      return file;
    }
  }
}
