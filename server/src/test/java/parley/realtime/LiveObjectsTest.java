package parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.LiveClient;
import parley.testkit.TestServer;

/** Whoever may see something hears of what becomes of it, whichever way that came about. */
@ParameterizedClass
@EnumSource(Dialect.class)
class LiveObjectsTest {
  @RegisterExtension final TestServer server;

  LiveObjectsTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  private String conversationOf(String... identities) {
    var sid = server.post("/v1/Conversations", "FriendlyName", "one").sid();
    for (var identity : identities) {
      join(sid, identity);
    }
    return sid;
  }

  private String join(String conversation, String identity) {
    return server
        .post("/v1/Conversations/" + conversation + "/Participants", "Identity", identity)
        .is(201)
        .sid();
  }

  private void say(String conversation, String body) {
    server.post("/v1/Conversations/" + conversation + "/Messages", "Body", body).is(201);
  }

  private static String list(String conversation) {
    return "ES" + conversation.substring(2);
  }

  private static String roster(String conversation) {
    return "MP" + conversation.substring(2);
  }

  private static String document(String conversation) {
    return "ET" + conversation.substring(2);
  }

  private static long version(LiveClient client, String path) {
    var root = client.get("/v3/" + path);
    assertThat(root.status("http_status")).as(path).isEqualTo(200);
    return root.at("/last_event_id").asLong();
  }

  private static boolean isEstablished(LiveClient.Frame frame, String sid) {
    return frame.at("/event_type").asString().equals("subscription_established")
        && frame.at("/event/object_sid").asString().equals(sid);
  }

  private static Stream<String> bodies(LiveClient client) {
    return client.told().stream()
        .filter(frame -> frame.at("/event/item_data/text").isString())
        .map(frame -> frame.at("/event/item_data/text").asString());
  }

  @Test
  void aMessageSentOverRestReachesWhoHasOpenedTheList() {
    var sid = conversationOf("ann");
    try (var ann = server.live("ann")) {
      var version = version(ann, "Lists/" + sid + ".messages");
      ann.subscribe(Map.of(list(sid), version));
      ann.await("subscription_established");
      say(sid, "hello");
      var event = ann.await("list_item_added");
      assertThat(event.text("message_type")).isEqualTo("com.twilio.rtd.cds.list");
      assertThat(event.at("/event/item_index").asLong()).isZero();
      assertThat(event.at("/event/item_data/text").asString()).isEqualTo("hello");
      assertThat(event.at("/event/id").asLong()).isGreaterThan(version);
    }
  }

  @Test
  void whatHappenedBeforeASubscriptionIsToldBeforeItIsEstablishedAndInOrder() {
    var sid = conversationOf("ann");
    try (var ann = server.live("ann")) {
      var version = version(ann, "Lists/" + sid + ".messages");
      say(sid, "one");
      say(sid, "two");
      var second = server.get("/v1/Conversations/" + sid + "/Messages").column("sid").get(1);
      server.delete("/v1/Conversations/" + sid + "/Messages/" + second).is(204);
      say(sid, "three");
      ann.subscribe(Map.of(list(sid), version));
      ann.await("subscription_established");
      assertThat(ann.told().stream().map(frame -> frame.at("/event_type").asString()))
          .containsExactly(
              "list_item_added",
              "list_item_removed",
              "list_item_added",
              "subscription_established");
      assertThat(ann.told())
          .allSatisfy(frame -> assertThat(frame.at("/correlation_id").asLong()).isEqualTo(1795));
      assertThat(bodies(ann)).containsExactly("one", "three");
    }
  }

  @Test
  void aMessageThatWasKnownIsToldAsUpdatedAndOneThatWasNotAsAdded() {
    var sid = conversationOf("ann");
    say(sid, "known");
    try (var ann = server.live("ann")) {
      var version = version(ann, "Lists/" + sid + ".messages");
      say(sid, "new");
      for (var message : server.get("/v1/Conversations/" + sid + "/Messages").column("sid")) {
        server.post("/v1/Conversations/" + sid + "/Messages/" + message, "Body", "edited").is(200);
      }
      ann.subscribe(Map.of(list(sid), version));
      ann.await("subscription_established");
      assertThat(
              ann.told().stream()
                  .filter(frame -> frame.at("/event/item_index").isNumber())
                  .map(
                      frame ->
                          frame.at("/event/item_index").asLong()
                              + frame.at("/event_type").asString()))
          .containsExactlyInAnyOrder("0list_item_updated", "1list_item_added");
    }
  }

  @Test
  void whoIsAddedAndRemovedHearsThatFromTheListOfHisConversations() {
    try (var ann = server.live("ann")) {
      var map = ann.get("/Client/v2/Configuration").at("/sync_objects/my_conversations").asString();
      var root = ann.get("/v3/Maps/" + map);
      ann.subscribe(Map.of(root.at("/sid").asString(), root.at("/last_event_id").asLong()));
      ann.await("subscription_established");
      var sid = conversationOf();
      var participant = join(sid, "ann");
      assertThat(ann.await("map_item_added").at("/event/item_key").asString()).isEqualTo(sid);
      server.delete("/v1/Conversations/" + sid + "/Participants/" + participant).is(204);
      assertThat(ann.await("map_item_removed").at("/event/item_key").asString()).isEqualTo(sid);
    }
  }

  @Test
  void whoIsRemovedHearsNothingMoreOfTheConversation() {
    var sid = conversationOf("ann", "bob");
    var bob = server.get("/v1/Conversations/" + sid + "/Participants").column("sid").get(1);
    try (var ann = server.live("ann");
        var gone = server.live("bob")) {
      for (var client : List.of(ann, gone)) {
        var known = new HashMap<String, Long>();
        known.put(list(sid), version(client, "Lists/" + sid + ".messages"));
        known.put(roster(sid), version(client, "Maps/" + sid + ".roster"));
        known.put(document(sid), version(client, "Documents/" + sid + ".channel"));
        client.subscribe(known);
      }
      say(sid, "before");
      gone.await("list_item_added");
      server.delete("/v1/Conversations/" + sid + "/Participants/" + bob).is(204);
      say(sid, "after");
      ann.await(frame -> frame.at("/event/item_data/text").asString().equals("after"));
      assertThat(bodies(gone)).containsExactly("before");
      gone.subscribe(Map.of(list(sid), 0L));
      assertThat(gone.await("subscription_failed").at("/event/error/status").asInt())
          .isEqualTo(404);
      assertThat(gone.get("/v3/Lists/" + sid + ".messages").status("http_status")).isEqualTo(403);
    }
  }

  @Test
  void aConversationThatIsDeletedGoesFromTheListFirst() {
    var sid = conversationOf("ann");
    try (var ann = server.live("ann")) {
      var map = ann.get("/Client/v2/Configuration").at("/sync_objects/my_conversations").asString();
      var root = ann.get("/v3/Maps/" + map);
      var known = new HashMap<String, Long>();
      known.put(root.at("/sid").asString(), root.at("/last_event_id").asLong());
      known.put(document(sid), version(ann, "Documents/" + sid + ".channel"));
      ann.subscribe(known);
      ann.await(frame -> isEstablished(frame, document(sid)));
      ann.await(frame -> isEstablished(frame, root.at("/sid").asString()));
      server.delete("/v1/Conversations/" + sid).is(204);
      ann.await("document_removed");
      assertThat(
              ann.told().stream()
                  .map(frame -> frame.at("/event_type").asString())
                  .filter(type -> type.endsWith("removed")))
          .containsExactly("map_item_removed", "document_removed");
    }
  }

  @Test
  void whoSubscribesToWhatIsGoneHearsFirstThatItHasGoneFromHisList() {
    var sid = conversationOf("ann");
    try (var ann = server.live("ann")) {
      var map = ann.get("/Client/v2/Configuration").at("/sync_objects/my_conversations").asString();
      var root = ann.get("/v3/Maps/" + map);
      ann.subscribe(Map.of(root.at("/sid").asString(), root.at("/last_event_id").asLong()));
      ann.await("subscription_established");
      server.database().news().mute(); // no word of it comes before the subscription
      server.delete("/v1/Conversations/" + sid).is(204);
      ann.subscribe(Map.of(document(sid), 1L));
      ann.await("subscription_failed");
      assertThat(ann.told().stream().map(frame -> frame.at("/event_type").asString()))
          .endsWith("subscription_established", "map_item_removed", "subscription_failed");
    }
  }

  /** The rule is written twice, for speed; here both are held against each other. */
  @Test
  void whatAClientMayOpenIsWhatItMayReadOverRest() {
    var service = server.get("/v1/Configuration").text("default_chat_service_sid");
    var sid = server.as("maker", service).post("/v1/Services/" + service + "/Conversations").sid();
    join(sid, "member");
    server.as("stranger", service).get("/v1/Services/" + service + "/Users").is(200);
    var member = server.get("/v1/Users/member").sid();
    var conversation = "/v1/Services/" + service + "/Conversations/" + sid;
    var user = "/v1/Services/" + service + "/Users/" + member;
    var same = new HashMap<String, String>();
    same.put("Documents/" + sid + ".channel", conversation);
    same.put("Lists/" + sid + ".messages", conversation + "/Messages");
    same.put("Lists/" + sid + ".messages/Items", conversation + "/Messages");
    same.put("Maps/" + sid + ".roster", conversation + "/Participants");
    same.put("Maps/" + member + ".info", user);
    same.put("Maps/" + member + ".conversations", user + "/Conversations");
    for (var identity : List.of("maker", "member", "stranger")) {
      try (var client = server.live(identity)) {
        same.forEach(
            (object, path) ->
                assertThat(client.get("/v3/" + object).status("http_status"))
                    .as(identity + " " + object)
                    .isEqualTo(server.as(identity, service).get(path).status()));
      }
    }
  }

  /** Its name can be chosen so that it looks like news of another one. */
  @Test
  void whoWritesIsToldToTheConversationThatIsMeant() {
    var sid = conversationOf("ann");
    try (var ann = server.live("ann");
        var eve = server.live("eve")) {
      ann.subscribe(Map.of(roster(sid), version(ann, "Maps/" + sid + ".roster")));
      ann.await("subscription_established");
      var conversations = eve.link("conversations");
      var own =
          eve.post(conversations, "{\"unique_name\":\"%s bob\"}".formatted(sid))
              .at("/sid")
              .asString();
      eve.post(conversations + "/" + own + "/Participants", "{\"identity\":\"eve\"}");
      var typing = eve.postForm(eve.link("typing"), "ChannelSid=" + sid + "%20bob");
      assertThat(typing.status("http_status")).isEqualTo(200);
      var longest = "\u00fc".repeat(200);
      join(sid, longest);
      try (var writer = server.live(longest)) {
        var done = writer.postForm(writer.link("typing"), "ChannelSid=" + sid);
        assertThat(done.status("http_status")).isEqualTo(200);
      }
      ann.await(frame -> frame.at("/typing_timeout").isNumber());
      assertThat(ann.told().stream().filter(frame -> frame.at("/typing_timeout").isNumber()))
          .singleElement()
          .matches(frame -> frame.at("/identity").asString().equals(longest));
    }
  }

  /** What he heard of has ended when he went; it has to be plain that it begins anew. */
  @Test
  void whoWasRemovedAndAddedWhileNobodyLookedHearsOfBoth() {
    var sid = conversationOf("bob");
    var participant = join(sid, "ann");
    Map<String, Long> known;
    try (var ann = server.live("ann")) {
      var map = ann.get("/Client/v2/Configuration").at("/sync_objects/my_conversations").asString();
      known = ann.subscribeFromTheBeginning("/v3/Maps/" + map);
    }
    server.delete("/v1/Conversations/" + sid + "/Participants/" + participant).is(204);
    join(sid, "ann");
    try (var again = server.live("ann")) {
      again.subscribe(known);
      again.await("subscription_established");
      assertThat(again.told().stream().map(frame -> frame.at("/event_type").asString()))
          .containsExactly("map_item_removed", "map_item_added", "subscription_established");
    }
  }

  @Test
  void nobodyOpensWhatIsNotHis() {
    var sid = conversationOf("ann");
    try (var eve = server.live("eve");
        var ann = server.live("ann")) {
      var map = ann.get("/Client/v2/Configuration").at("/sync_objects/my_conversations").asString();
      var his = ann.get("/v3/Maps/" + map).at("/sid").asString();
      for (var path :
          List.of(
              "Documents/" + sid + ".channel",
              "Lists/" + sid + ".messages",
              "Lists/" + list(sid) + "/Items",
              "Maps/" + sid + ".roster",
              "Maps/" + map,
              "Maps/" + his + "/Items")) {
        assertThat(eve.get("/v3/" + path).status("http_status")).as(path).isEqualTo(403);
      }
      eve.subscribe(Map.of(list(sid), 0L, roster(sid), 0L, document(sid), 0L, his, 0L));
      eve.await(
          frame ->
              eve.told().stream()
                      .filter(one -> one.at("/event_type").asString().equals("subscription_failed"))
                      .count()
                  == 4);
      say(sid, "secret");
      assertThat(eve.told()).hasSize(4);
    }
  }
}
