package parley.delivery;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
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
 * @param key what names the target: of one host, each path answers or fails for itself, whatever
 *     the query
 */
record TargetUrl(String shown, @Nullable String credentials, String key) {
  private static final int KEY_BYTES = 8;
  private static final int KNOWN_MAX = 1_000;

  /** The same few are told of again and again. */
  private static final LoadingCache<String, TargetUrl> KNOWN =
      Caffeine.newBuilder().maximumSize(KNOWN_MAX).executor(Runnable::run).build(TargetUrl::parse);

  /** Takes a URL apart that was checked when it was configured. */
  static TargetUrl of(String url) {
    return KNOWN.get(url);
  }

  private static TargetUrl parse(String url) {
    var begin = url.indexOf("://") + "://".length();
    var end = endOfAuthority(url, begin);
    var at = url.lastIndexOf('@', end - 1);
    var shown = at < begin ? url : url.substring(0, begin) + url.substring(at + 1);
    return new TargetUrl(shown, at < begin ? null : url.substring(begin, at), key(shown));
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
  static String whole(String shown, @Nullable String credentials) {
    var begin = shown.indexOf("://") + "://".length();
    return credentials == null
        ? shown
        : shown.substring(0, begin) + credentials + "@" + shown.substring(begin);
  }

  private static String key(String shown) {
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
