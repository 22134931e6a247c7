package parley.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import parley.problem.Code;

/**
 * Files of a page of ours, as they are in the program. The policy they are sent with lets the page
 * fetch nothing from elsewhere, run no script but these, and be shown in nobody's frame. Each is
 * read once, and kept with its compressed form.
 */
public final class PageFiles {
  private static final String UTF_8 = ";charset=utf-8";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html" + UTF_8,
          "css", "text/css" + UTF_8,
          "js", "text/javascript" + UTF_8,
          "png", "image/png");

  private static final Pattern PART = Pattern.compile("[a-z-]+\\.(css|js)");

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
          + " media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private final String folder;
  private final Map<String, Body> kept = new ConcurrentHashMap<>();

  /**
   * Those of a folder.
   *
   * @param folder where they are, as a resource
   */
  public PageFiles(String folder) {
    this.folder = folder;
  }

  /**
   * A style or script of the page, by the name in the path ({@code {File}}); nothing else of the
   * folder is shown so.
   */
  public Reply part(Call call) {
    var file = call.path("File");
    if (!PART.matcher(file).matches()) {
      throw call.notFound();
    }
    return changing(call, file);
  }

  /** A file that browsers ask for again each time they need it. */
  public Reply changing(Call call, String file) {
    return answer(call, file, "no-cache");
  }

  /** A file that never changes: its address bears its version. */
  public Reply lasting(Call call, String file) {
    return answer(call, file, "public, max-age=31536000, immutable");
  }

  private Reply answer(Call call, String file, String caching) {
    var body = kept.computeIfAbsent(file, name -> read(call, name));
    var type = TYPES.getOrDefault(file.substring(file.lastIndexOf('.') + 1), "text/plain" + UTF_8);
    return answer(call, body, type, caching);
  }

  /**
   * A part that is made when it is first asked for, and kept as the files are, under the same
   * policy; browsers ask for it again each time.
   *
   * @param name of none of the files
   * @param type of a text
   */
  public Reply made(Call call, String name, String type, Supplier<String> text) {
    return answer(call, made(name, text), type + UTF_8, "no-cache");
  }

  /**
   * As {@link #made(Call, String, String, Supplier)}, but says that what was asked is not there.
   */
  public Reply missing(String name, String type, Supplier<String> text) {
    return new Reply(Code.NOT_FOUND.status(), made(name, text), headers(type + UTF_8, "no-cache"));
  }

  private Body made(String name, Supplier<String> text) {
    return kept.computeIfAbsent(name, key -> Body.of(text.get().getBytes(StandardCharsets.UTF_8)));
  }

  private static Reply answer(Call call, Body body, String type, String caching) {
    return Reply.unlessKnown(call, body, headers(type, caching));
  }

  private static Map<String, String> headers(String type, String caching) {
    return Map.of(
        "Content-Type",
        type,
        "Content-Security-Policy",
        POLICY,
        "X-Content-Type-Options",
        "nosniff",
        "Referrer-Policy",
        "no-referrer",
        "Cache-Control",
        caching);
  }

  private Body read(Call call, String file) {
    try (var in = PageFiles.class.getResourceAsStream(folder + file)) {
      if (in == null) {
        throw call.notFound();
      }
      return Body.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
