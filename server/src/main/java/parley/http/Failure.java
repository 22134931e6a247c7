package parley.http;

import java.util.Map;
import parley.problem.Code;
import parley.problem.Problem;

/** The API's error body: four keys, and details where there are any (rest-behaviour.md 1.9). */
final class Failure {
  private Failure() {}

  static Reply reply(Problem problem, String base) {
    var code = problem.code();
    var body = Body.json(json -> write(json, problem, base));
    var headers =
        code == Code.UNAUTHENTICATED
            ? Map.of("WWW-Authenticate", "Basic realm=\"Parley\"")
            : Map.<String, String>of();
    return new Reply(code.status(), body, headers);
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
