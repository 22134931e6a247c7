package parley.realtime;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import parley.access.Actor;
import parley.access.Operation;
import parley.http.Body;
import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.realtime.SyncObject.Kind;
import parley.storage.News;

/** That somebody is writing: nothing is kept of it, and it is told to whoever is connected. */
final class Typing implements Resource, News.Listener {
  static final String TOPIC = "typing";

  /** How long others take somebody to be writing who does not say so again. */
  private static final int SECONDS = 5;

  private final News news;
  private final Hub hub;

  Typing(News news, Hub hub) {
    this.news = news;
    this.hub = hub;
  }

  @Override
  public void routes(Routes routes) {
    routes.inNamedService("/Typing", at -> at.post("", Operation.TYPE, this::create));
  }

  private Reply create(Call call) {
    var me = (Actor.OfUser) call.caller().actor();
    var conversation = call.form().field("ChannelSid").textOr("");
    var identity = URLEncoder.encode(me.identity(), StandardCharsets.UTF_8);
    news.tell(TOPIC, conversation + " " + identity);
    return Reply.ok(json -> json.number("typing_timeout", SECONDS));
  }

  /**
   * Told to all who have opened the roster, on whichever server, but to no device of the writer.
   */
  @Override
  public void hear(String key) {
    var parts = key.split(" ", 2);
    var identity = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
    var frame =
        SyncWords.notification(
            "twilio.ipmsg.typing_indicator",
            "typing." + parts[0],
            Body.json(
                    json ->
                        json.text("channel_sid", parts[0])
                            .text("identity", identity)
                            .number("typing_timeout", SECONDS + 1))
                .plain());
    for (var client : hub.listeners(Kind.PARTICIPANTS.of(parts[0]))) {
      if (!client.identity().equals(identity)) {
        client.tell(frame);
      }
    }
  }

  @Override
  public void missed() {}
}
