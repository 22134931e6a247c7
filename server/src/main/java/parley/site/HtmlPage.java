package parley.site;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import parley.http.Call;
import parley.http.Reply;

/**
 * A page for a browser: plain HTML with one style, no script, nothing from elsewhere. The policy it
 * is sent with allows nothing else either.
 */
final class HtmlPage {
  private static final String STYLE =
      """
      body { max-width: 46rem; margin: 3rem auto; padding: 0 1rem; color: #222; background: #fff;
        font: 1rem/1.6 system-ui, sans-serif; }
      h1 { margin-bottom: 0; }
      h2 { margin-top: 2.5rem; font-size: 1.1rem; }
      pre { padding: .8rem 1rem; white-space: pre-wrap; overflow-wrap: anywhere;
        background: #f3f3f0; border-radius: .4rem; }
      code { font: .9rem/1.5 ui-monospace, monospace; }
      td, th { padding: .2rem 1.2rem .2rem 0; text-align: left; vertical-align: top; }
      a { color: #0b57d0; }
      .quiet { color: #666; }
      @media (prefers-color-scheme: dark) {
        body { color: #ddd; background: #1b1b1b; } pre { background: #2a2a2a; }
        a { color: #8ab4f8; } .quiet { color: #999; }
      }
      """;

  private static final Map<String, String> HTML =
      Map.of(
          "Content-Type",
          "text/html;charset=utf-8",
          "Content-Security-Policy",
          "default-src 'none'; style-src '%s'; img-src data:; base-uri 'none'; form-action 'none';"
                  .formatted(hash(STYLE))
              + " frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cache-Control",
          "no-cache");

  private static final Map<String, String> TEXT =
      Map.of(
          "Content-Type",
          "text/plain;charset=utf-8",
          "X-Content-Type-Options",
          "nosniff",
          "Cache-Control",
          "no-cache");

  private HtmlPage() {}

  /** Whether whoever asks wants a page, as browsers do, and not what programs read. */
  static boolean isAskedFor(Call call) {
    var accept = call.header("Accept");
    return accept != null && accept.contains("text/html");
  }

  /** A page of HTML; its texts must be {@link #safe}. The empty icon keeps browsers from asking. */
  static Reply html(Call call, String title, String body) {
    return file(
        call,
        HTML,
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="icon" href="data:,">
        <title>%s</title>
        <style>%s</style>
        </head>
        <body>
        %s</body>
        </html>
        """
            .formatted(safe(title), STYLE, body));
  }

  /** A text as it is. */
  static Reply text(Call call, String text) {
    return file(call, TEXT, text);
  }

  private static Reply file(Call call, Map<String, String> headers, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return Reply.file(
        call,
        bytes.length,
        headers,
        from -> new ByteArrayInputStream(bytes, (int) from, bytes.length - (int) from));
  }

  /** A text that can stand in HTML, also within quotes. */
  static String safe(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String hash(String style) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
