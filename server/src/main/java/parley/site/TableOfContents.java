package parley.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The pages of the documentation in their order: those that {@code docs/README.md} lists, itself
 * first. It is the one place where a page is named, for whoever reads the source as well.
 *
 * @param pages what it lists
 */
record TableOfContents(List<Entry> pages) {
  static final String FILE = "docs/README.md";

  private static final Pattern LINE =
      Pattern.compile(
          "(?m)^(?:## (?<group>.+)|- \\[(?<title>[^]]+)]\\((?<file>[^)#:]+\\.md)\\).*)$");

  /**
   * A page.
   *
   * @param file where its text is in the source, from the root on
   * @param name what its address ends with; empty for the table of contents itself
   * @param title what it is called
   * @param group under which heading it is listed; empty for the table itself
   */
  record Entry(String file, String name, String title, String group) {}

  static TableOfContents read() {
    return of(Sources.text(FILE));
  }

  static TableOfContents of(String text) {
    var pages = new ArrayList<Entry>();
    pages.add(new Entry(FILE, "", "Documentation", ""));
    var group = "";
    for (var line = LINE.matcher(text); line.find(); ) {
      if (line.group("group") != null) {
        group = line.group("group");
      } else {
        var file = RelativePath.resolve(FILE, line.group("file"));
        pages.add(new Entry(file, name(file), line.group("title"), group));
      }
    }
    return new TableOfContents(List.copyOf(pages));
  }

  private static String name(String file) {
    return file.replaceFirst(".*/", "").replaceFirst("\\.md$", "").toLowerCase(Locale.ROOT);
  }

  /** The page whose address ends so. */
  Optional<Entry> named(String name) {
    return pages.stream().filter(page -> page.name().equals(name)).findFirst();
  }

  /** The page whose text is there. */
  Optional<Entry> of(RelativePath file) {
    return pages.stream().filter(page -> page.file().equals(file.path())).findFirst();
  }

  /** The page that comes some places later; a negative number means earlier. */
  Optional<Entry> beside(Entry page, int places) {
    var index = pages.indexOf(page) + places;
    return index < 0 || index >= pages.size() ? Optional.empty() : Optional.of(pages.get(index));
  }
}
