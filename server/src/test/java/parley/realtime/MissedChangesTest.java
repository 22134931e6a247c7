package parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.LiveClient;
import parley.testkit.TestServer;

/** What a client has missed it is told in portions, and in the end it knows all. */
@ParameterizedClass
@EnumSource(Dialect.class)
class MissedChangesTest {
  private static final int MOST = 4;

  @RegisterExtension final TestServer server;

  MissedChangesTest(Dialect dialect) {
    server =
        TestServer.on(dialect).withRealtimeLimits(RealtimeLimits.but(draft -> draft.replay = MOST));
  }

  private String conversationOf(String identity) {
    var sid = server.post("/v1/Conversations").sid();
    server.post("/v1/Conversations/" + sid + "/Participants", "Identity", identity).is(201);
    return sid;
  }

  private String say(String conversation, String body) {
    return server
        .post("/v1/Conversations/" + conversation + "/Messages", "Body", body)
        .is(201)
        .sid();
  }

  /** What a client that knows this much is told of an object, as it asks again and again. */
  private static List<List<LiveClient.Frame>> replay(LiveClient client, String sid, long since) {
    var portions = new ArrayList<List<LiveClient.Frame>>();
    var place = since;
    while (true) {
      var begin = client.told().size();
      client.subscribe(Map.of(sid, place));
      client.await(
          frame ->
              client.told().indexOf(frame) >= begin && frame.at("/event/object_sid").isString());
      var told = List.copyOf(client.told().subList(begin, client.told().size()));
      portions.add(told.subList(0, told.size() - 1));
      for (var frame : told) {
        if (frame.text("message_type").equals("twilio.sync.event")) {
          place = Math.max(place, frame.at("/event/id").asLong(place));
        }
      }
      if (told.getLast().at("/event/replay_status").asString().equals("completed")) {
        return portions;
      }
    }
  }

  private static String what(LiveClient.Frame frame) {
    return frame.at("/event/item_index").asString()
        + " "
        + frame.at("/event_type").asString().replace("list_item_", "")
        + " "
        + frame.at("/event/item_data/text").asString("");
  }

  @Test
  void messagesThatCameChangedAndWentAreToldInPortionsEachThatIsNewAsNew() {
    var sid = conversationOf("ann");
    var old = say(sid, "old");
    var lost = say(sid, "lost");
    try (var ann = server.live("ann")) {
      var since = ann.get("/v3/Lists/ES" + sid.substring(2)).at("/last_event_id").asLong();
      var first = say(sid, "first");
      for (var i = 0; i < 6; i++) {
        say(sid, "new " + i);
      }
      var messages = "/v1/Conversations/" + sid + "/Messages/";
      server.delete(messages + lost).is(204);
      server.post(messages + old, "Body", "edited").is(200);
      server.post(messages + first, "Body", "first again").is(200);
      var portions = replay(ann, "ES" + sid.substring(2), since);
      assertThat(portions).hasSizeGreaterThan(2).allMatch(portion -> portion.size() <= MOST);
      var told = portions.stream().flatMap(List::stream).map(MissedChangesTest::what).toList();
      assertThat(told)
          .startsWith("2 added first again", "3 added new 0")
          .endsWith("8 added new 5", "1 removed ", "0 updated edited", "2 updated first again");
    }
  }

  @Test
  void whatIsMissedInManyListsIsToldFromTheFirstOn() {
    try (var ann = server.live("ann")) {
      var known = new TreeMap<String, Long>();
      for (var i = 0; i < 3; i++) {
        var sid = conversationOf("ann");
        for (var body : List.of("a", "b", "c")) {
          say(sid, body);
        }
        known.put("ES" + sid.substring(2), 0L);
      }
      ann.subscribe(known);
      known.keySet().forEach(sid -> ann.await(frame -> isAbout(frame, sid)));
      assertThat(ann.told().stream().filter(one -> one.at("/event/item_index").isNumber()))
          .hasSize(MOST);
      assertThat(ann.told().stream().filter(one -> one.at("/event/replay_status").isString()))
          .extracting(one -> one.at("/event/replay_status").asString())
          .containsExactly("completed", "interrupted", "interrupted");
    }
  }

  private static boolean isAbout(LiveClient.Frame frame, String sid) {
    return frame.at("/event/object_sid").asString().equals(sid);
  }

  /** Each is told twice: that there is one, and then that its user is in it. */
  @Test
  void whoKnowsNothingYetIsToldOfAllHisConversationsAFewAtATime() {
    var sids = new ArrayList<String>();
    for (var i = 0; i < MembershipSource.FIRST_AT_ONCE + 1; i++) {
      sids.add(conversationOf("ann"));
    }
    try (var ann = server.live("ann")) {
      var map = ann.get("/Client/v2/Configuration").at("/sync_objects/my_conversations").asString();
      var root = ann.get("/v3/Maps/" + map);
      var portions = replay(ann, root.at("/sid").asString(), root.at("/last_event_id").asLong());
      assertThat(portions).hasSize(2);
      var told = portions.stream().flatMap(List::stream).toList();
      assertThat(told.stream().filter(one -> one.at("/event_type").asString().endsWith("added")))
          .allMatch(one -> one.at("/event/item_data/status").isMissingNode())
          .extracting(one -> one.at("/event/item_key").asString())
          .containsExactlyElementsOf(sids);
      assertThat(told.stream().filter(one -> one.at("/event/item_data/status").isString()))
          .extracting(one -> one.at("/event/item_key").asString())
          .containsAll(sids);
    }
  }

  @Test
  void whatNobodyHasEverHeardOfFailsAndTheRestGoesOn() {
    var sid = conversationOf("ann");
    try (var ann = server.live("ann")) {
      ann.subscribe(new TreeMap<>(Map.of("XX1", 0L, "ES" + sid.substring(2), 0L)));
      var failed = ann.await("subscription_failed");
      assertThat(failed.at("/event/object_sid").asString()).isEqualTo("XX1");
      assertThat(failed.at("/event/error/status").asInt()).isEqualTo(404);
      ann.await("subscription_established");
    }
  }

  @Test
  void aSubscriptionThatIsRefusedSaysWhy() {
    try (var ann = server.live("ann")) {
      var refused = ann.post("/v4/Subscriptions", "{\"requests\":[{}]}");
      assertThat(refused.status("http_status")).isEqualTo(400);
      assertThat(refused.at("/message").asString()).contains("object_sid");
    }
  }
}
