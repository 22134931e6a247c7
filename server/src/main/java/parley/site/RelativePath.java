package parley.site;

import java.net.URI;

/**
 * Where a link of a document leads within the source.
 *
 * @param path from the root of the source on, without a slash before it
 * @param anchor what follows it, with the number sign; else empty
 */
record RelativePath(String path, String anchor) {
  /** What a link of a file means. */
  static RelativePath of(String file, String link) {
    var hash = link.indexOf('#');
    var path = hash < 0 ? link : link.substring(0, hash);
    var anchor = hash < 0 ? "" : link.substring(hash);
    return new RelativePath(path.isEmpty() ? file : resolve(file, path), anchor);
  }

  static String resolve(String file, String path) {
    return URI.create("/" + file).resolve(path).getPath().substring(1);
  }
}
