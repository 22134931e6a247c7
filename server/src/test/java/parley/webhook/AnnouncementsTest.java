package parley.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parley.access.Cause;
import parley.conversation.ConversationAdded;
import parley.conversation.ConversationChanged;
import parley.conversation.ConversationChanged.Reason;
import parley.conversation.ConversationRemoved;
import parley.event.Event;
import parley.message.MessageAdded;
import parley.message.MessageChanged;
import parley.message.MessageRemoved;
import parley.participant.ParticipantAdded;
import parley.participant.ParticipantChanged;
import parley.participant.ParticipantRemoved;
import parley.receipt.ReceiptChanged;
import parley.testkit.GoldenText;
import parley.user.UserAdded;
import parley.user.UserChanged;
import parley.webhook.WebhookEvent.Kind;

/** What is told of each event, to the letter. */
class AnnouncementsTest {
  static List<Event> everything() {
    var it = new Things(Things.BY_CLIENT);
    return List.of(
        new ConversationAdded(it.conversation, it.opener, it.cause),
        new ConversationChanged(it.conversation, it.closed(), it.cause, Reason.API),
        new ConversationRemoved(it.conversation, it.cause),
        new MessageAdded(it.conversation, it.message, List.of(), it.cause),
        new MessageChanged(it.conversation, it.message, it.message, it.cause),
        new MessageRemoved(it.conversation, it.message, it.cause),
        new ParticipantAdded(it.conversation, it.participant, it.cause),
        new ParticipantChanged(it.conversation, it.participant, it.participant, it.cause),
        new ParticipantRemoved(it.conversation, it.participant, it.cause),
        new UserAdded(it.user, it.cause),
        new UserChanged(it.user, it.user, it.cause),
        new ReceiptChanged(it.conversation, it.message, it.receipt, it.cause));
  }

  private static List<Announcement> told(Event event) {
    return Announcements.of(event, Things.NOW);
  }

  private static Map<String, String> only(Event event) {
    var told = told(event);
    assertThat(told).hasSize(1);
    return told.getFirst().parameters().get();
  }

  @Test
  void everyParameterOfEveryEventIsAsItWas() throws IOException {
    var text = new StringBuilder();
    for (var event : everything()) {
      for (var one : told(event)) {
        text.append(one.event().wire()).append(one.always() ? " always" : "").append('\n');
        one.parameters().get().forEach((name, value) -> text.append(name + "=" + value + "\n"));
        text.append('\n');
      }
    }
    GoldenText.assertIs("webhook/announcements.txt", text.toString(), AnnouncementsTest.class);
  }

  @Test
  void everyEventBehindAChangeIsTold() {
    var told =
        everything().stream()
            .flatMap(event -> told(event).stream())
            .map(Announcement::event)
            .collect(Collectors.toCollection(TreeSet::new));
    var behind = new TreeSet<>(Set.of(WebhookEvent.values()));
    behind.removeIf(event -> event.kind() == Kind.PRE);
    assertThat(told)
        .as("what is told of everything(), which has to hold each event, in Announcements.of")
        .isEqualTo(behind);
  }

  @Test
  void whatIsNotThereIsLeftOut() {
    var it = new Things(Things.BY_ACCOUNT);
    var bare = it.bareConversation();
    assertThat(only(new ConversationAdded(bare, null, it.cause)))
        .doesNotContainKeys("FriendlyName", "UniqueName", "MessagingServiceSid")
        .doesNotContainValue("");
    var plain = it.message.with(one -> one.media(null).participantSid(null));
    assertThat(only(new MessageAdded(bare, plain, List.of(), it.cause)))
        .doesNotContainKeys("Media", "ParticipantSid", "MessagingServiceSid")
        .containsKey("Body");
    var sms = it.byAddress();
    assertThat(only(new ParticipantChanged(bare, sms, sms, it.cause)))
        .doesNotContainKeys("Identity", "RoleSid", "LastReadMessageIndex")
        .containsEntry("MessagingBinding.Type", "SMS")
        .containsEntry("MessagingBinding.Address", "+15558675310")
        .containsEntry("MessagingBinding.ProxyAddress", "+15017122661");
    var chat = it.participant.withBinding(null);
    assertThat(only(new ParticipantAdded(bare, chat, it.cause)))
        .containsEntry("MessagingBinding.Type", "CHAT")
        .doesNotContainKeys("MessagingBinding.Address", "MessagingBinding.ProxyAddress");
  }

  @Test
  void theSourceSaysWhoChangedIt() {
    var all = new ArrayList<Map<String, String>>();
    for (var cause : List.of(Things.BY_ACCOUNT, Things.BY_CLIENT, Things.BY_SMS, Things.BY_TIMER)) {
      var it = new Things(cause);
      all.add(only(new MessageAdded(it.conversation, it.message, List.of(), cause)));
    }
    assertThat(all)
        .extracting(one -> one.get("Source"))
        .containsExactly("API", "SDK", "SMS", "API");
    assertThat(all)
        .extracting(one -> one.get("ClientIdentity"))
        .containsExactly(null, "ada", null, null);
  }

  @ParameterizedTest
  @EnumSource(names = {"TIMER", "EVENT"})
  void aStateThatCameByItselfIsToldAloneAndAlways(Reason reason) {
    var it = new Things(Cause.byAccount(Things.ACCOUNT, false));
    var told = told(new ConversationChanged(it.conversation, it.closed(), it.cause, reason));
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().event()).isEqualTo(WebhookEvent.ON_CONVERSATION_STATE_UPDATED);
    assertThat(told.getFirst().isTold()).isTrue();
    assertThat(told.getFirst().parameters().get()).containsEntry("Reason", reason.name());
  }

  @Test
  void anEditThatLeavesTheStateTellsOfNone() {
    var it = new Things(Things.BY_ACCOUNT);
    var told =
        told(new ConversationChanged(it.conversation, it.conversation, it.cause, Reason.API));
    assertThat(told)
        .extracting(Announcement::event)
        .containsExactly(WebhookEvent.ON_CONVERSATION_UPDATED);
  }

  @Test
  void whatNobodyWantsIsToldOnlyIfItIsToldAlways() {
    var it = new Things(Cause.byAccount(Things.ACCOUNT, false));
    var added = told(new MessageAdded(it.conversation, it.message, List.of(), it.cause));
    assertThat(added.getFirst().isTold()).isFalse();
    var reported = told(new ReceiptChanged(it.conversation, it.message, it.receipt, it.cause));
    assertThat(reported.getFirst().isTold()).isTrue();
  }

  @Test
  void orderIsKeptWithinAConversationOrOfAUser() {
    var it = new Things(Things.BY_ACCOUNT);
    var ofMessage = told(new MessageAdded(it.conversation, it.message, List.of(), it.cause));
    assertThat(ofMessage.getFirst().subject()).isEqualTo(it.conversation.sid());
    assertThat(ofMessage.getFirst().body()).isEqualTo(it.message.body());
    var ofUser = told(new UserAdded(it.user, it.cause)).getFirst();
    assertThat(ofUser.subject()).isEqualTo(it.user.sid());
    assertThat(ofUser.conversationSid()).isNull();
  }
}
