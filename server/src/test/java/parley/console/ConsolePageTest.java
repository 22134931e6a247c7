package parley.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.Answer;
import parley.testkit.TestServer;

/** The files of the console, as they are served to anybody. */
class ConsolePageTest {
  private static final Path SOURCE = Path.of("src/main/resources/parley/console");
  private static final String LIBRARY = "/console/htm/3.1.1/";
  private static final Pattern IMPORT = Pattern.compile("(?m)from '(\\./[^']+)'");

  @RegisterExtension final TestServer server = TestServer.onSqlite();

  private Answer get(String path) {
    return server.anonymous().get(path);
  }

  private static List<Path> scripts() {
    try (var files = Files.list(SOURCE)) {
      return files.filter(file -> file.toString().endsWith(".js")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  @Test
  void thePageFetchesNothingFromElsewhereAndRunsNoScriptWithinIt() {
    var page = get("/console").is(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
    assertThat(page.requiredHeader("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "http", "*");
    assertThat(page.body())
        .contains("src=\"/console/main.js\"", "href=\"/console/style.css\"")
        .doesNotContain("//", "style=", "<script>");
  }

  @Test
  void everyScriptIsServedAndSoIsWhatItImports() throws IOException {
    assertThat(scripts()).hasSizeGreaterThan(20);
    for (var script : scripts()) {
      var served = get("/console/" + name(script)).is(200);
      assertThat(served.header("Content-Type")).isEqualTo("text/javascript;charset=utf-8");
      assertThat(served.header("X-Content-Type-Options")).isEqualTo("nosniff");
      IMPORT
          .matcher(Files.readString(script))
          .results()
          .forEach(one -> get("/console/" + one.group(1).substring(2)).is(200));
    }
    assertThat(get(LIBRARY + "standalone.module.js").requiredHeader("Cache-Control"))
        .contains("immutable");
  }

  @Test
  void theLicencesOfTheLibraryAreShownAndNothingElseIs() {
    assertThat(get(LIBRARY + "LICENSE-htm").is(200).body()).contains("Apache License");
    assertThat(get(LIBRARY + "LICENSE-preact").is(200).body()).contains("The MIT License");
    for (var path :
        List.of(
            "/console/index.html",
            "/console/none.js",
            "/console/..%2Fchat%2Fdom.js",
            "/console/LICENSE-preact",
            LIBRARY + "package.json",
            LIBRARY + "..%2Fpackage.json")) {
      get(path).isProblem(404, 20404);
    }
  }

  @Test
  void noScriptMakesHtmlOfTextsOrNeedsMoreThanThePolicyAllows() throws IOException {
    for (var script : scripts()) {
      assertThat(Files.readString(script))
          .as(name(script))
          .doesNotContain("innerHTML", "outerHTML", "insertAdjacent", "dangerously", "eval(")
          .doesNotContain("document.write", "srcdoc", "javascript:");
    }
  }

  @Test
  void itsFilesComeCompressedToWhoeverTakesThemSo() throws IOException {
    var plain = get("/console/texts.js").is(200);
    assertThat(plain.header("Content-Encoding")).isNull();
    var packed =
        server.anonymous().with("Accept-Encoding", "gzip, br").get("/console/texts.js").is(200);
    assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(packed.header("Content-Type")).isEqualTo("text/javascript;charset=utf-8");
    assertThat(packed.requiredHeader("Vary")).contains("Accept-Encoding");
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.bytes()))) {
      assertThat(unpacked.readAllBytes()).isEqualTo(plain.bytes());
    }
  }

  @Test
  void whoHasAFileAlreadyIsToldSoWithTheSamePolicy() {
    for (var encoding : List.of("gzip", "identity")) {
      var asking = server.anonymous().with("Accept-Encoding", encoding);
      var first = asking.get("/console").is(200);
      var again =
          asking.with("If-None-Match", first.requiredHeader("ETag")).get("/console").is(304);
      assertThat(again.bytes()).isEmpty();
      for (var header : List.of("ETag", "Cache-Control", "Content-Security-Policy", "Vary")) {
        assertThat(again.header(header)).as(header).isEqualTo(first.header(header));
      }
      asking.with("If-None-Match", "W/\"other\"").get("/console").is(200);
    }
  }
}
