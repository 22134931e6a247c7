package parley.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.conversations.v1.Conversation;
import com.twilio.rest.conversations.v1.User;
import com.twilio.rest.conversations.v1.conversation.Message;
import com.twilio.rest.conversations.v1.conversation.Participant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.TestServer;

/** The official Java SDK on the paths that mean the default service. */
@ParameterizedClass
@EnumSource(Dialect.class)
class ShortFamilyTest {
  @RegisterExtension final TestServer server;
  private TwilioRestClient sdk;

  ShortFamilyTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  @BeforeEach
  void connect() {
    sdk = Sdk.of(server);
  }

  @Test
  void usersAreMadeFoundChangedListedAndDeleted() {
    var ada =
        User.creator("ada").setFriendlyName("Ada").setAttributes("{ \"age\" : 36 }").create(sdk);
    assertThat(ada.getSid()).matches("US[0-9a-f]{32}");
    assertThat(ada.getAccountSid()).isEqualTo(TestServer.ACCOUNT);
    assertThat(ada.getChatServiceSid()).matches("IS[0-9a-f]{32}");
    assertThat(ada.getRoleSid()).matches("RL[0-9a-f]{32}");
    assertThat(ada.getIdentity()).isEqualTo("ada");
    assertThat(ada.getFriendlyName()).isEqualTo("Ada");
    assertThat(ada.getAttributes()).isEqualTo("{ \"age\" : 36 }");
    assertThat(ada.getDateCreated().toInstant()).isEqualTo(server.clock().instant());
    assertThat(ada.getLinks()).containsOnlyKeys("user_conversations");
    assertThat(User.fetcher("ada").fetch(sdk)).isEqualTo(ada);
    assertThat(User.fetcher(ada.getSid()).fetch(sdk)).isEqualTo(ada);

    var renamed = User.updater("ada").setFriendlyName("Countess").update(sdk);
    assertThat(renamed.getFriendlyName()).isEqualTo("Countess");
    assertThat(renamed.getAttributes()).isEqualTo("{ \"age\" : 36 }");

    User.creator("bob").create(sdk);
    assertThat(all(User.reader().read(sdk), User::getIdentity)).containsExactly("ada", "bob");
    assertThat(User.deleter("ada").delete(sdk)).isTrue();
    assertThat(all(User.reader().read(sdk), User::getIdentity)).containsExactly("bob");
  }

  @Test
  void conversationsAreMadeFoundChangedListedAndDeleted() {
    var made =
        Conversation.creator()
            .setFriendlyName("Crew")
            .setUniqueName("crew")
            .setAttributes("{\"deck\":  7}")
            .setTimersInactive("PT10M")
            .create(sdk);
    assertThat(made.getSid()).matches("CH[0-9a-f]{32}");
    assertThat(made.getState()).isEqualTo(Conversation.State.ACTIVE);
    assertThat(made.getAttributes()).isEqualTo("{\"deck\":  7}");
    assertThat(made.getTimers()).isEqualTo(Map.of("date_inactive", "2026-03-01T12:10:00Z"));
    assertThat(made.getBindings()).isEqualTo(Map.of());
    assertThat(made.getLinks()).containsKeys("participants", "messages", "webhooks");
    assertThat(Conversation.fetcher("crew").fetch(sdk)).isEqualTo(made);

    var closed =
        Conversation.updater(made.getSid()).setState(Conversation.State.CLOSED).update(sdk);
    assertThat(closed.getState()).isEqualTo(Conversation.State.CLOSED);
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> Conversation.updater("crew").setFriendlyName("x").update(sdk))
        .satisfies(refused -> assertThat(refused.getCode()).isEqualTo(50377));

    var other = Conversation.creator().create(sdk);
    assertThat(all(Conversation.reader().read(sdk), Conversation::getSid))
        .containsExactly(other.getSid(), made.getSid());
    assertThat(
            all(
                Conversation.reader().setState(Conversation.State.CLOSED).read(sdk),
                Conversation::getSid))
        .containsExactly(made.getSid());
    assertThat(
            all(
                Conversation.reader().setStartDate("2026-03-02T00:00:00Z").read(sdk),
                Conversation::getSid))
        .isEmpty();
    assertThat(Conversation.deleter("crew").delete(sdk)).isTrue();
    assertThat(all(Conversation.reader().read(sdk), Conversation::getSid))
        .containsExactly(other.getSid());
  }

  @Test
  void participantsAreAddedFoundChangedListedAndRemoved() {
    var crew = Conversation.creator().setUniqueName("crew").create(sdk).getSid();
    var ada = Participant.creator("crew").setIdentity("ada").create(sdk);
    var phone =
        Participant.creator(crew)
            .setMessagingBindingAddress("+15551230001")
            .setMessagingBindingProxyAddress("+15559990000")
            .create(sdk);
    assertThat(ada.getMessagingBinding()).isNull();
    assertThat(ada.getConversationSid()).isEqualTo(crew);
    assertThat(ada.getLastReadMessageIndex()).isNull();
    assertThat(ada.getLastReadTimestamp()).isNull();
    assertThat(phone.getIdentity()).isNull();
    assertThat(phone.getMessagingBinding())
        .isEqualTo(
            Map.of("type", "sms", "address", "+15551230001", "proxy_address", "+15559990000"));
    assertThat(User.fetcher("ada").fetch(sdk).getIdentity()).isEqualTo("ada");
    assertThat(Participant.fetcher("crew", "ada").fetch(sdk)).isEqualTo(ada);

    Message.creator(crew).setBody("hello").create(sdk);
    var read =
        Participant.updater(crew, ada.getSid())
            .setAttributes("[1, 2]")
            .setLastReadMessageIndex(0)
            .setLastReadTimestamp("2026-03-01T11:00:00Z")
            .update(sdk);
    assertThat(read.getAttributes()).isEqualTo("[1, 2]");
    assertThat(read.getLastReadMessageIndex()).isZero();
    assertThat(read.getLastReadTimestamp()).isEqualTo("2026-03-01T11:00:00Z");

    assertThat(all(Participant.reader(crew).read(sdk), Participant::getSid))
        .containsExactly(ada.getSid(), phone.getSid());
    assertThat(Participant.deleter(crew, ada.getSid()).delete(sdk)).isTrue();
    assertThat(all(Participant.reader(crew).read(sdk), Participant::getSid))
        .containsExactly(phone.getSid());
  }

  @Test
  void messagesAreAddedFoundChangedListedAndDeleted() {
    var crew = Conversation.creator().create(sdk).getSid();
    var ada = Participant.creator(crew).setIdentity("ada").create(sdk).getSid();
    var first =
        Message.creator(crew).setAuthor("ada").setBody("Ahoy, \u2693 \ud83d\udea2").create(sdk);
    var second =
        Message.creator(crew)
            .setBody("imported")
            .setAttributes("{\"a\":1}")
            .setDateCreated(ZonedDateTime.of(2020, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC))
            .create(sdk);
    assertThat(first.getIndex()).isZero();
    assertThat(first.getBody()).isEqualTo("Ahoy, \u2693 \ud83d\udea2");
    assertThat(first.getParticipantSid()).isEqualTo(ada);
    assertThat(first.getMedia()).isNull();
    assertThat(first.getDelivery()).isNull();
    assertThat(first.getDateUpdated()).isEqualTo(first.getDateCreated());
    assertThat(second.getIndex()).isOne();
    assertThat(second.getAuthor()).isEqualTo("system");
    assertThat(second.getParticipantSid()).isNull();
    assertThat(second.getDateCreated().toInstant()).hasToString("2020-01-02T03:04:05Z");
    assertThat(Message.fetcher(crew, first.getSid()).fetch(sdk)).isEqualTo(first);

    var edited = Message.updater(crew, first.getSid()).setBody("").update(sdk);
    assertThat(edited.getBody()).isEmpty();
    assertThat(edited.getAuthor()).isEqualTo("ada");

    assertThat(all(Message.reader(crew).read(sdk), Message::getIndex)).containsExactly(0, 1);
    assertThat(
            all(
                Message.reader(crew).setOrder(Message.OrderType.DESC).limit(1).read(sdk),
                Message::getIndex))
        .containsExactly(1);
    assertThat(Message.deleter(crew, second.getSid()).delete(sdk)).isTrue();
    assertThat(Message.creator(crew).setBody("next").create(sdk).getIndex()).isEqualTo(2);
    assertThat(all(Message.reader(crew).read(sdk), Message::getIndex)).containsExactly(0, 2);
  }

  @Test
  void everyListIsReadOverAllItsPages() {
    var crew = Conversation.creator().create(sdk).getSid();
    for (var i = 0; i < 7; i++) {
      Conversation.creator().setUniqueName("c" + i).create(sdk);
      Participant.creator(crew).setIdentity("p" + i).create(sdk);
      Message.creator(crew).setBody("m" + i).create(sdk);
    }
    assertThat(all(Conversation.reader().pageSize(3).read(sdk), Conversation::getSid)).hasSize(8);
    assertThat(all(Participant.reader(crew).pageSize(3).read(sdk), Participant::getIdentity))
        .containsExactly("p0", "p1", "p2", "p3", "p4", "p5", "p6");
    assertThat(all(User.reader().pageSize(3).read(sdk), User::getIdentity))
        .containsExactly("p0", "p1", "p2", "p3", "p4", "p5", "p6");
    assertThat(all(Message.reader(crew).pageSize(2).read(sdk), Message::getIndex))
        .containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(all(Message.reader(crew).limit(5).pageSize(2).read(sdk), Message::getIndex))
        .containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void refusalsAreApiExceptionsWithCodeStatusAndDetails() {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> Conversation.fetcher("CH" + "0".repeat(32)).fetch(sdk))
        .satisfies(
            missing -> {
              assertThat(missing.getCode()).isEqualTo(20404);
              assertThat(missing.getStatusCode()).isEqualTo(404);
              assertThat(missing)
                  .hasMessageContaining(
                      "The requested resource /Conversations/CH"
                          + "0".repeat(32)
                          + " was not found");
              assertThat(missing.getMoreInfo()).endsWith("/20404");
            });
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> User.fetcher("ada").fetch(Sdk.as(server, TestServer.ACCOUNT, "wrong")))
        .satisfies(
            unknown -> {
              assertThat(unknown.getCode()).isEqualTo(20003);
              assertThat(unknown.getStatusCode()).isEqualTo(401);
            });
    var crew = pair().getConversationSid();
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(this::pair)
        .satisfies(
            taken -> {
              assertThat(taken.getCode()).isEqualTo(50416);
              assertThat(taken.getStatusCode()).isEqualTo(409);
              assertThat(taken.getMessage()).endsWith("already exists in Conversation " + crew);
              assertThat(taken.getDetails()).isEqualTo(Map.of("conversation_sid", crew));
            });
  }

  private Participant pair() {
    return Participant.creator(Conversation.creator().create(sdk).getSid())
        .setMessagingBindingAddress("+15551230001")
        .setMessagingBindingProxyAddress("+15559990000")
        .create(sdk);
  }

  private static <R, V> List<V> all(Iterable<R> rows, Function<R, V> property) {
    var values = new ArrayList<V>();
    rows.forEach(row -> values.add(property.apply(row)));
    return values;
  }
}
