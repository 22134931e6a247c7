package parley.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.testkit.Chat.messages;
import static parley.testkit.Chat.participants;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.Answer;
import parley.testkit.TestServer;

/** What became of messages on their way to participants outside chat. */
@ParameterizedClass
@EnumSource(Dialect.class)
class ReceiptTest {
  private static final String OURS = "+15559999";
  private static final String CHANNEL_SID = "SM00000000000000000000000000000001";

  @RegisterExtension final TestServer server;
  private String conversation = "";
  private String ann = "";
  private String bob = "";

  ReceiptTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  @BeforeEach
  void anAgentWritesWithAnnAndBob() {
    conversation = server.chat().joined("agent");
    ann = bind("+15550001", OURS);
    bob = bind("whatsapp:+15550002", "whatsapp:" + OURS);
  }

  private String bind(String address, String proxy) {
    return server
        .post(
            participants(conversation),
            "MessagingBinding.Address",
            address,
            "MessagingBinding.ProxyAddress",
            proxy)
        .is(201)
        .sid();
  }

  private String say(String author, String body) {
    return messages(conversation) + "/" + server.chat().say(conversation, author, body).sid();
  }

  private Answer report(String message, String participant, String status, String... more) {
    var form = new String[4 + more.length];
    form[0] = "ParticipantSid";
    form[1] = participant;
    form[2] = "Status";
    form[3] = status;
    System.arraycopy(more, 0, form, 4, more.length);
    return server.post(message + "/Receipts", form);
  }

  private String delivery(String message) {
    return server.get(message).is(200).at("/delivery").toString();
  }

  @Test
  void everybodyOutsideChatButTheAuthorGetsOneWithoutAStatus() {
    var fromAgent = say("agent", "hello");
    var receipts = server.get(fromAgent + "/Receipts").is(200);
    assertThat(receipts.column("participant_sid")).containsExactly(ann, bob);
    var first = receipts.rows().getFirst();
    assertThat(first.propertyNames())
        .containsExactlyInAnyOrder(
            "sid",
            "account_sid",
            "conversation_sid",
            "message_sid",
            "channel_message_sid",
            "participant_sid",
            "status",
            "error_code",
            "date_created",
            "date_updated",
            "url");
    assertThat(first.get("status").isNull()).isTrue();
    assertThat(first.get("error_code").asInt()).isZero();
    assertThat(first.get("date_updated").isNull()).isTrue();
    var fromAnn = say("+15550001", "hi");
    assertThat(server.get(fromAnn + "/Receipts").column("participant_sid")).containsExactly(bob);
    assertThat(server.get(fromAnn).at("/delivery/total").asInt()).isEqualTo(1);
  }

  @Test
  void aMessageInAChatHasNoReceiptsAndNoDelivery() {
    var chat = server.chat().joined("ada");
    var said = server.chat().say(chat, "ada", "hello");
    assertThat(said.at("/delivery").isNull()).isTrue();
    var receipts = server.get(messages(chat) + "/" + said.sid() + "/Receipts").is(200);
    assertThat(receipts.rows()).isEmpty();
    assertThat(receipts.at("/meta/key").stringValue()).isEqualTo("delivery_receipts");
  }

  @Test
  void reportsAddUpToWordsOnTheMessage() {
    var message = say("agent", "hello");
    assertThat(delivery(message)).isEqualTo(words(2, "none", "none", "none", "none", "none"));
    report(message, ann, "sent").is(200);
    assertThat(delivery(message)).isEqualTo(words(2, "some", "none", "none", "none", "none"));
    report(message, bob, "READ").is(200);
    assertThat(delivery(message)).isEqualTo(words(2, "all", "some", "some", "none", "none"));
    report(message, ann, "undelivered", "ErrorCode", "30003").is(200);
    assertThat(delivery(message)).isEqualTo(words(2, "all", "some", "some", "none", "some"));
    var listed = server.get(messages(conversation)).rows().getFirst().get("delivery").toString();
    assertThat(listed).isEqualTo(delivery(message));
  }

  private static String words(
      int total, String sent, String delivered, String read, String failed, String undelivered) {
    return ("{\"total\":%d,\"sent\":\"%s\",\"delivered\":\"%s\",\"read\":\"%s\",\"failed\":\"%s\","
            + "\"undelivered\":\"%s\"}")
        .formatted(total, sent, delivered, read, failed, undelivered);
  }

  @Test
  void aReportLeavesItsMarksAndTheMessagesOwnDateStays() {
    var message = say("agent", "hello");
    server.clock().advance(Duration.ofMinutes(1));
    var failed =
        report(message, ann, "failed", "ErrorCode", "30005", "ChannelMessageSid", CHANNEL_SID)
            .is(200);
    assertThat(failed.text("status")).isEqualTo("failed");
    assertThat(failed.at("/error_code").asInt()).isEqualTo(30005);
    assertThat(failed.text("channel_message_sid")).isEqualTo(CHANNEL_SID);
    assertThat(failed.text("date_created")).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(failed.text("date_updated")).isEqualTo("2026-03-01T12:01:00Z");
    assertThat(server.get(failed.text("url")).is(200).body()).isEqualTo(failed.body());
    assertThat(server.get(message).text("date_updated")).isEqualTo("2026-03-01T12:00:00Z");
  }

  @Test
  void newsThatComesLateChangesNothing() {
    var message = say("agent", "hello");
    report(message, ann, "delivered", "ChannelMessageSid", CHANNEL_SID).is(200);
    assertThat(report(message, ann, "sent").is(200).text("status")).isEqualTo("delivered");
    var read = report(message, ann, "read").is(200);
    assertThat(read.text("status")).isEqualTo("read");
    assertThat(read.text("channel_message_sid")).isEqualTo(CHANNEL_SID);
  }

  @Test
  void whoeverJoinedLaterGetsAReceiptByTheFirstReport() {
    var message = say("agent", "hello");
    var carl = bind("+15550003", OURS);
    var made = report(message, carl, "delivered").is(201);
    assertThat(report(message, carl, "read").is(200).sid()).isEqualTo(made.sid());
    assertThat(server.get(message).at("/delivery/total").asInt()).isEqualTo(3);
  }

  @Test
  void aReceiptOutlivesItsParticipantButNotItsMessage() {
    var message = say("agent", "hello");
    server.chat().leave(conversation, ann);
    report(message, ann, "delivered").is(200);
    server.post("/v1/Conversations/" + conversation, "State", "closed").is(200);
    report(message, ann, "read").is(200);
    server.delete(message).is(204);
    server.get(message + "/Receipts").isProblem(404, 20404);
    report(message, ann, "read").isProblem(404, 20404);
  }

  @Test
  void badReportsAreRefused() {
    var message = say("agent", "hello");
    var agent = server.get(participants(conversation) + "/agent").sid();
    report(message, ann, "lost").isProblem(400, 20422);
    report(message, "ann", "sent").isProblem(400, 20423);
    report(message, agent, "sent").isProblem(400, 20422);
    report(message, "MB00000000000000000000000000000000", "sent").isProblem(404, 50432);
    report(message, ann, "sent", "ErrorCode", "x").isProblem(400, 20422);
    report(message, ann, "sent", "ChannelMessageSid", "x").isProblem(400, 20423);
    server.post(message + "/Receipts").isProblem(400, 20422);
    server.post(message + "/Receipts", "ParticipantSid", ann).isProblem(400, 20422);
    server.get(message + "/Receipts/DY00000000000000000000000000000000").isProblem(404, 20404);
  }

  @Test
  void aTextTooLongForTheChannelFailsAtOnce() {
    bind("ann@example.com", "desk@example.com");
    var message = say("agent", "x".repeat(1601));
    assertThat(server.get(message + "/Receipts").column("status"))
        .containsExactly("failed", "failed", "");
    assertThat(server.get(message + "/Receipts").column("error_code"))
        .containsExactly("21617", "21617", "0");
    assertThat(delivery(message)).isEqualTo(words(3, "none", "none", "none", "some", "none"));
    assertThat(server.get(say("agent", "x".repeat(1600))).at("/delivery/failed").stringValue())
        .isEqualTo("none");
  }

  @Test
  void inWhatsAppReadingMovesTheReadersHorizonAndNeverBack() {
    var first = say("agent", "one");
    var second = say("agent", "two");
    report(second, bob, "read").is(200);
    report(first, bob, "read").is(200);
    report(first, ann, "read").is(200);
    var path = participants(conversation) + "/";
    assertThat(server.get(path + bob).at("/last_read_message_index").asInt()).isEqualTo(1);
    assertThat(server.get(path + ann).at("/last_read_message_index").isNull()).isTrue();
  }

  @Test
  void fiftyRecipientsMakeFiftyReceiptsInPages() {
    for (var i = 0; i < 47; i++) {
      bind("+1555100" + (100 + i), OURS);
    }
    var message = say("agent", "hello");
    assertThat(server.get(message).at("/delivery/total").asInt()).isEqualTo(49);
    var page = server.get(message + "/Receipts?PageSize=30").is(200);
    assertThat(page.rows()).hasSize(30);
    assertThat(server.get(String.valueOf(page.next())).rows()).hasSize(19);
    assertThat(server.get(message + "/Receipts?PageSize=0").isProblem(400, 20422)).isNotNull();
  }

  @Test
  void theLongFamilyNamesTheService() {
    var message = say("agent", "hello");
    var service = server.get(message.replaceFirst("/Messages/.*", "")).text("chat_service_sid");
    var named = message.replaceFirst("/v1", "/v1/Services/" + service);
    var receipt = server.get(named + "/Receipts").is(200).rows().getFirst();
    assertThat(receipt.get("chat_service_sid").stringValue()).isEqualTo(service);
    assertThat(receipt.get("url").stringValue()).contains("/v1/Services/" + service);
    server.get(receipt.get("url").stringValue()).is(200);
    assertThat(report(named, ann, "sent").is(200).keys()).contains("chat_service_sid");
  }
}
