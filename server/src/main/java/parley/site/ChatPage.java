package parley.site;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;

/**
 * The page on which two people chat through the official JavaScript client: its files, as they are
 * in the source (decision 30). All of it is served from here, and the policy it is sent with lets
 * it fetch nothing from elsewhere, run no script but these, and be shown in nobody's frame.
 */
public final class ChatPage implements Resource {
  /** Where it is. */
  public static final String PATH = "/demo";

  /** The version of the client is part of its address, so that browsers may keep it. */
  private static final String SDK = "/sdk/3.0.1";

  private static final Pattern FILE = Pattern.compile("[a-z]+\\.(css|js)");

  private static final Set<String> SDK_FILES =
      Set.of("twilio-conversations.min.js", "LICENSE", "NOTICE.txt");

  private static final Map<String, String> TYPES =
      Map.of("html", "text/html", "css", "text/css", "js", "text/javascript");

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  @Override
  public void routes(Routes routes) {
    routes.inPublic(
        PATH,
        at ->
            at.get("", call -> answer(call, "index.html", "no-cache"))
                .get("/{File}", ChatPage::file)
                .get(SDK + "/{File}", ChatPage::sdkFile));
  }

  private static Reply file(Call call) {
    var file = call.path("File");
    if (!FILE.matcher(file).matches()) {
      throw call.notFound();
    }
    return answer(call, file, "no-cache");
  }

  private static Reply sdkFile(Call call) {
    var file = call.path("File");
    if (!SDK_FILES.contains(file)) {
      throw call.notFound();
    }
    return answer(call, "sdk/" + file, "public, max-age=31536000, immutable");
  }

  private static Reply answer(Call call, String file, String caching) {
    var bytes = read(call, file);
    var headers =
        Map.of(
            "Content-Type",
            TYPES.getOrDefault(file.substring(file.lastIndexOf('.') + 1), "text/plain")
                + ";charset=utf-8",
            "Content-Security-Policy",
            POLICY,
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            caching);
    return Reply.file(
        call,
        bytes.length,
        headers,
        from -> new ByteArrayInputStream(bytes, (int) from, bytes.length - (int) from));
  }

  private static byte[] read(Call call, String file) {
    try (var in = ChatPage.class.getResourceAsStream("/parley/chat/" + file)) {
      if (in == null) {
        throw call.notFound();
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
