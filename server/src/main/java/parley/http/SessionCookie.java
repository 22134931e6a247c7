package parley.http;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The cookie that carries a session of the console (decision 32): no script reads it, and no
 * browser sends it for a page of elsewhere. Browsers do not tell apart the ports of a host, so its
 * name does.
 */
public final class SessionCookie {
  private static final String NAME = "parley-console-";

  private SessionCookie() {}

  /** The answer with which a browser keeps a session. */
  public static Reply set(Call call, String token, Duration life, Reply reply) {
    return answer(call, token, life.toSeconds(), reply);
  }

  /** The answer with which a browser forgets it. */
  public static Reply clear(Call call, Reply reply) {
    return answer(call, "", 0, reply);
  }

  private static Reply answer(Call call, String token, long seconds, Reply reply) {
    var base = call.publicLink("");
    var cookie =
        "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
            .formatted(name(base), token, seconds, base.startsWith("https:") ? "; Secure" : "");
    return reply.with("Set-Cookie", cookie).unstored();
  }

  /** The session that a call bears; null for none. */
  public static @Nullable String of(Call call) {
    return read(call.header("Cookie"), call.publicLink(""));
  }

  /**
   * Finds it in the header of a request.
   *
   * @param base what links begin with that this request is given
   */
  static @Nullable String read(@Nullable String cookies, String base) {
    var name = name(base) + "=";
    return cookies == null
        ? null
        : Arrays.stream(cookies.split(";", -1))
            .map(String::strip)
            .filter(cookie -> cookie.startsWith(name))
            .map(cookie -> cookie.substring(name.length()))
            .findFirst()
            .orElse(null);
  }

  private static String name(String base) {
    var port = base.replaceFirst(".*:(\\d*)$", "$1");
    return NAME + (port.equals(base) ? base.replaceFirst(":.*", "") : port);
  }
}
