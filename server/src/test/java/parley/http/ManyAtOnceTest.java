package parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.Chat;
import parley.testkit.Crowd;
import parley.testkit.TestServer;

/** Many requests at one moment. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(120)
class ManyAtOnceTest {
  private static final int WRITERS = 64;

  @RegisterExtension final TestServer server;

  ManyAtOnceTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  @Test
  void theFirstRequestsOfAllMayComeTogether() {
    var services =
        Crowd.run(
            32,
            i ->
                server
                    .post("/v1/Conversations", "FriendlyName", "No. " + i)
                    .is(201)
                    .text("chat_service_sid"));
    assertThat(new HashSet<>(services)).as("one default service").hasSize(1);
    assertThat(server.get("/v1/Services").rows()).hasSize(1);
    assertThat(server.get("/v1/Conversations").rows()).hasSize(32);
  }

  @Test
  void theIndexesOfAConversationAreConsecutive() {
    var chat = server.chat();
    var room = chat.joined("ada");
    var indexes =
        Crowd.run(
                WRITERS,
                writer -> {
                  var mine = new ArrayList<Long>();
                  for (var i = 0; i < 5; i++) {
                    mine.add(chat.say(room, "w" + writer, "m" + i).at("/index").asLong());
                  }
                  assertThat(mine).isSorted();
                  return mine;
                })
            .stream()
            .flatMap(List::stream)
            .sorted()
            .toList();
    var all = LongStream.range(0, WRITERS * 5L).boxed().toList();
    assertThat(indexes).isEqualTo(all);
    assertThat(server.get(Chat.messages(room) + "?PageSize=1000").column("index"))
        .isEqualTo(all.stream().map(String::valueOf).toList());
    var totals = chat.inbox("ada", "Include=Totals").at("/totals/unread_messages");
    assertThat(totals.asInt()).isEqualTo(WRITERS * 5);
  }

  @Test
  void ofManyWhoWantOneNameOneGetsIt() {
    var statuses =
        Crowd.run(
            WRITERS / 2, i -> server.post("/v1/Conversations", "UniqueName", "crew").status());
    assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    statuses = Crowd.run(WRITERS / 2, i -> server.post("/v1/Users", "Identity", "ada").status());
    assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    statuses =
        Crowd.run(
            WRITERS / 2, i -> server.post(Chat.participants("crew"), "Identity", "bob").status());
    assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
  }

  @Test
  void oneUserMayBeNewInManyConversationsAtOnce() {
    var chat = server.chat();
    Crowd.run(WRITERS / 2, i -> chat.joined("new here"));
    assertThat(server.get("/v1/Users").column("identity")).containsExactly("new here");
    assertThat(chat.inbox("new here", "").rows()).hasSize(WRITERS / 2);
  }

  @Test
  void membersMayComeAndGoWhileMessagesArrive() {
    var chat = server.chat();
    var room = chat.joined("ada");
    Crowd.run(
        24,
        i -> {
          for (var round = 0; round < 5; round++) {
            if (i % 3 == 0) {
              chat.join(room, "guest " + i);
              chat.leave(room, "guest " + i);
            } else if (i % 3 == 1) {
              chat.say(room, "ada", "hello");
            } else {
              chat.mark("ada", room, "LastReadMessageIndex", Integer.toString(round));
            }
          }
          return i;
        });
    assertThat(server.get(Chat.participants(room)).column("identity")).containsExactly("ada");
    var row = chat.own("ada", room);
    assertThat(row.get("unread_messages_count").asLong())
        .isEqualTo(39 - row.get("last_read_message_index").asLong());
  }
}
