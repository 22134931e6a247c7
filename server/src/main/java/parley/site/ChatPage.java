package parley.site;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private static final List<String> FILES =
      List.of(
          "/page.css",
          "/pane.css",
          "/list.css",
          "/thread.css",
          "/main.js",
          "/session.js",
          "/pane.js",
          "/names.js",
          "/list.js",
          "/row.js",
          "/thread.js",
          "/bubble.js",
          "/picture.js",
          "/composer.js",
          "/shell.js",
          "/dom.js",
          "/time.js");

  private static final List<String> SDK_FILES =
      List.of("/twilio-conversations.min.js", "/LICENSE", "/NOTICE.txt");

  private static final Map<String, String> TYPES =
      Map.of("html", "text/html", "css", "text/css", "js", "text/javascript");

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  @Override
  public void routes(Routes routes) {
    route(routes, PATH, "/index.html", "no-cache");
    for (var file : FILES) {
      route(routes, PATH + file, file, "no-cache");
    }
    for (var file : SDK_FILES) {
      route(routes, PATH + SDK + file, "/sdk" + file, "public, max-age=31536000, immutable");
    }
  }

  private static void route(Routes routes, String path, String file, String caching) {
    var headers = new HashMap<String, String>();
    headers.put("Content-Type", type(file) + ";charset=utf-8");
    headers.put("Content-Security-Policy", POLICY);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cache-Control", caching);
    routes.inPublic(path, at -> at.get("", call -> answer(call, file, headers)));
  }

  private static String type(String file) {
    return TYPES.getOrDefault(file.substring(file.lastIndexOf('.') + 1), "text/plain");
  }

  private static Reply answer(Call call, String file, Map<String, String> headers) {
    var bytes = read(file);
    return Reply.file(
        call,
        bytes.length,
        headers,
        from -> new ByteArrayInputStream(bytes, (int) from, bytes.length - (int) from));
  }

  private static byte[] read(String file) {
    try (var in = ChatPage.class.getResourceAsStream("/parley/chat" + file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
