package parley.http;

import org.jspecify.annotations.Nullable;

/** Compares entity tags, weakly: a page is the same whether it was compressed or not (RFC 9110). */
final class EntityTags {
  private EntityTags() {}

  /** Whether an If-None-Match header names this tag. */
  static boolean match(@Nullable String header, String tag) {
    if (header == null) {
      return false;
    }
    for (var given : header.split(",", -1)) {
      if (given.strip().equals("*") || opaque(given.strip()).equals(opaque(tag))) {
        return true;
      }
    }
    return false;
  }

  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }
}
