package parley.realtime;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import parley.http.Call;

/** The links by which clients go on, below the paths that only they use. */
final class ClientLinks {
  /** What all paths of clients begin with. */
  static final String BASE = "/Client/v2";

  private ClientLinks() {}

  static String service(Call call) {
    return call.publicLink(BASE + "/Services/" + call.service());
  }

  static String conversation(Call call, String sid) {
    return service(call) + "/Conversations/" + sid;
  }

  static String user(Call call, String identity) {
    return service(call)
        + "/Users/"
        + URLEncoder.encode(identity, StandardCharsets.UTF_8).replace("+", "%20");
  }

  static String media(Call call) {
    return call.publicLink("/v1/Services/" + call.service() + "/Media");
  }
}
