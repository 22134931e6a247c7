package parley.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.twilio.exception.ApiException;
import com.twilio.rest.conversations.v1.Service;
import com.twilio.rest.conversations.v1.service.Binding;
import com.twilio.rest.conversations.v1.service.Configuration;
import com.twilio.rest.conversations.v1.service.Conversation;
import com.twilio.rest.conversations.v1.service.ConversationWithParticipants;
import com.twilio.rest.conversations.v1.service.ParticipantConversation;
import com.twilio.rest.conversations.v1.service.Role;
import com.twilio.rest.conversations.v1.service.User;
import com.twilio.rest.conversations.v1.service.configuration.Notification;
import com.twilio.rest.conversations.v1.service.conversation.Message;
import com.twilio.rest.conversations.v1.service.conversation.Participant;
import com.twilio.rest.conversations.v1.service.conversation.Webhook;
import com.twilio.rest.conversations.v1.service.conversation.message.DeliveryReceipt;
import com.twilio.rest.conversations.v1.service.user.UserConversation;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.Furnished;
import parley.testkit.TestServer;

/** As {@link EveryResourceTest}, for the paths that name a service. */
class EveryServiceResourceTest {
  @RegisterExtension final TestServer server = TestServer.onSqlite();
  private Doors doors;
  private String service;

  @BeforeEach
  void aServiceIsThere() {
    var sdk = Sdk.of(server);
    service = Service.creator("named").create(sdk).getSid();
    doors = new Doors(sdk);
  }

  @Test
  void everyClassOfTheSdkServesAndNoneIsForgotten() {
    configuration();
    bindings();
    roles();
    users();
    conversations();
    conversationsWithParticipants();
    participants();
    messages();
    receipts();
    webhooks();
    userConversations();
    assertThat(doors.used()).isEqualTo(Doors.all(true));
  }

  private void configuration() {
    var before = doors.fetch(Configuration.fetcher(service));
    assertThat(before.getChatServiceSid()).isEqualTo(service);
    var after = doors.update(Configuration.updater(service).setReachabilityEnabled(true));
    assertThat(after.getReachabilityEnabled()).isTrue();
    assertThat(after.getDefaultConversationRoleSid())
        .isEqualTo(before.getDefaultConversationRoleSid());
    var templates =
        doors.update(
            Notification.updater(service).setLogEnabled(true).setNewMessageTemplate("hi there"));
    assertThat(templates.getLogEnabled()).isTrue();
    assertThat(templates.getNewMessage()).asString().contains("hi there");
    assertThat(doors.fetch(Notification.fetcher(service))).isEqualTo(templates);
    var hooked =
        doors.update(
            com.twilio.rest.conversations.v1.service.configuration.Webhook.updater(service)
                .setMethod("GET")
                .setFilters(List.of("onUserAdded")));
    assertThat(hooked.getMethod())
        .isEqualTo(com.twilio.rest.conversations.v1.service.configuration.Webhook.Method.GET);
    assertThat(hooked.getFilters()).containsExactly("onUserAdded");
    assertThat(
            doors.fetch(
                com.twilio.rest.conversations.v1.service.configuration.Webhook.fetcher(service)))
        .isEqualTo(hooked);
  }

  private void bindings() {
    var user = doors.create(User.creator(service, Furnished.IDENTITY)).getSid();
    var sid = "BS" + "0".repeat(32);
    Furnished.insertBinding(server, service, user, sid, "phone", server.clock().instant());
    var binding = doors.fetch(Binding.fetcher(service, sid));
    assertThat(binding.getIdentity()).isEqualTo(Furnished.IDENTITY);
    assertThat(binding.getBindingType()).isEqualTo(Binding.BindingType.FCM);
    var fcm = Binding.reader(service).setBindingType(Binding.BindingType.FCM);
    assertThat(doors.read(fcm)).containsExactly(binding);
    assertThat(doors.delete(Binding.deleter(service, sid))).isTrue();
    assertGone(() -> doors.fetch(Binding.fetcher(service, sid)));
  }

  private void roles() {
    var made =
        doors.create(
            Role.creator(service, "talker", Role.RoleType.CONVERSATION, List.of("sendMessage")));
    assertThat(made.getSid()).startsWith("RL");
    assertThat(made.getType()).isEqualTo(Role.RoleType.CONVERSATION);
    assertThat(made.getPermissions()).containsExactly("sendMessage");
    var leaver = doors.update(Role.updater(service, made.getSid(), List.of("leaveConversation")));
    assertThat(leaver.getPermissions()).containsExactly("leaveConversation");
    assertThat(doors.fetch(Role.fetcher(service, made.getSid()))).isEqualTo(leaver);
    assertThat(doors.read(Role.reader(service).setPageSize(2L)))
        .contains(leaver)
        .hasSizeGreaterThan(2);
    assertThat(doors.delete(Role.deleter(service, made.getSid()))).isTrue();
    assertGone(() -> doors.fetch(Role.fetcher(service, made.getSid())));
  }

  private void users() {
    var made = doors.create(User.creator(service, "ada é & co").setAttributes("{ \"a\" : 1 }"));
    assertThat(made.getIdentity()).isEqualTo("ada é & co");
    assertThat(made.getAttributes()).isEqualTo("{ \"a\" : 1 }");
    var renamed = doors.update(User.updater(service, made.getSid()).setFriendlyName("Ada"));
    assertThat(renamed.getFriendlyName()).isEqualTo("Ada");
    assertThat(doors.fetch(User.fetcher(service, "ada é & co"))).isEqualTo(renamed);
    assertThat(doors.read(User.reader(service).setPageSize(1L))).contains(renamed);
    assertThat(doors.delete(User.deleter(service, "ada é & co"))).isTrue();
    assertGone(() -> doors.fetch(User.fetcher(service, made.getSid())));
  }

  private void conversations() {
    var made =
        doors.create(
            Conversation.creator(service)
                .setUniqueName("standup")
                .setTimersClosed("PT10M")
                .setXTwilioWebhookEnabled(Conversation.WebhookEnabledType.TRUE));
    assertThat(made.getSid()).startsWith("CH");
    assertThat(made.getState()).isEqualTo(Conversation.State.ACTIVE);
    assertThat(made.getUrl().toString())
        .endsWith("/v1/Services/" + service + "/Conversations/" + made.getSid());
    var parked =
        doors.update(
            Conversation.updater(service, "standup")
                .setFriendlyName("Stand-up")
                .setState(Conversation.State.INACTIVE));
    assertThat(parked.getState()).isEqualTo(Conversation.State.INACTIVE);
    assertThat(doors.fetch(Conversation.fetcher(service, made.getSid()))).isEqualTo(parked);
    var inactive =
        Conversation.reader(service).setState(Conversation.State.INACTIVE).setPageSize(1L);
    assertThat(doors.read(inactive)).contains(parked);
    assertThat(doors.delete(Conversation.deleter(service, "standup"))).isTrue();
    assertGone(() -> doors.fetch(Conversation.fetcher(service, made.getSid())));
  }

  private void conversationsWithParticipants() {
    var made =
        doors.create(
            ConversationWithParticipants.creator(service)
                .setFriendlyName("three")
                .setParticipant(List.of("{\"identity\":\"eve\"}", "{\"identity\":\"dan\"}")));
    assertThat(made.getState()).isEqualTo(ConversationWithParticipants.State.INITIALIZING);
    assertThat(doors.read(Participant.reader(service, made.getSid())))
        .extracting(Participant::getIdentity)
        .containsExactlyInAnyOrder("eve", "dan");
    var eves = doors.read(ParticipantConversation.reader(service).setIdentity("eve"));
    assertThat(eves)
        .extracting(ParticipantConversation::getConversationSid)
        .contains(made.getSid());
    assertThat(eves.getLast().getConversationState())
        .isEqualTo(ParticipantConversation.State.ACTIVE);
  }

  private void participants() {
    var conversation = conversation();
    var made = doors.create(Participant.creator(service, conversation).setIdentity("ada"));
    assertThat(made.getSid()).startsWith("MB");
    assertThat(made.getMessagingBinding()).isNull();
    var changed =
        doors.update(
            Participant.updater(service, conversation, made.getSid()).setAttributes("{\"b\":2}"));
    assertThat(changed.getAttributes()).isEqualTo("{\"b\":2}");
    assertThat(doors.fetch(Participant.fetcher(service, conversation, "ada"))).isEqualTo(changed);
    assertThat(doors.read(Participant.reader(service, conversation))).containsExactly(changed);
    assertThat(doors.delete(Participant.deleter(service, conversation, made.getSid()))).isTrue();
    assertGone(() -> doors.fetch(Participant.fetcher(service, conversation, "ada")));
  }

  private void messages() {
    var conversation = conversation();
    var first =
        doors.create(Message.creator(service, conversation).setAuthor("ada").setBody("one"));
    var second = doors.create(Message.creator(service, conversation).setBody("two"));
    assertThat(first.getIndex()).isZero();
    assertThat(second.getAuthor()).isEqualTo("system");
    var edited =
        doors.update(Message.updater(service, conversation, first.getSid()).setBody("uno"));
    assertThat(edited.getBody()).isEqualTo("uno");
    assertThat(doors.fetch(Message.fetcher(service, conversation, first.getSid())))
        .isEqualTo(edited);
    var backwards =
        Message.reader(service, conversation).setOrder(Message.OrderType.DESC).setPageSize(1L);
    assertThat(doors.read(backwards)).containsExactly(second, edited);
    assertThat(doors.delete(Message.deleter(service, conversation, second.getSid()))).isTrue();
    assertGone(() -> doors.fetch(Message.fetcher(service, conversation, second.getSid())));
  }

  private void receipts() {
    var conversation = conversation();
    var carried =
        doors.create(
            Participant.creator(service, conversation)
                .setMessagingBindingAddress("+14155550104")
                .setMessagingBindingProxyAddress("+14155550100"));
    var message = doors.create(Message.creator(service, conversation).setBody("hello")).getSid();
    var receipts = doors.read(DeliveryReceipt.reader(service, conversation, message));
    assertThat(receipts)
        .extracting(DeliveryReceipt::getParticipantSid)
        .containsExactly(carried.getSid());
    var receipt = receipts.getFirst();
    assertThat(
            doors.fetch(DeliveryReceipt.fetcher(service, conversation, message, receipt.getSid())))
        .isEqualTo(receipt);
    assertThat(doors.delete(Conversation.deleter(service, conversation))).isTrue();
  }

  private void webhooks() {
    var conversation = conversation();
    var made =
        doors.create(
            Webhook.creator(service, conversation, Webhook.Target.WEBHOOK)
                .setConfigurationUrl("https://hook.invalid/hook")
                .setConfigurationMethod(Webhook.Method.GET)
                .setConfigurationFilters(List.of("onMessageAdded")));
    assertThat(made.getSid()).startsWith("WH");
    assertThat(made.getTarget()).isEqualTo("webhook");
    var moved =
        doors.update(
            Webhook.updater(service, conversation, made.getSid())
                .setConfigurationUrl("https://hook.invalid/other"));
    assertThat(moved.getConfiguration()).asString().contains("other").contains("onMessageAdded");
    assertThat(doors.fetch(Webhook.fetcher(service, conversation, made.getSid()))).isEqualTo(moved);
    assertThat(doors.read(Webhook.reader(service, conversation))).containsExactly(moved);
    assertThat(doors.delete(Webhook.deleter(service, conversation, made.getSid()))).isTrue();
    assertGone(() -> doors.fetch(Webhook.fetcher(service, conversation, made.getSid())));
  }

  private void userConversations() {
    var conversation = conversation();
    doors.create(Participant.creator(service, conversation).setIdentity("bob"));
    doors.create(Message.creator(service, conversation).setAuthor("bob").setBody("one"));
    doors.create(Message.creator(service, conversation).setAuthor("bob").setBody("two"));
    var unread = doors.fetch(UserConversation.fetcher(service, "bob", conversation));
    assertThat(unread.getUnreadMessagesCount()).isNull();
    var read =
        doors.update(
            UserConversation.updater(service, "bob", conversation)
                .setLastReadMessageIndex(0)
                .setNotificationLevel(UserConversation.NotificationLevel.MUTED));
    assertThat(read.getUnreadMessagesCount()).isEqualTo(1);
    assertThat(read.getNotificationLevel()).isEqualTo(UserConversation.NotificationLevel.MUTED);
    assertThat(doors.read(UserConversation.reader(service, "bob").setPageSize(1L)))
        .containsExactly(read);
    assertThat(doors.delete(UserConversation.deleter(service, "bob", conversation))).isTrue();
    assertThat(doors.read(UserConversation.reader(service, "bob"))).isEmpty();
  }

  private String conversation() {
    return doors.create(Conversation.creator(service)).getSid();
  }

  private static void assertGone(Runnable fetch) {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(fetch::run)
        .satisfies(
            refusal -> {
              assertThat(refusal.getCode()).isEqualTo(20404);
              assertThat(refusal.getStatusCode()).isEqualTo(404);
            });
  }
}
