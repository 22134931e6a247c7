package parley.realtime;

import java.util.List;
import parley.access.Actor;
import parley.access.Operation;
import parley.http.Call;
import parley.http.Json;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.problem.Limits;
import parley.realtime.SyncObject.Kind;
import parley.user.User;
import parley.user.Users;

/** What a client asks first: who it is, what there is to open, where to go on. */
final class ClientConfigurationResource implements Resource {
  private static final long MIB = 1 << 20;
  private static final String INTERVAL = "PT5S";
  private static final int USERS_HEARD = 100;
  private static final List<String> TEXT_TYPES = List.of("text/plain", "text/html");

  private final Users users;
  private final Limits limits;

  ClientConfigurationResource(Users users, Limits limits) {
    this.users = users;
    this.limits = limits;
  }

  @Override
  public void routes(Routes routes) {
    routes.inAccount("/Configuration", at -> at.get("", Operation.CONNECT, this::fetch));
    routes.inAccount("/ContentTemplates", at -> at.get("", Operation.CONNECT, this::templates));
  }

  private Reply fetch(Call call) {
    var me = (Actor.OfUser) call.caller().actor();
    var user = users.find(me.serviceSid(), me.identity()).orElseThrow(call::notFound);
    return Reply.ok(
        json -> {
          json.text("identity", user.identity());
          json.text("url", call.publicLink(ClientLinks.BASE + "/Configuration"));
          json.object("options", options -> writeOptions(options, user));
          json.object(
              "sync_objects",
              objects ->
                  objects
                      .text("my_conversations", Kind.MEMBERSHIPS.of(user.sid()).sid())
                      .text("my_user_info", Kind.PROFILE.of(user.sid()).sid()));
          json.object("links", links -> writeLinks(links, call, user));
        });
  }

  private void writeOptions(Json json, User user) {
    json.text("consumption_report_interval", INTERVAL);
    json.text("http_cache_interval", INTERVAL);
    json.number("user_infos_to_subscribe", USERS_HEARD);
    json.flag("reachability_enabled", user.reachability() != null);
    json.number("my_conversations_page_size", ItemsAsked.PAGE_SIZE);
    json.number("media_attachments_count_limit", limits.mediaPerMessage());
    json.number("media_attachment_size_limit_in_mb", Math.max(1, limits.mediaBytes() / MIB));
    json.number(
        "media_attachments_total_size_limit_in_mb",
        Math.max(1, limits.mediaPerMessage() * (limits.mediaBytes() / MIB)));
    json.texts("email_bodies_allowed_mime_types", TEXT_TYPES);
    json.texts("email_histories_allowed_mime_types", TEXT_TYPES);
  }

  private static void writeLinks(Json json, Call call, User user) {
    var service = ClientLinks.service(call);
    var me = ClientLinks.user(call, user.identity());
    json.text("my_conversations", me + "/Conversations");
    json.text("conversations", service + "/Conversations");
    json.text("users", service + "/Users");
    json.text("current_user", me);
    json.text("typing", service + "/Typing");
    json.text("media_service", ClientLinks.media(call));
    json.text("media_set_service", ClientLinks.media(call) + "Set");
    json.text("messages_receipts", service + "/Conversations/%s/Messages/%s/Receipts");
  }

  /** There is no store of templates: whoever has some sends their SIDs. */
  private Reply templates(Call call) {
    return Reply.ok(
        json -> {
          json.texts("templates", List.of());
          json.object("meta", meta -> meta.text("previous_token", null).text("next_token", null));
        });
  }
}
