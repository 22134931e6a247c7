package parley.console;

import java.util.Objects;
import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.problem.Code;

/** The last requests, over REST (docs/console.md); ours. */
public final class RequestLogResource implements Resource {
  static final String PATH = "/parley/v1/Requests";

  private final RequestLog log;

  public RequestLogResource(RequestLog log) {
    this.log = log;
  }

  @Override
  public void routes(Routes routes) {
    routes.inParley("/Requests", at -> at.get("", this::list));
  }

  private Reply list(Call call) {
    var after = call.query().field("After").number(0, Long.MAX_VALUE, Code.BAD_PARAMETER);
    var found = log.after(Objects.requireNonNullElse(after, 0L));
    return Reply.ok(json -> json.objects("requests", found, (one, entry) -> entry.write(one)))
        .unstored();
  }
}
