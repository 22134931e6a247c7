package parley.conversation;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.configuration.TimerField;
import parley.conversation.Conversation.Email;
import parley.http.Form;
import parley.problem.Code;
import parley.problem.Limits;
import parley.value.Change;

/** A wish to change a conversation. What was not sent stays as it is. */
public record EditedConversation(
    Change<@Nullable String> friendlyName,
    Change<@Nullable String> uniqueName,
    Change<String> attributes,
    @Nullable ConversationState state,
    Change<@Nullable String> inactiveAfter,
    Change<@Nullable String> closedAfter,
    Change<@Nullable String> messagingServiceSid,
    Change<@Nullable String> emailAddress,
    Change<@Nullable String> emailName,
    Change<Instant> createdAt,
    Change<Instant> updatedAt) {

  public static EditedConversation from(Form form) {
    return new EditedConversation(
        NewConversation.friendlyName(form).clearable(),
        NewConversation.uniqueName(form).clearable(),
        NewConversation.attributes(form).change(),
        NewConversation.state(form.sent("State")),
        TimerField.inactive(form.sent("Timers.Inactive")),
        TimerField.closed(form.sent("Timers.Closed")),
        NewConversation.messagingServiceSid(form).clearable(),
        NewConversation.emailAddress(form).clearable(),
        NewConversation.emailName(form).clearable(),
        form.field("DateCreated").timeChange(Code.BAD_DATE_CREATED),
        form.field("DateUpdated").timeChange(Code.BAD_DATE_UPDATED));
  }

  /** The same wish with other values for some fields of a form. */
  EditedConversation amended(Map<String, String> fields) {
    return new EditedConversation(
        NewConversation.friendlyName(Form.of(fields, Limits.DOCUMENTED))
            .clearable()
            .or(friendlyName),
        uniqueName,
        attributes,
        state,
        inactiveAfter,
        closedAfter,
        messagingServiceSid,
        emailAddress,
        emailName,
        createdAt,
        updatedAt);
  }

  Conversation over(Conversation old, Instant now) {
    var newState = state == null ? old.state() : state;
    var created = createdAt.overRequired(old.createdAt());
    return old.with(
        it ->
            it.friendlyName(friendlyName.over(old.friendlyName()))
                .uniqueName(uniqueName.over(old.uniqueName()))
                .attributes(attributes.overRequired(old.attributes()))
                .state(newState)
                .timers(timers(old, newState, now))
                .messagingServiceSid(messagingServiceSid.over(old.messagingServiceSid()))
                .email(email(old.email()))
                .tally(tally(old.tally(), created))
                .createdAt(created)
                .updatedAt(updatedAt.overRequired(now)));
  }

  /** A change of state or of a duration starts the timers anew; any other lets them run. */
  private Timers timers(Conversation old, ConversationState newState, Instant now) {
    var restarts = newState != old.state() || inactiveAfter.given() || closedAfter.given();
    if (!restarts) {
      return old.timers();
    }
    var counted = old.timers().with(inactiveAfter, closedAfter).countedFrom(now, newState);
    // Made inactive by hand, a conversation's closing date stays (docs/behaviour.md 3).
    var keepsClosing = newState == ConversationState.INACTIVE && !closedAfter.given();
    return keepsClosing ? counted.closingAt(old.timers().closedAt()) : counted;
  }

  private @Nullable Email email(@Nullable Email old) {
    var address = emailAddress.over(old == null ? null : old.address());
    var name = emailName.over(old == null ? null : old.name());
    return address == null && name == null ? null : new Email(address, name);
  }

  /** While there is no message, the conversation's own date is its last activity. */
  private static Conversation.Tally tally(Conversation.Tally old, Instant created) {
    return old.messageCount() == 0 ? new Conversation.Tally(old.nextIndex(), 0, created) : old;
  }
}
