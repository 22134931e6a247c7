package parley.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.twilio.exception.ApiException;
import com.twilio.rest.conversations.v1.AddressConfiguration;
import com.twilio.rest.conversations.v1.Configuration;
import com.twilio.rest.conversations.v1.Conversation;
import com.twilio.rest.conversations.v1.ConversationWithParticipants;
import com.twilio.rest.conversations.v1.Credential;
import com.twilio.rest.conversations.v1.ParticipantConversation;
import com.twilio.rest.conversations.v1.Role;
import com.twilio.rest.conversations.v1.Service;
import com.twilio.rest.conversations.v1.User;
import com.twilio.rest.conversations.v1.conversation.Message;
import com.twilio.rest.conversations.v1.conversation.Participant;
import com.twilio.rest.conversations.v1.conversation.Webhook;
import com.twilio.rest.conversations.v1.conversation.message.DeliveryReceipt;
import com.twilio.rest.conversations.v1.user.UserConversation;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.TestServer;

/**
 * Every class that the official Java SDK has for the short paths is run at least once, and what
 * comes back is looked at.
 */
class EveryResourceTest {
  @RegisterExtension final TestServer server = TestServer.onSqlite();
  private Doors doors;

  @BeforeEach
  void theSdkIsThere() {
    doors = new Doors(Sdk.of(server));
  }

  @Test
  void everyClassOfTheSdkServesAndNoneIsForgotten() {
    services();
    account();
    addresses();
    credentials();
    roles();
    users();
    conversations();
    conversationsWithParticipants();
    participants();
    messages();
    receipts();
    webhooks();
    userConversations();
    assertThat(doors.used()).isEqualTo(Doors.all(false));
  }

  private void services() {
    var made = doors.create(Service.creator("support"));
    assertThat(made.getSid()).startsWith("IS");
    assertThat(made.getLinks()).containsKeys("conversations", "users", "roles", "bindings");
    assertThat(doors.fetch(Service.fetcher(made.getSid()))).isEqualTo(made);
    assertThat(doors.read(Service.reader().setPageSize(1L))).contains(made);
    assertThat(doors.delete(Service.deleter(made.getSid()))).isTrue();
    assertGone(() -> doors.fetch(Service.fetcher(made.getSid())));
  }

  private void account() {
    var service = doors.fetch(Configuration.fetcher()).getDefaultChatServiceSid();
    assertThat(service).startsWith("IS");
    var timed = doors.update(Configuration.updater().setDefaultClosedTimer("PT12H"));
    assertThat(timed.getDefaultClosedTimer()).isEqualTo("PT12H");
    assertThat(timed.getDefaultChatServiceSid()).isEqualTo(service);
    var hooked =
        doors.update(
            com.twilio.rest.conversations.v1.configuration.Webhook.updater()
                .setPreWebhookUrl("https://hook.invalid/pre")
                .setMethod("GET")
                .setFilters(List.of("onMessageAdd", "onMessageAdded"))
                .setTarget(com.twilio.rest.conversations.v1.configuration.Webhook.Target.WEBHOOK));
    assertThat(hooked.getMethod())
        .isEqualTo(com.twilio.rest.conversations.v1.configuration.Webhook.Method.GET);
    assertThat(hooked.getFilters()).containsExactly("onMessageAdd", "onMessageAdded");
    assertThat(doors.fetch(com.twilio.rest.conversations.v1.configuration.Webhook.fetcher()))
        .isEqualTo(hooked);
  }

  private void addresses() {
    var made =
        doors.create(
            AddressConfiguration.creator(AddressConfiguration.Type.SMS, "+14155550123")
                .setFriendlyName("front desk")
                .setAutoCreationEnabled(true)
                .setAutoCreationType(AddressConfiguration.AutoCreationType.WEBHOOK)
                .setAutoCreationWebhookUrl("https://hook.invalid/hook")
                .setAutoCreationWebhookMethod(AddressConfiguration.Method.POST)
                .setAutoCreationWebhookFilters("onMessageAdded"));
    assertThat(made.getSid()).startsWith("IG");
    assertThat(made.getType()).isEqualTo("sms");
    var renamed =
        doors.update(AddressConfiguration.updater(made.getSid()).setFriendlyName("back desk"));
    assertThat(renamed.getFriendlyName()).isEqualTo("back desk");
    assertThat(renamed.getAutoCreation()).isEqualTo(made.getAutoCreation());
    assertThat(doors.fetch(AddressConfiguration.fetcher("+14155550123"))).isEqualTo(renamed);
    assertThat(doors.read(AddressConfiguration.reader().setType("sms"))).containsExactly(renamed);
    assertThat(doors.delete(AddressConfiguration.deleter(made.getSid()))).isTrue();
    assertGone(() -> doors.fetch(AddressConfiguration.fetcher(made.getSid())));
  }

  private void credentials() {
    var made =
        doors.create(
            Credential.creator(Credential.PushType.FCM).setFriendlyName("phones").setSecret("s"));
    assertThat(made.getSid()).startsWith("CR");
    assertThat(made.getType()).isEqualTo(Credential.PushType.FCM);
    var renamed = doors.update(Credential.updater(made.getSid()).setFriendlyName("tablets"));
    assertThat(renamed.getFriendlyName()).isEqualTo("tablets");
    assertThat(doors.fetch(Credential.fetcher(made.getSid()))).isEqualTo(renamed);
    assertThat(doors.read(Credential.reader())).containsExactly(renamed);
    assertThat(doors.delete(Credential.deleter(made.getSid()))).isTrue();
    assertGone(() -> doors.fetch(Credential.fetcher(made.getSid())));
  }

  private void roles() {
    var made =
        doors.create(Role.creator("talker", Role.RoleType.CONVERSATION, List.of("sendMessage")));
    assertThat(made.getSid()).startsWith("RL");
    assertThat(made.getType()).isEqualTo(Role.RoleType.CONVERSATION);
    assertThat(made.getPermissions()).containsExactly("sendMessage");
    var leaver = doors.update(Role.updater(made.getSid(), List.of("leaveConversation")));
    assertThat(leaver.getPermissions()).containsExactly("leaveConversation");
    assertThat(doors.fetch(Role.fetcher(made.getSid()))).isEqualTo(leaver);
    assertThat(doors.read(Role.reader().setPageSize(2L))).contains(leaver).hasSizeGreaterThan(2);
    assertThat(doors.delete(Role.deleter(made.getSid()))).isTrue();
    assertGone(() -> doors.fetch(Role.fetcher(made.getSid())));
  }

  private void users() {
    var made = doors.create(User.creator("ada é & co").setAttributes("{ \"a\" : 1 }"));
    assertThat(made.getIdentity()).isEqualTo("ada é & co");
    assertThat(made.getAttributes()).isEqualTo("{ \"a\" : 1 }");
    var renamed = doors.update(User.updater(made.getSid()).setFriendlyName("Ada"));
    assertThat(renamed.getFriendlyName()).isEqualTo("Ada");
    assertThat(doors.fetch(User.fetcher("ada é & co"))).isEqualTo(renamed);
    assertThat(doors.read(User.reader().setPageSize(1L))).contains(renamed);
    assertThat(doors.delete(User.deleter("ada é & co"))).isTrue();
    assertGone(() -> doors.fetch(User.fetcher(made.getSid())));
  }

  private void conversations() {
    var made =
        doors.create(
            Conversation.creator()
                .setUniqueName("standup")
                .setTimersClosed("PT10M")
                .setXTwilioWebhookEnabled(Conversation.WebhookEnabledType.TRUE));
    assertThat(made.getSid()).startsWith("CH");
    assertThat(made.getState()).isEqualTo(Conversation.State.ACTIVE);
    assertThat(made.getUrl().toString()).endsWith("/v1/Conversations/" + made.getSid());
    var parked =
        doors.update(
            Conversation.updater("standup")
                .setFriendlyName("Stand-up")
                .setState(Conversation.State.INACTIVE));
    assertThat(parked.getState()).isEqualTo(Conversation.State.INACTIVE);
    assertThat(doors.fetch(Conversation.fetcher(made.getSid()))).isEqualTo(parked);
    var inactive = Conversation.reader().setState(Conversation.State.INACTIVE).setPageSize(1L);
    assertThat(doors.read(inactive)).contains(parked);
    assertThat(doors.delete(Conversation.deleter("standup"))).isTrue();
    assertGone(() -> doors.fetch(Conversation.fetcher(made.getSid())));
  }

  private void conversationsWithParticipants() {
    var made =
        doors.create(
            ConversationWithParticipants.creator()
                .setFriendlyName("three")
                .setParticipant(List.of("{\"identity\":\"eve\"}", "{\"identity\":\"dan\"}")));
    assertThat(made.getState()).isEqualTo(ConversationWithParticipants.State.INITIALIZING);
    assertThat(doors.read(Participant.reader(made.getSid())))
        .extracting(Participant::getIdentity)
        .containsExactlyInAnyOrder("eve", "dan");
    var eves = doors.read(ParticipantConversation.reader().setIdentity("eve"));
    assertThat(eves)
        .extracting(ParticipantConversation::getConversationSid)
        .contains(made.getSid());
    assertThat(eves.getLast().getConversationState())
        .isEqualTo(ParticipantConversation.State.ACTIVE);
  }

  private void participants() {
    var conversation = conversation();
    var made = doors.create(Participant.creator(conversation).setIdentity("ada"));
    assertThat(made.getSid()).startsWith("MB");
    assertThat(made.getMessagingBinding()).isNull();
    var changed =
        doors.update(Participant.updater(conversation, made.getSid()).setAttributes("{\"b\":2}"));
    assertThat(changed.getAttributes()).isEqualTo("{\"b\":2}");
    assertThat(doors.fetch(Participant.fetcher(conversation, "ada"))).isEqualTo(changed);
    assertThat(doors.read(Participant.reader(conversation))).containsExactly(changed);
    assertThat(doors.delete(Participant.deleter(conversation, made.getSid()))).isTrue();
    assertGone(() -> doors.fetch(Participant.fetcher(conversation, "ada")));
  }

  private void messages() {
    var conversation = conversation();
    var first = doors.create(Message.creator(conversation).setAuthor("ada").setBody("one"));
    var second = doors.create(Message.creator(conversation).setBody("two"));
    assertThat(first.getIndex()).isZero();
    assertThat(second.getAuthor()).isEqualTo("system");
    var edited = doors.update(Message.updater(conversation, first.getSid()).setBody("uno"));
    assertThat(edited.getBody()).isEqualTo("uno");
    assertThat(doors.fetch(Message.fetcher(conversation, first.getSid()))).isEqualTo(edited);
    var backwards = Message.reader(conversation).setOrder(Message.OrderType.DESC).setPageSize(1L);
    assertThat(doors.read(backwards)).containsExactly(second, edited);
    assertThat(doors.delete(Message.deleter(conversation, second.getSid()))).isTrue();
    assertGone(() -> doors.fetch(Message.fetcher(conversation, second.getSid())));
  }

  private void receipts() {
    var conversation = conversation();
    var carried =
        doors.create(
            Participant.creator(conversation)
                .setMessagingBindingAddress("+14155550104")
                .setMessagingBindingProxyAddress("+14155550100"));
    var message = doors.create(Message.creator(conversation).setBody("hello")).getSid();
    var receipts = doors.read(DeliveryReceipt.reader(conversation, message));
    assertThat(receipts)
        .extracting(DeliveryReceipt::getParticipantSid)
        .containsExactly(carried.getSid());
    var receipt = receipts.getFirst();
    assertThat(doors.fetch(DeliveryReceipt.fetcher(conversation, message, receipt.getSid())))
        .isEqualTo(receipt);
    assertThat(doors.delete(Conversation.deleter(conversation))).isTrue();
  }

  private void webhooks() {
    var conversation = conversation();
    var made =
        doors.create(
            Webhook.creator(conversation, Webhook.Target.WEBHOOK)
                .setConfigurationUrl("https://hook.invalid/hook")
                .setConfigurationMethod(Webhook.Method.GET)
                .setConfigurationFilters(List.of("onMessageAdded")));
    assertThat(made.getSid()).startsWith("WH");
    assertThat(made.getTarget()).isEqualTo("webhook");
    var moved =
        doors.update(
            Webhook.updater(conversation, made.getSid())
                .setConfigurationUrl("https://hook.invalid/other"));
    assertThat(moved.getConfiguration()).asString().contains("other").contains("onMessageAdded");
    assertThat(doors.fetch(Webhook.fetcher(conversation, made.getSid()))).isEqualTo(moved);
    assertThat(doors.read(Webhook.reader(conversation))).containsExactly(moved);
    assertThat(doors.delete(Webhook.deleter(conversation, made.getSid()))).isTrue();
    assertGone(() -> doors.fetch(Webhook.fetcher(conversation, made.getSid())));
  }

  private void userConversations() {
    var conversation = conversation();
    doors.create(Participant.creator(conversation).setIdentity("bob"));
    doors.create(Message.creator(conversation).setAuthor("bob").setBody("one"));
    doors.create(Message.creator(conversation).setAuthor("bob").setBody("two"));
    var unread = doors.fetch(UserConversation.fetcher("bob", conversation));
    assertThat(unread.getUnreadMessagesCount()).isNull();
    var read =
        doors.update(
            UserConversation.updater("bob", conversation)
                .setLastReadMessageIndex(0)
                .setNotificationLevel(UserConversation.NotificationLevel.MUTED));
    assertThat(read.getUnreadMessagesCount()).isEqualTo(1);
    assertThat(read.getNotificationLevel()).isEqualTo(UserConversation.NotificationLevel.MUTED);
    assertThat(doors.read(UserConversation.reader("bob").setPageSize(1L))).containsExactly(read);
    assertThat(doors.delete(UserConversation.deleter("bob", conversation))).isTrue();
    assertThat(doors.read(UserConversation.reader("bob"))).isEmpty();
  }

  private String conversation() {
    return doors.create(Conversation.creator()).getSid();
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
