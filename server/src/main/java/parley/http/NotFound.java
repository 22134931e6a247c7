package parley.http;

import parley.problem.Code;
import parley.problem.Problem;

/** The API's own words for a path that leads nowhere; it is told without its version. */
final class NotFound {
  private NotFound() {}

  static Problem at(String path) {
    var shown = path.startsWith("/v1/") ? path.substring("/v1".length()) : path;
    return Code.NOT_FOUND.worded("The requested resource " + shown + " was not found");
  }
}
