package parley.http;

import java.util.Map;
import parley.problem.Code;
import parley.problem.Problem;

/** The API's error body: four keys, and details where there are any (rest-behaviour.md 1.9). */
final class Failure {
  private static final String RETRY_AFTER_SECONDS = "2";

  private Failure() {}

  static Reply reply(Problem problem, String base) {
    var code = problem.code();
    var body = Body.json(json -> write(json, problem, base));
    return new Reply(code.status(), body, headers(code));
  }

  private static Map<String, String> headers(Code code) {
    return switch (code) {
      case UNAUTHENTICATED -> Map.of("WWW-Authenticate", "Basic realm=\"Parley\"");
      case UNAVAILABLE -> Map.of("Retry-After", RETRY_AFTER_SECONDS);
      default -> Map.of();
    };
  }

  private static void write(Json json, Problem problem, String base) {
    var code = problem.code();
    json.number("code", code.number());
    json.text("message", problem.getMessage());
    json.text("more_info", base + ErrorPages.PATH + code.number());
    json.number("status", code.status());
    if (!problem.details().isEmpty()) {
      json.object("details", details -> problem.details().forEach(details::text));
    }
  }
}
