package parley.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file, as the header Range asks for it: players of sound and video do. Several ranges
 * at once, and a range outside the file, are answered with the whole file, which is allowed.
 */
record ByteRange(long first, long last) {
  private static final Pattern HEADER = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  static @Nullable ByteRange of(@Nullable String header, long size) {
    var match = HEADER.matcher(header == null ? "" : header.strip());
    if (!match.matches() || header == null) {
      return null;
    }
    var from = match.group(1);
    var to = match.group(2);
    if (from.isEmpty()) { // the last so many bytes
      var count = to.isEmpty() ? 0 : Long.parseLong(to);
      return count == 0 || size == 0 ? null : new ByteRange(Math.max(0, size - count), size - 1);
    }
    var first = Long.parseLong(from);
    var last = to.isEmpty() ? size - 1 : Math.min(Long.parseLong(to), size - 1);
    return first > last ? null : new ByteRange(first, last);
  }

  long length() {
    return last - first + 1;
  }

  String header(long size) {
    return "bytes " + first + "-" + last + "/" + size;
  }
}
