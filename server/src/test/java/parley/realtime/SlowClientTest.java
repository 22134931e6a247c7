package parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.LiveClient;
import parley.testkit.TestServer;

/** A client that takes nothing in holds up nobody, and misses nothing in the end. */
class SlowClientTest {
  /** More than connections hold on their way by themselves. */
  private static final int MESSAGES_MAX = 2_000;

  private static final String LONG = "x".repeat(30_000);

  @RegisterExtension
  final TestServer server =
      TestServer.onSqlite()
          .withRealtimeLimits(RealtimeLimits.but(draft -> draft.queueBytes = 64 << 10));

  @Test
  void itIsCutOffAndToldWhatItHasMissedWhenItIsBack() {
    var sid = server.post("/v1/Conversations").sid();
    var messages = "/v1/Conversations/" + sid + "/Messages";
    for (var identity : new String[] {"slow", "quick"}) {
      server.post("/v1/Conversations/" + sid + "/Participants", "Identity", identity).is(201);
    }
    try (var slow = subscribed("slow", sid);
        var quick = subscribed("quick", sid)) {
      slow.stopReading();
      var sent = 0;
      while (server.wiring().realtime.load().cutOffs() == 0 && sent < MESSAGES_MAX) {
        server.post(messages, "Body", LONG).is(201);
        sent++;
      }
      var last = sent - 1;
      assertThat(server.wiring().realtime.load().cutOffs()).isEqualTo(1);
      quick.await(frame -> frame.at("/event/item_index").asLong(-1) == last);
      assertThat(indexes(quick)).hasSize(sent);
      try (var back = server.live("slow")) {
        back.subscribe(Map.of("ES" + sid.substring(2), 2L));
        back.await("subscription_established");
        assertThat(indexes(back)).hasSize(sent).endsWith((long) last);
      }
    }
  }

  private LiveClient subscribed(String identity, String conversation) {
    var client = server.live(identity);
    client.subscribe(Map.of("ES" + conversation.substring(2), 2L));
    client.await("subscription_established");
    return client;
  }

  private static List<Long> indexes(LiveClient client) {
    return client.told().stream()
        .filter(frame -> frame.at("/event/item_index").isNumber())
        .map(frame -> frame.at("/event/item_index").asLong())
        .toList();
  }
}
