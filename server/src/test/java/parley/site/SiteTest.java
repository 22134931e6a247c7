package parley.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.Answer;
import parley.testkit.TestServer;

/**
 * The documentation in its three forms: files of the source, pages of a server, files of a folder.
 * In each of them every link leads to something, anchors included.
 */
class SiteTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
  private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");
  private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
  private static final Pattern PICTURE = Pattern.compile("<img src=\"/docs/pictures/([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\n]*`");
  private static final Pattern ELSEWHERE = Pattern.compile("(?:https?|data|mailto):.*");

  @RegisterExtension final TestServer server = TestServer.onSqlite();

  @TempDir Path folder;

  private static List<Path> documents(String place) throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve(place))) {
      return files.filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  private static Set<String> found(Pattern pattern, String text) {
    var found = new HashSet<String>();
    pattern.matcher(text).results().forEach(one -> found.add(one.group(1)));
    return found;
  }

  private Answer page(String address) {
    return server.anonymous().with("Accept", "text/html").get(address).is(200);
  }

  @Test
  void everyDocumentIsInTheTableOfContents() throws IOException {
    var listed = TableOfContents.read().pages().stream().map(page -> ROOT.resolve(page.file()));
    assertThat(listed).containsAll(documents("docs")).doesNotHaveDuplicates();
  }

  @Test
  void everyLinkOfTheSourceLeadsToAFileAndAHeadingInIt() throws IOException {
    var broken = new ArrayList<String>();
    for (var place : List.of(".", "docs", "decisions", "bench")) {
      for (var document : documents(place)) {
        var text = CODE.matcher(Files.readString(document)).replaceAll("");
        found(LINK, text).stream()
            .filter(link -> !ELSEWHERE.matcher(link).matches())
            .filter(link -> !leadsSomewhere(document, link))
            .forEach(link -> broken.add(ROOT.relativize(document) + ": " + link));
      }
    }
    assertThat(broken).isEmpty();
  }

  private static boolean leadsSomewhere(Path document, String link) {
    var target = RelativePath.of(ROOT.relativize(document).toString(), link);
    var file = ROOT.resolve(target.path());
    return Files.exists(file)
        && (target.anchor().isEmpty() || anchors(file).contains(target.anchor().substring(1)));
  }

  private static Set<String> anchors(Path file) {
    try {
      var contents = new TableOfContents(List.of());
      var links = new MarkdownLinks("x.md", contents, new SiteAddresses.OnDisk());
      return found(ID, Markdown.word(Files.readString(file), links).html());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everyLinkOfAServersPagesAnswersAndHasItsAnchor() {
    var pages = TableOfContents.read().pages();
    assertThat(pages).hasSizeGreaterThan(10);
    for (var one : pages) {
      var address = new SiteAddresses.Served().page(one);
      for (var link : found(ADDRESS, page(address).body())) {
        if (!ELSEWHERE.matcher(link).matches()) {
          var hash = link.indexOf('#');
          var target = hash < 0 ? link : link.substring(0, hash);
          var body = page(target.isEmpty() ? address : target).body();
          if (hash >= 0) {
            assertThat(found(ID, body))
                .as(address + ": " + link)
                .contains(link.substring(hash + 1));
          }
        }
      }
    }
  }

  @Test
  void everyLinkOfTheFilesOfAFolderLeadsToOneOfThemAndHasItsAnchor() throws IOException {
    var written = StaticSite.write(folder.resolve("site"));
    for (var file : written) {
      if (file.toString().endsWith(".html")) {
        for (var link : found(ADDRESS, Files.readString(file))) {
          if (!ELSEWHERE.matcher(link).matches()) {
            var hash = link.indexOf('#');
            var target = hash < 0 ? link : link.substring(0, hash);
            var leadsTo = target.isEmpty() ? file : file.resolveSibling(target);
            assertThat(written).as(file + ": " + link).contains(leadsTo);
            if (hash >= 0) {
              assertThat(found(ID, Files.readString(leadsTo))).contains(link.substring(hash + 1));
            }
          }
        }
      }
    }
  }

  @Test
  void everyPictureIsShownByAPageAndHasWordsForWhoDoesNotSeeIt() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("docs/pictures"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(SiteAddresses.PICTURES);
    }
    var shown = new HashSet<String>();
    for (var one : TableOfContents.read().pages()) {
      var body = page(new SiteAddresses.Served().page(one)).body();
      assertThat(body).as(one.name()).doesNotContain("alt=\"\"");
      shown.addAll(found(PICTURE, body));
    }
    assertThat(shown).containsExactlyInAnyOrderElementsOf(SiteAddresses.PICTURES);
    for (var picture : shown) {
      assertThat(page("/docs/pictures/" + picture).header("Content-Type")).isEqualTo("image/png");
    }
  }

  @Test
  void whatTheSearchFindsIsThereOnAServerAndInAFolder() throws IOException {
    var index = page("/docs/site/index.js");
    assertThat(index.header("Content-Type")).isEqualTo("text/javascript;charset=utf-8");
    assertThat(index.body()).startsWith("parleySearch([{").contains("/docs/webhooks#receive");
    StaticSite.write(folder);
    assertThat(folder.resolve("index.js")).content().contains("\"webhooks.html#receive\"");
  }

  @Test
  void theTextOfEachPageIsShownWhereItStandsInTheSource() throws IOException {
    for (var document : documents("docs")) {
      var text = page("/docs/" + document.getFileName());
      assertThat(text.header("Content-Type")).isEqualTo("text/plain;charset=utf-8");
      assertThat(text.body()).isEqualTo(Files.readString(document));
    }
    page("/docs/fixtures.schema.json");
  }

  @Test
  void whereNoPageIsABrowserIsShownTheWayToThoseThatAreThereAndAProgramTheError() {
    for (var none :
        List.of(
            "nothing",
            "nothing.md",
            "..%2FREADME.md",
            "site",
            "site/none.js",
            "recipes/nothing",
            "errors/1",
            "errors/50353/more",
            "a/b/c/d")) {
      server.anonymous().get("/docs/" + none).isProblem(404, 20404);
      var shown =
          server.anonymous().with("Accept", "text/html,*/*;q=0.8").get("/docs/" + none).is(404);
      assertThat(shown.body())
          .contains("<h1>No such page</h1>", "href=\"/docs/\"", "href=\"/docs/start\"")
          .contains("role=\"search\"")
          .doesNotContain("aria-current", "class=\"beside\"");
      assertThat(shown.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
      assertThat(shown.header("ETag")).isNull();
    }
  }

  @Test
  void aPageFetchesNothingFromElsewhereAndRunsNoScriptWithinIt() {
    var start = page("/docs/webhooks/");
    assertThat(start.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
    assertThat(start.requiredHeader("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "http", "*");
    assertThat(start.body()).doesNotContain("<script>", "style=", "onclick");
  }

  @Test
  void htmlInADocumentIsShownAsTextAndCommentsAreLeftOut() {
    var links = new MarkdownLinks("docs/x.md", TableOfContents.read(), new SiteAddresses.OnDisk());
    var text =
        """
        # <img src=x onerror=alert(1)>

        <!-- begin -->
        <script>alert(1)</script>

        `<b>` and [a link](javascript:alert(1)), [keys](keys.md), [away](../pom.xml).
        """;
    assertThat(Markdown.word(text, links).html())
        .doesNotContain("<img", "<script", "begin", "javascript:", "pom.xml")
        .contains(
            "&lt;script&gt;", "<code>&lt;b&gt;</code>", "<a href=\"keys.html\">keys</a>", "away");
  }
}
