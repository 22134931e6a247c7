package parley.realtime;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.access.Actor;
import parley.access.Operation;
import parley.http.Body;
import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.realtime.SyncObject.Kind;
import parley.storage.News;
import parley.storage.StorageFailure;
import parley.user.User;

/** That somebody is writing: nothing is kept of it, and it is told to whoever is connected. */
final class Typing implements Resource, News.Listener {
  static final String TOPIC = "typing";

  private static final Logger LOG = LoggerFactory.getLogger(Typing.class);

  /** How long others take somebody to be writing who does not say so again. */
  private static final int SECONDS = 5;

  private final News news;
  private final Hub hub;
  private final RealtimeDeeds deeds;

  Typing(RealtimeDeeds deeds, News news, Hub hub) {
    this.deeds = deeds;
    this.news = news;
    this.hub = hub;
  }

  @Override
  public void routes(Routes routes) {
    routes.inNamedService("/Typing", at -> at.post("", Operation.TYPE, this::create));
  }

  /** Told on by SIDs: names have blanks, and may be longer than news. */
  private Reply create(Call call) {
    var me = (Actor.OfUser) call.caller().actor();
    var name = call.form().field("ChannelSid").textOr("");
    var conversation =
        deeds.conversations().find(me.serviceSid(), name).orElseThrow(call::notFound);
    var user = deeds.users().find(me.serviceSid(), me.identity()).orElseThrow(call::notFound);
    news.tell(TOPIC, conversation.sid() + " " + user.sid());
    return Reply.ok(json -> json.number("typing_timeout", SECONDS));
  }

  /**
   * Told to all who have opened the roster, on whichever server, but to no device of the writer.
   */
  @Override
  public void hear(String key) {
    var parts = key.split(" ", 2);
    var listeners = hub.listeners(Kind.PARTICIPANTS.of(parts[0]));
    if (!listeners.isEmpty()) {
      // Not here, where the database may not be asked.
      Thread.startVirtualThread(() -> tell(parts[0], parts[1], listeners));
    }
  }

  private void tell(String conversation, String userSid, List<ClientConnection> listeners) {
    try {
      deeds
          .database()
          .read(tx -> deeds.users().findAll(tx, List.of(userSid)))
          .forEach(user -> tell(conversation, user, listeners));
    } catch (StorageFailure e) {
      LOG.debug("nobody is told who writes: {}", e.getMessage());
    }
  }

  private static void tell(String conversation, User user, List<ClientConnection> listeners) {
    var frame =
        SyncWords.notification(
            "twilio.ipmsg.typing_indicator",
            "typing." + conversation,
            Body.json(
                    json ->
                        json.text("channel_sid", conversation)
                            .text("identity", user.identity())
                            .number("typing_timeout", SECONDS + 1))
                .plain());
    for (var client : listeners) {
      if (!client.identity().equals(user.identity())) {
        client.tell(frame);
      }
    }
  }

  @Override
  public void missed() {}
}
