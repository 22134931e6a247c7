package parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.LiveClient;
import parley.testkit.Tables;
import parley.testkit.TestServer;

/** Servers of one PostgreSQL are one: it makes no difference to which of them a client came. */
class TwoServersTest {
  private static final int MESSAGES = 200;

  @RegisterExtension
  final TestServer server =
      TestServer.onPostgres()
          .withRealtimeLimits(RealtimeLimits.but(draft -> draft.offlineAfter = Duration.ZERO));

  private String conversation() {
    var sid = server.post("/v1/Conversations").sid();
    for (var identity : List.of("ann", "bob")) {
      server.post("/v1/Conversations/" + sid + "/Participants", "Identity", identity).is(201);
    }
    return sid;
  }

  private static void hear(LiveClient client, String conversation, String prefix, String path) {
    var version = client.get("/v3/" + path).at("/last_event_id").asLong();
    client.subscribe(Map.of(prefix + conversation.substring(2), version));
    client.await("subscription_established");
  }

  @Test
  void whatOneServerWritesTheClientsOfTheOtherHearAllOfItInOrder() {
    var sid = conversation();
    try (var other = server.beside();
        var ann = other.live("ann")) {
      hear(ann, sid, "ES", "Lists/" + sid + ".messages");
      for (var i = 0; i < MESSAGES; i++) {
        var writer = i % 2 == 0 ? server : other;
        writer.post("/v1/Conversations/" + sid + "/Messages", "Body", "" + i).is(201);
      }
      ann.await(frame -> frame.at("/event/item_index").asLong(-1) == MESSAGES - 1);
      assertThat(indexes(ann)).isEqualTo(LongStream.range(0, MESSAGES).boxed().toList());
    }
  }

  @Test
  void aWordThatIsLostBetweenThemLosesNothing() {
    var sid = conversation();
    try (var other = server.beside();
        var ann = other.live("ann")) {
      hear(ann, sid, "ES", "Lists/" + sid + ".messages");
      server.database().news().mute(); // the link between them is broken
      server.post("/v1/Conversations/" + sid + "/Messages", "Body", "0").is(201);
      other.post("/v1/Conversations/" + sid + "/Messages", "Body", "1").is(201);
      ann.await(frame -> frame.at("/event/item_index").asLong(-1) == 1);
      assertThat(indexes(ann)).containsExactly(0L, 1L);
    }
  }

  @Test
  void aWordThatIsLostIsMadeUpForWithinAMinuteAlsoWhenNoOtherFollows() {
    var sid = conversation();
    try (var other = server.beside();
        var ann = other.live("ann")) {
      hear(ann, sid, "ES", "Lists/" + sid + ".messages");
      server.database().news().mute();
      server.post("/v1/Conversations/" + sid + "/Messages", "Body", "0").is(201);
      other.advance(Duration.ofMinutes(1));
      ann.await(frame -> frame.at("/event/item_index").asLong(-1) == 0);
    }
  }

  @Test
  void whoseServerIsGoneGoesOnWithTheOtherAndMissesNothing() {
    var sid = conversation();
    var known = new ArrayList<Long>();
    try (var other = server.beside();
        var ann = other.live("ann")) {
      hear(ann, sid, "ES", "Lists/" + sid + ".messages");
      other.post("/v1/Conversations/" + sid + "/Messages", "Body", "0").is(201);
      known.add(ann.await("list_item_added").at("/event/id").asLong());
    }
    server.post("/v1/Conversations/" + sid + "/Messages", "Body", "1").is(201);
    try (var back = server.live("ann")) {
      back.subscribe(Map.of("ES" + sid.substring(2), known.getLast()));
      back.await("subscription_established");
      server.post("/v1/Conversations/" + sid + "/Messages", "Body", "2").is(201);
      back.await(frame -> frame.at("/event/item_index").asLong(-1) == 2);
      assertThat(indexes(back)).containsExactly(1L, 2L);
    }
  }

  @Test
  void typingCrossesFromOneToTheOther() {
    var sid = conversation();
    try (var other = server.beside();
        var ann = other.live("ann");
        var bob = server.live("bob")) {
      hear(ann, sid, "MP", "Maps/" + sid + ".roster");
      var typing = bob.postForm(bob.link("typing"), "ChannelSid=" + sid);
      assertThat(typing.at("/typing_timeout").asInt()).isPositive();
      var told = ann.await(one -> one.text("message_type").equals("twilio.ipmsg.typing_indicator"));
      assertThat(told.at("/identity").asString()).isEqualTo("bob");
    }
  }

  private void showWhoIsOnline() {
    var service = server.get("/v1/Configuration").text("default_chat_service_sid");
    var path = "/v1/Services/" + service + "/Configuration";
    server.post(path, "ReachabilityEnabled", "true").is(200);
  }

  @Test
  void whoIsConnectedToBothIsOnlineUntilHeHasLeftBoth() {
    showWhoIsOnline();
    try (var other = server.beside();
        var here = ReachabilityTest.arrive(server, "ann");
        var there = ReachabilityTest.arrive(other, "ann")) {
      ReachabilityTest.awaitOnline(server, "ann", true);
      await().until(() -> rows("presences").size() == 2);
      here.leave();
      await().until(() -> rows("presences").size() == 1);
      assertThat(ReachabilityTest.flag(server, "ann", "is_online")).isTrue();
      there.leave();
      ReachabilityTest.awaitOnline(server, "ann", false);
      assertThat(rows("presences")).isEmpty();
    }
  }

  private List<String> rows(String table) {
    return Tables.of(server.place()).getOrDefault(table, List.of());
  }

  @Test
  void whatAServerThatIsGoneHasToldEndsAndOneThatIsNotTellsItAgain() {
    showWhoIsOnline();
    try (var other = server.beside();
        var ann = ReachabilityTest.arrive(server, "ann")) {
      ReachabilityTest.awaitOnline(other, "ann", true);
      sayThatAllAreGone();
      other.wiring().realtime.endDead();
      assertThat(ReachabilityTest.flag(other, "ann", "is_online")).isFalse();
      assertThat(rows("servers")).isEmpty();
      ReachabilityTest.awaitOnline(other, "ann", true); // it was only slow
      assertThat(ann.isOpen()).isTrue();
    }
  }

  private void sayThatAllAreGone() {
    server.database().change(tx -> tx.update("UPDATE servers SET alive_until = 0").run());
  }

  private static List<Long> indexes(LiveClient client) {
    var indexes = new ArrayList<Long>();
    for (var frame : client.told()) {
      if (frame.at("/event/item_index").isNumber()) {
        indexes.add(frame.at("/event/item_index").asLong());
      }
    }
    return indexes;
  }
}
