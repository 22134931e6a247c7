package parley.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.outbound.OutboundRules;
import parley.storage.Dialect;
import parley.testkit.Chat;
import parley.testkit.Reaction;
import parley.testkit.Receiver;
import parley.testkit.TestServer;

/** Files of messages from outside are fetched before they are added, or nothing is added. */
@ParameterizedClass
@EnumSource(Dialect.class)
class InboundMediaTest {
  @RegisterExtension final TestServer server;
  private final Dialect dialect;
  @AutoClose final Receiver far = Receiver.start();
  private Gateway gateway;

  InboundMediaTest(Dialect dialect) {
    this.dialect = dialect;
    server = TestServer.on(dialect);
  }

  @BeforeEach
  void begin() {
    gateway = Gateway.of(server);
    gateway.configure();
  }

  @Test
  void filesAreFetchedAndAttachedInOrder() {
    far.answering(
        it ->
            it.path().equals("/cat.png")
                ? Reaction.status(200, Map.of("Content-Type", "image/png"), "a cat")
                : Reaction.status(
                    200,
                    Map.of(
                        "Content-Type",
                        "nonsense",
                        "Content-Disposition",
                        "attachment; filename=\"a dog.bin\""),
                    "a dog"));
    var came =
        gateway
            .bring("MediaUrl", far.url("/cat.png"), "MediaUrl", far.url("/dog?secret=1"))
            .is(200);
    var media = server.get(came.text("url")).json().at("/media");
    assertThat(media.size()).isEqualTo(2);
    assertThat(media.at("/0/content_type").asString()).isEqualTo("image/png");
    assertThat(media.at("/0/filename").asString()).isEqualTo("cat.png");
    assertThat(media.at("/0/size").asInt()).isEqualTo(5);
    assertThat(media.at("/1/content_type").asString()).isEqualTo("application/octet-stream");
    assertThat(media.at("/1/filename").asString()).isEqualTo("a dog.bin");
    var path =
        "/v1/Services/%s/Media/%s/Content"
            .formatted(came.text("chat_service_sid"), media.at("/0/sid").asString());
    assertThat(server.get(path).is(200).body()).isEqualTo("a cat");
  }

  @Test
  void aFileThatCannotBeHadLeavesNothingAndTheMessageMayComeAgain() {
    var id = Gateway.fresh(1);
    for (var bad :
        new Reaction[] {
          Reaction.status(404),
          Reaction.status(302, Map.of("Location", far.url("/elsewhere")), ""),
          Reaction.status(500),
          Reaction.hangUp(),
          Reaction.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ncut off"),
          Reaction.raw("what is no HTTP\r\n\r\n")
        }) {
      far.answeringAlways(bad);
      var refused = gateway.bring("MediaUrl", far.url("/a?secret=1"), "ChannelMessageSid", id);
      refused.isProblem(400, 20422);
      assertThat(refused.at("/details/parameter").asString()).isEqualTo("MediaUrl");
      assertThat(refused.text("message")).contains("cannot be fetched").doesNotContain("secret");
    }
    assertThat(server.get("/v1/Conversations").rows()).isEmpty();
    far.answeringAlways(Reaction.status(200, Map.of(), "there"));
    var came = gateway.bring("MediaUrl", far.url("/a"), "ChannelMessageSid", id).is(200);
    assertThat(server.get(Chat.messages(came.text("conversation_sid"))).rows()).hasSize(1);
  }

  @Test
  void nothingIsFetchedForAMessageThatGoesNowhereOrWasTakenIn() {
    server
        .post(Gateway.PATH, "From", Gateway.PHONE, "To", "+14155550777", "MediaUrl", far.url("/a"))
        .is(200);
    assertThat(far.received()).isEmpty();
    gateway.bring("MediaUrl", far.url("/a"), "ChannelMessageSid", Gateway.fresh(1)).is(200);
    gateway.bring("MediaUrl", far.url("/a"), "ChannelMessageSid", Gateway.fresh(1)).is(200);
    assertThat(far.received()).hasSize(1);
  }

  @Test
  void anAddressThatWebhooksMustNotLeadToIsNotFetchedFromEither() {
    try (var open = TestServer.on(dialect).withOutboundRules(OutboundRules.PUBLIC).start()) {
      var other = Gateway.of(open);
      other.configure();
      var refused = other.bring("MediaUrl", far.url("/a")).isProblem(400, 20422);
      assertThat(refused.at("/details/parameter").asString()).isEqualTo("MediaUrl");
      assertThat(far.connections()).isZero();
    }
  }
}
