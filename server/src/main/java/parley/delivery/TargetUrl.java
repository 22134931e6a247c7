package parley.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The URL of a target, taken apart: what may be shown, and the credentials, which may not.
 *
 * @param shown the URL without its credentials
 * @param credentials what stands before the {@code @}; null without
 */
record TargetUrl(String shown, @Nullable String credentials) {
  private static final int KEY_BYTES = 8;

  /** Takes a URL apart that was checked when it was configured. */
  static TargetUrl of(String url) {
    var begin = url.indexOf("://") + "://".length();
    var end = endOfAuthority(url, begin);
    var at = url.lastIndexOf('@', end - 1);
    return at < begin
        ? new TargetUrl(url, null)
        : new TargetUrl(url.substring(0, begin) + url.substring(at + 1), url.substring(begin, at));
  }

  private static int endOfAuthority(String url, int begin) {
    for (var i = begin; i < url.length(); i++) {
      if ("/?#\\".indexOf(url.charAt(i)) >= 0) {
        return i;
      }
    }
    return url.length();
  }

  /** The URL as it is called. */
  String whole() {
    var begin = shown.indexOf("://") + "://".length();
    return credentials == null
        ? shown
        : shown.substring(0, begin) + credentials + "@" + shown.substring(begin);
  }

  /**
   * What names the target: of one host, each path answers or fails for itself, whatever the query.
   */
  String key() {
    var end = shown.indexOf('?') < 0 ? shown.length() : shown.indexOf('?');
    try {
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest(shown.substring(0, end).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
