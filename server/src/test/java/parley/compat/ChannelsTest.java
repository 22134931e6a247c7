package parley.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.conversations.v1.Conversation;
import com.twilio.rest.conversations.v1.ConversationWithParticipants;
import com.twilio.rest.conversations.v1.ParticipantConversation;
import com.twilio.rest.conversations.v1.Service;
import com.twilio.rest.conversations.v1.conversation.Message;
import com.twilio.rest.conversations.v1.conversation.Participant;
import com.twilio.rest.conversations.v1.conversation.message.DeliveryReceipt;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.TestServer;

/** The official Java SDK and what leads out of chat: addresses, receipts, media, templates. */
class ChannelsTest {
  private static final String ANN = "+15550001";
  private static final String OURS = "+15559999";
  private static final String BOUND =
      "{\"messaging_binding\":{\"address\":\"%s\",\"proxy_address\":\"%s\"}}".formatted(ANN, OURS);

  @RegisterExtension final TestServer server = TestServer.onSqlite();
  private TwilioRestClient sdk;

  @BeforeEach
  void thereIsAClient() {
    sdk = Sdk.of(server);
  }

  private ConversationWithParticipants conversation() {
    return ConversationWithParticipants.creator()
        .setUniqueName("orders")
        .setParticipant(List.of("{\"identity\":\"agent\"}", BOUND))
        .create(sdk);
  }

  @Test
  void aConversationComesWithItsParticipants() {
    var made = conversation();
    assertThat(made.getState()).isEqualTo(ConversationWithParticipants.State.INITIALIZING);
    assertThat(Conversation.fetcher("orders").fetch(sdk).getState())
        .isEqualTo(Conversation.State.ACTIVE);
    assertThat(Participant.reader(made.getSid()).read(sdk))
        .extracting(Participant::getIdentity)
        .containsExactly("agent", null);
    var refused =
        catchThrowableOfType(
            ApiException.class,
            () ->
                ConversationWithParticipants.creator().setParticipant(List.of(BOUND)).create(sdk));
    assertThat(refused.getCode()).isEqualTo(50425);
    assertThat(refused.getStatusCode()).isEqualTo(409);
    assertThat(refused.getMessage()).endsWith(made.getSid());
  }

  @Test
  void aParticipantIsFoundByIdentityAndByAddress() {
    var made = conversation();
    assertThat(ParticipantConversation.reader().setIdentity("agent").read(sdk))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.getConversationSid()).isEqualTo(made.getSid());
              assertThat(found.getParticipantMessagingBinding()).isNull();
            });
    assertThat(ParticipantConversation.reader().setAddress(ANN).read(sdk))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.getParticipantIdentity()).isNull();
              assertThat(found.getParticipantMessagingBinding())
                  .asInstanceOf(map(String.class, Object.class))
                  .containsEntry("proxy_address", OURS)
                  .containsEntry("projected_address", null);
            });
  }

  @Test
  void receiptsAreReadAndAddUpOnTheMessage() {
    var conversation = conversation().getSid();
    var message = Message.creator(conversation).setAuthor("agent").setBody("hello").create(sdk);
    assertThat(message.getDelivery()).isEqualTo(delivery("none", "none"));
    var receipt =
        DeliveryReceipt.reader(conversation, message.getSid()).read(sdk).iterator().next();
    assertThat(receipt.getStatus()).isNull();
    server
        .post(
            receipt.getUrl().getPath().replaceFirst("/DY.*", ""),
            "ParticipantSid",
            receipt.getParticipantSid(),
            "Status",
            "delivered",
            "ChannelMessageSid",
            "SM00000000000000000000000000000001")
        .is(200);
    var fetched =
        DeliveryReceipt.fetcher(conversation, message.getSid(), receipt.getSid()).fetch(sdk);
    assertThat(fetched.getStatus()).isEqualTo(DeliveryReceipt.DeliveryStatus.DELIVERED);
    assertThat(fetched.getErrorCode()).isZero();
    assertThat(Message.fetcher(conversation, message.getSid()).fetch(sdk).getDelivery())
        .isEqualTo(delivery("all", "all"));
  }

  private static Map<String, Object> delivery(String sent, String delivered) {
    return Map.of(
        "total",
        1,
        "sent",
        sent,
        "delivered",
        delivered,
        "read",
        "none",
        "failed",
        "none",
        "undelivered",
        "none");
  }

  @Test
  void mediaAndTemplatesGoWithMessages() {
    var conversation = conversation();
    var media =
        server
            .client()
            .with("Content-Type", "image/png")
            .postRaw(
                "/v1/Services/" + conversation.getChatServiceSid() + "/Media?Filename=a.png",
                new byte[28])
            .is(201)
            .sid();
    var picture =
        Message.creator(conversation.getSid()).setAuthor("agent").setMediaSid(media).create(sdk);
    assertThat(picture.getBody()).isNull();
    assertThat(picture.getMedia()).hasSize(1);
    var template = "HX00000000000000000000000000000001";
    var rendered =
        Message.creator(conversation.getSid())
            .setContentSid(template)
            .setContentVariables("{\"name\":\"John\"}")
            .create(sdk);
    assertThat(rendered.getContentSid()).isEqualTo(template);
  }

  @Test
  void theNamedServiceHasThemAllAsWell() {
    var service = Service.creator("Second").create(sdk).getSid();
    var conversation =
        com.twilio.rest.conversations.v1.service.ConversationWithParticipants.creator(service)
            .setParticipant(List.of("{\"identity\":\"agent\"}", BOUND))
            .create(sdk)
            .getSid();
    var message =
        com.twilio.rest.conversations.v1.service.conversation.Message.creator(service, conversation)
            .setAuthor("agent")
            .setBody("hello")
            .create(sdk);
    var receipts =
        com.twilio.rest.conversations.v1.service.conversation.message.DeliveryReceipt.reader(
                service, conversation, message.getSid())
            .read(sdk);
    assertThat(receipts)
        .singleElement()
        .satisfies(receipt -> assertThat(receipt.getChatServiceSid()).isEqualTo(service));
    assertThat(
            com.twilio.rest.conversations.v1.service.ParticipantConversation.reader(service)
                .setAddress(ANN)
                .read(sdk))
        .singleElement()
        .satisfies(found -> assertThat(found.getConversationSid()).isEqualTo(conversation));
  }
}
