package parley.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.conversations.v1.AddressConfiguration;
import com.twilio.rest.conversations.v1.Configuration;
import com.twilio.rest.conversations.v1.Conversation;
import com.twilio.rest.conversations.v1.Credential;
import com.twilio.rest.conversations.v1.Role;
import com.twilio.rest.conversations.v1.Service;
import com.twilio.rest.conversations.v1.configuration.Webhook;
import com.twilio.rest.conversations.v1.service.Binding;
import com.twilio.rest.conversations.v1.service.configuration.Notification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.TestServer;

/** The official Java SDK configures an account, a service and a conversation. */
class ConfigurationTest {
  private static final String FLOW = "FW" + "a".repeat(32);

  @RegisterExtension final TestServer server = TestServer.onSqlite();
  private TwilioRestClient sdk;

  @BeforeEach
  void connect() {
    sdk = Sdk.of(server);
  }

  @Test
  void rolesOfBothFamilies() {
    var made =
        Role.creator("guard", Role.RoleType.CONVERSATION, List.of("sendMessage", "addParticipant"))
            .create(sdk);
    assertThat(made.getType()).isEqualTo(Role.RoleType.CONVERSATION);
    assertThat(Role.updater(made.getSid(), List.of("leaveConversation")).update(sdk))
        .extracting(Role::getPermissions)
        .isEqualTo(List.of("leaveConversation"));
    assertThat(Role.reader().read(sdk)).extracting(Role::getSid).contains(made.getSid());

    var service = made.getChatServiceSid();
    var same = com.twilio.rest.conversations.v1.service.Role.fetcher(service, made.getSid());
    assertThat(same.fetch(sdk).getUrl().getPath())
        .isEqualTo("/v1/Services/" + service + "/Roles/" + made.getSid());
    assertThat(Role.deleter(made.getSid()).delete(sdk)).isTrue();
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> Role.fetcher(made.getSid()).fetch(sdk))
        .satisfies(e -> assertThat(e.getCode()).isEqualTo(20404));
  }

  @Test
  void theAccountAndItsDefaultService() {
    var service = Service.creator("second").create(sdk).getSid();

    var updated =
        Configuration.updater()
            .setDefaultChatServiceSid(service)
            .setDefaultInactiveTimer("PT1M")
            .setDefaultClosedTimer("PT10M")
            .update(sdk);

    assertThat(updated.getDefaultClosedTimer()).isEqualTo("PT10M");
    assertThat(Configuration.fetcher().fetch(sdk)).isEqualTo(updated);
    assertThat(Conversation.creator().create(sdk))
        .satisfies(one -> assertThat(one.getChatServiceSid()).isEqualTo(service))
        .satisfies(
            one -> assertThat(one.getTimers().toString()).contains("date_inactive", "date_closed"));
  }

  @Test
  void aServiceItsNotificationsAndItsWebhooks() {
    var sid = Service.creator("s").create(sdk).getSid();
    var configuration =
        com.twilio.rest.conversations.v1.service.Configuration.updater(sid)
            .setReachabilityEnabled(true)
            .update(sdk);
    assertThat(configuration.getReachabilityEnabled()).isTrue();
    assertThat(configuration.getLinks()).containsOnlyKeys("notifications", "webhooks");

    var notification =
        Notification.updater(sid).setLogEnabled(true).setNewMessageSound("ring").update(sdk);
    assertThat(notification.getLogEnabled()).isTrue();
    assertThat(Notification.fetcher(sid).fetch(sdk).getNewMessage())
        .isEqualTo(notification.getNewMessage());

    var unset =
        com.twilio.rest.conversations.v1.service.configuration.Webhook.fetcher(sid).fetch(sdk);
    assertThat(unset.getMethod()).isNull();
    assertThat(unset.getFilters()).isNull();
    var webhook =
        com.twilio.rest.conversations.v1.service.configuration.Webhook.updater(sid)
            .setMethod("GET")
            .setFilters(List.of("onMessageRemoved", "onParticipantAdded"))
            .update(sdk);
    assertThat(webhook.getFilters()).containsExactly("onMessageRemoved", "onParticipantAdded");
  }

  @Test
  void theAccountsWebhooks() {
    assertThat(Webhook.fetcher().fetch(sdk).getMethod()).isNull();

    var updated =
        Webhook.updater()
            .setPreWebhookUrl("https://hook.invalid/pre")
            .setMethod("POST")
            .setTarget(Webhook.Target.FLEX)
            .setFilters("onUserUpdate")
            .update(sdk);

    assertThat(updated.getMethod()).isEqualTo(Webhook.Method.POST);
    assertThat(updated.getTarget()).isEqualTo(Webhook.Target.FLEX);
    assertThat(Webhook.fetcher().fetch(sdk)).isEqualTo(updated);
  }

  @Test
  void aConversationsWebhooksInBothFamilies() {
    var conversation = Conversation.creator().create(sdk);
    var made =
        com.twilio.rest.conversations.v1.conversation.Webhook.creator(
                conversation.getSid(),
                com.twilio.rest.conversations.v1.conversation.Webhook.Target.STUDIO)
            .setConfigurationFlowSid(FLOW)
            .create(sdk);
    assertThat(made.getConfiguration()).isEqualTo(Map.of("flow_sid", FLOW));
    assertThat(
            com.twilio.rest.conversations.v1.conversation.Webhook.reader(conversation.getSid())
                .read(sdk))
        .hasSize(1);

    var same =
        com.twilio.rest.conversations.v1.service.conversation.Webhook.fetcher(
                conversation.getChatServiceSid(), conversation.getSid(), made.getSid())
            .fetch(sdk);
    assertThat(same.getChatServiceSid()).isEqualTo(conversation.getChatServiceSid());
    assertThat(
            com.twilio.rest.conversations.v1.conversation.Webhook.deleter(
                    conversation.getSid(), made.getSid())
                .delete(sdk))
        .isTrue();
  }

  @Test
  void addresses() {
    var made =
        AddressConfiguration.creator(AddressConfiguration.Type.SMS, "+37256123457")
            .setAutoCreationEnabled(true)
            .setAutoCreationType(AddressConfiguration.AutoCreationType.WEBHOOK)
            .setAutoCreationWebhookUrl("https://hook.invalid")
            .setAutoCreationWebhookMethod(AddressConfiguration.Method.POST)
            .setAutoCreationWebhookFilters(List.of("onParticipantAdded", "onMessageAdded"))
            .create(sdk);
    assertThat(made.getAutoCreation().toString()).contains("webhook_method=POST");
    assertThat(AddressConfiguration.fetcher("+37256123457").fetch(sdk)).isEqualTo(made);
    assertThat(AddressConfiguration.reader().setType("sms").read(sdk)).containsExactly(made);
    assertThat(
            AddressConfiguration.updater(made.getSid())
                .setFriendlyName("desk")
                .update(sdk)
                .getFriendlyName())
        .isEqualTo("desk");
    assertThat(AddressConfiguration.deleter(made.getSid()).delete(sdk)).isTrue();
  }

  @Test
  void credentialsAndBindings() {
    var made =
        Credential.creator(Credential.PushType.APN).setSandbox(true).setPrivateKey("k").create(sdk);
    assertThat(made.getSandbox()).isEqualTo("True");
    assertThat(Credential.updater(made.getSid()).setFriendlyName("phones").update(sdk))
        .extracting(Credential::getFriendlyName)
        .isEqualTo("phones");
    assertThat(Credential.reader().read(sdk)).hasSize(1);
    assertThat(Credential.deleter(made.getSid()).delete(sdk)).isTrue();

    var service = Configuration.fetcher().fetch(sdk).getDefaultChatServiceSid();
    assertThat(
            Binding.reader(service)
                .setBindingType(List.of(Binding.BindingType.APN, Binding.BindingType.TWILSOCK))
                .setIdentity("ada")
                .read(sdk))
        .isEmpty();
  }
}
