package parley.http;

import java.util.Arrays;
import parley.problem.Code;

/** Says what an error's number means: where {@code more_info} leads (docs/behaviour.md 1.9). */
public final class ErrorPages implements Resource {
  static final String PATH = "/docs/errors/";

  @Override
  public void routes(Routes routes) {
    routes.inPublic(PATH + "{Code}", at -> at.get("", this::explain));
  }

  private Reply explain(Call call) {
    var code =
        Arrays.stream(Code.values())
            .filter(one -> Integer.toString(one.number()).equals(call.path("Code")))
            .findFirst()
            .orElseThrow(call::notFound);
    return Reply.ok(
        json ->
            json.number("code", code.number())
                .text("message", code.text())
                .number("status", code.status()));
  }
}
