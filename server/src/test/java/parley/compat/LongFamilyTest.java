package parley.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.conversations.v1.Service;
import com.twilio.rest.conversations.v1.service.Conversation;
import com.twilio.rest.conversations.v1.service.User;
import com.twilio.rest.conversations.v1.service.conversation.Message;
import com.twilio.rest.conversations.v1.service.conversation.Participant;
import com.twilio.rest.conversations.v1.service.user.UserConversation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.TestServer;

/** The official Java SDK on the paths that name their service. */
@ParameterizedClass
@EnumSource(Dialect.class)
class LongFamilyTest {
  @RegisterExtension final TestServer server;
  private TwilioRestClient sdk;
  private String service = "";

  LongFamilyTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  @BeforeEach
  void aServiceIsMade() {
    sdk = Sdk.of(server);
    service = Service.creator("Support").create(sdk).getSid();
  }

  @Test
  void servicesAreMadeFoundListedAndDeleted() {
    var found = Service.fetcher(service).fetch(sdk);
    assertThat(found.getFriendlyName()).isEqualTo("Support");
    assertThat(found.getAccountSid()).isEqualTo(TestServer.ACCOUNT);
    assertThat(found.getLinks())
        .containsOnlyKeys(
            "conversations",
            "users",
            "roles",
            "bindings",
            "configuration",
            "participant_conversations",
            "conversation_with_participants");
    var sales = Service.creator("Sales").create(sdk).getSid();
    assertThat(all(Service.reader().pageSize(1).read(sdk), Service::getSid))
        .containsExactly(service, sales);
    assertThat(Service.deleter(sales).delete(sdk)).isTrue();
    assertThat(all(Service.reader().read(sdk), Service::getSid)).containsExactly(service);
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> User.reader(sales).read(sdk))
        .satisfies(gone -> assertThat(gone.getCode()).isEqualTo(20404));
  }

  @Test
  void everythingOfAServiceIsReachedBelowItAndNowhereElse() {
    var crew = Conversation.creator(service).setUniqueName("crew").create(sdk);
    var ada = Participant.creator(service, "crew").setIdentity("ada").create(sdk);
    var hello =
        Message.creator(service, crew.getSid()).setAuthor("ada").setBody("hello").create(sdk);
    assertThat(crew.getChatServiceSid()).isEqualTo(service);
    assertThat(ada.getChatServiceSid()).isEqualTo(service);
    assertThat(hello.getChatServiceSid()).isEqualTo(service);
    for (var url : List.of(crew.getUrl(), ada.getUrl(), hello.getUrl())) {
      assertThat(url.toString())
          .startsWith(
              "https://conversations.twilio.com/v1/Services/" + service + "/Conversations/");
    }
    assertThat(Conversation.fetcher(service, "crew").fetch(sdk)).isEqualTo(crew);
    assertThat(Participant.fetcher(service, "crew", "ada").fetch(sdk)).isEqualTo(ada);
    assertThat(Message.fetcher(service, "crew", hello.getSid()).fetch(sdk)).isEqualTo(hello);
    assertThat(User.fetcher(service, "ada").fetch(sdk).getIdentity()).isEqualTo("ada");

    // The default service is another world: nothing of this one is there.
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(
            () -> com.twilio.rest.conversations.v1.Conversation.fetcher(crew.getSid()).fetch(sdk))
        .satisfies(missing -> assertThat(missing.getCode()).isEqualTo(20404));
    assertThat(com.twilio.rest.conversations.v1.Conversation.reader().read(sdk)).isEmpty();
    assertThat(com.twilio.rest.conversations.v1.User.reader().read(sdk)).isEmpty();
  }

  @Test
  void everythingOfAServiceIsChangedListedAndDeletedBelowIt() {
    var crew = Conversation.creator(service).create(sdk).getSid();
    var ada = Participant.creator(service, crew).setIdentity("ada").create(sdk).getSid();
    var hello = Message.creator(service, crew).setBody("hello").create(sdk).getSid();

    assertThat(
            Conversation.updater(service, crew)
                .setFriendlyName("Crew")
                .update(sdk)
                .getFriendlyName())
        .isEqualTo("Crew");
    assertThat(
            Participant.updater(service, crew, ada).setAttributes("7").update(sdk).getAttributes())
        .isEqualTo("7");
    assertThat(Message.updater(service, crew, hello).setBody("bye").update(sdk).getBody())
        .isEqualTo("bye");
    assertThat(User.updater(service, "ada").setFriendlyName("Ada").update(sdk).getFriendlyName())
        .isEqualTo("Ada");

    assertThat(all(Conversation.reader(service).read(sdk), Conversation::getSid))
        .containsExactly(crew);
    assertThat(all(Participant.reader(service, crew).read(sdk), Participant::getSid))
        .containsExactly(ada);
    assertThat(all(Message.reader(service, crew).read(sdk), Message::getSid))
        .containsExactly(hello);
    assertThat(all(User.reader(service).read(sdk), User::getIdentity)).containsExactly("ada");

    assertThat(Message.deleter(service, crew, hello).delete(sdk)).isTrue();
    assertThat(Participant.deleter(service, crew, ada).delete(sdk)).isTrue();
    assertThat(User.deleter(service, "ada").delete(sdk)).isTrue();
    assertThat(Conversation.deleter(service, crew).delete(sdk)).isTrue();
    assertThat(Conversation.reader(service).read(sdk)).isEmpty();
    assertThat(User.reader(service).read(sdk)).isEmpty();
  }

  @Test
  void aUsersConversationsAreFetchedChangedAndLeftBelowIt() {
    var crew = Conversation.creator(service).setUniqueName("crew").create(sdk).getSid();
    Participant.creator(service, crew).setIdentity("ada").create(sdk);
    Message.creator(service, crew).setBody("hello").create(sdk);
    var muted =
        UserConversation.updater(service, "ada", "crew")
            .setNotificationLevel(UserConversation.NotificationLevel.MUTED)
            .setLastReadMessageIndex(0)
            .update(sdk);
    assertThat(muted.getUnreadMessagesCount()).isZero();
    assertThat(UserConversation.fetcher(service, "ada", crew).fetch(sdk)).isEqualTo(muted);
    assertThat(all(UserConversation.reader(service, "ada").read(sdk), one -> one))
        .containsExactly(muted);
    assertThat(UserConversation.deleter(service, "ada", crew).delete(sdk)).isTrue();
    assertThat(UserConversation.reader(service, "ada").read(sdk)).isEmpty();
  }

  private static <R, V> List<V> all(Iterable<R> rows, Function<R, V> property) {
    var values = new ArrayList<V>();
    rows.forEach(row -> values.add(property.apply(row)));
    return values;
  }
}
