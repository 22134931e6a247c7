package parley.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import parley.testkit.Answer;
import parley.testkit.Chat;
import parley.testkit.Crowd;
import parley.testkit.Recount;
import parley.testkit.TestServer;

/** Messages that come in at once, over one server and over two. */
class InboundRacesTest {
  private static final int CROWD = 16;

  @Test
  void onSqlite() {
    try (var server = TestServer.onSqlite().start()) {
      play(server, server);
    }
  }

  @Test
  void onPostgresql() {
    try (var server = TestServer.onPostgres().start()) {
      play(server, server);
    }
  }

  @Test
  void onTwoServersOverOnePostgresql() {
    try (var first = TestServer.onPostgres().start();
        var second = first.beside()) {
      play(first, second);
    }
  }

  private static void play(TestServer first, TestServer second) {
    var gateways = List.of(Gateway.of(first), Gateway.of(second));
    gateways.getFirst().configure();
    for (var round = 0; round < 3; round++) {
      var conversation = manyOfANewPairOpenOne(first, gateways);
      oneMessageManyTimesIsAddedOnce(first, gateways, conversation, "1" + round);
      first.post("/v1/Conversations/" + conversation, "State", "closed").is(200);
      oneMessageManyTimesOpensOne(first, gateways, "2" + round);
    }
    Recount.assertRight(first.database());
  }

  private static String manyOfANewPairOpenOne(TestServer server, List<Gateway> gateways) {
    var came = Crowd.run(CROWD, i -> gateways.get(i % 2).say("message " + i));
    assertThat(came.stream().filter(one -> one.at("/autocreated").asBoolean())).hasSize(1);
    assertThat(came.stream().map(one -> one.at("/index").asInt()))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, CROWD).boxed().toList());
    return theOneOf(came, server, CROWD);
  }

  private static String theOneOf(List<Answer> came, TestServer server, int messages) {
    assertThat(came.stream().map(one -> one.text("conversation_sid")).distinct()).hasSize(1);
    var conversation = came.getFirst().text("conversation_sid");
    assertThat(server.get(Chat.messages(conversation)).rows()).hasSize(messages);
    return conversation;
  }

  private static void oneMessageManyTimesIsAddedOnce(
      TestServer server, List<Gateway> gateways, String conversation, String id) {
    var came = same(gateways, id);
    assertThat(theOneOf(came, server, CROWD + 1)).isEqualTo(conversation);
  }

  private static void oneMessageManyTimesOpensOne(
      TestServer server, List<Gateway> gateways, String id) {
    var conversation = theOneOf(same(gateways, id), server, 1);
    server.delete("/v1/Conversations/" + conversation).is(204);
  }

  /** The same message from all at once; all are answered alike. */
  private static List<Answer> same(List<Gateway> gateways, String id) {
    var sid = Gateway.fresh(Integer.parseInt(id));
    var came =
        Crowd.run(
            CROWD,
            i -> gateways.get(i % 2).bring("Body", "same", "ChannelMessageSid", sid).is(200));
    assertThat(came.stream().map(InboundRacesTest::withoutHost).distinct()).hasSize(1);
    return came;
  }

  private static String withoutHost(Answer answer) {
    return answer.body().replaceFirst("http://[^/]*", "");
  }
}
