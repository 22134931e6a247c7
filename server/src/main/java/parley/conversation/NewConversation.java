package parley.conversation;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.configuration.AccountConfiguration;
import parley.configuration.TimerField;
import parley.conversation.Conversation.Email;
import parley.http.Field;
import parley.http.Form;
import parley.problem.Code;
import parley.problem.Limits;
import parley.value.Built;
import parley.value.Change;
import parley.value.Sids;

/**
 * A wish for a conversation.
 *
 * @param opener the message that it is made for; null when somebody asks for it
 */
@Built
public record NewConversation(
    @Nullable String friendlyName,
    @Nullable String uniqueName,
    String attributes,
    ConversationState state,
    Change<@Nullable String> inactiveAfter,
    Change<@Nullable String> closedAfter,
    @Nullable String messagingServiceSid,
    @Nullable Email email,
    @Nullable OpeningMessage opener,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt)
    implements NewConversationBuilder.With {
  static final int NAME_LENGTH_MAX = 256;

  public static NewConversation from(Form form) {
    var state = state(form.sent("State"));
    if (state == ConversationState.CLOSED) {
      throw form.sent("State").refused(Code.CLOSED_AT_CREATION, "must be active or inactive");
    }
    return new NewConversation(
        friendlyName(form).textOrNull(),
        uniqueName(form).textOrNull(),
        attributes(form).textOr("{}"),
        state == null ? ConversationState.ACTIVE : state,
        TimerField.inactive(form.sent("Timers.Inactive")),
        TimerField.closed(form.sent("Timers.Closed")),
        messagingServiceSid(form).textOrNull(),
        email(form),
        null,
        form.field("DateCreated").time(Code.BAD_DATE_CREATED),
        form.field("DateUpdated").time(Code.BAD_DATE_UPDATED));
  }

  /** The same wish with other values for some fields of a form. */
  NewConversation amended(Map<String, String> fields) {
    var name = friendlyName(Form.of(fields, Limits.DOCUMENTED)).clearable();
    return withFriendlyName(name.over(friendlyName));
  }

  /** The same wish for another state. */
  public NewConversation in(ConversationState other) {
    return withState(other);
  }

  /** The same wish, made for a message from outside. */
  public NewConversation openedBy(OpeningMessage message) {
    return withOpener(message);
  }

  @Nullable String messagingServiceSid(AccountConfiguration defaults) {
    return messagingServiceSid == null ? defaults.messagingServiceSid() : messagingServiceSid;
  }

  /** The conversation that is wished for; what the wish leaves open is what the account wants. */
  Conversation made(
      String sid, String service, AccountConfiguration defaults, String creator, Instant now) {
    var created = createdAt == null ? now : createdAt;
    var updated = updatedAt == null ? created : updatedAt;
    return ConversationBuilder.builder()
        .sid(sid)
        .accountSid(defaults.accountSid())
        .serviceSid(service)
        .friendlyName(friendlyName)
        .uniqueName(uniqueName)
        .attributes(attributes)
        .state(state)
        .timers(
            new Timers(defaults.inactiveAfter(), defaults.closedAfter(), null, null)
                .with(inactiveAfter, closedAfter)
                .countedFrom(now, state))
        .messagingServiceSid(messagingServiceSid(defaults))
        .email(email)
        .createdBy(creator)
        .tally(new Conversation.Tally(0, 0, created))
        .webhookCount(0)
        .version(0)
        .createdAt(created)
        .updatedAt(updated)
        .build();
  }

  static Field friendlyName(Form form) {
    return form.sent("FriendlyName").max(NAME_LENGTH_MAX, Code.FRIENDLY_NAME_TOO_LONG);
  }

  /**
   * A unique name must not look like a SID, for paths take either (docs/behaviour.md 1.3), and not
   * get lost in a path.
   */
  static Field uniqueName(Form form) {
    var field =
        form.sent("UniqueName")
            .max(NAME_LENGTH_MAX, Code.UNIQUE_NAME_TOO_LONG)
            .reachable(Code.UNIQUE_NAME_LIKE_SID);
    if (Sids.looksLike("CH", field.textOr(""))) {
      throw field.refused(Code.UNIQUE_NAME_LIKE_SID, "must not look like a Conversation SID");
    }
    return field;
  }

  static Field attributes(Form form) {
    return form.field("Attributes")
        .maxBytes(form.limits().attributes().conversation(), Code.ATTRIBUTES_TOO_LONG)
        .json(Code.ATTRIBUTES_INVALID);
  }

  static Field messagingServiceSid(Form form) {
    var field = form.sent("MessagingServiceSid");
    var sid = field.textOrNull();
    if (sid != null && !Sids.looksLike("MG", sid)) {
      throw field.refused(Code.BAD_MESSAGING_SERVICE, "must be a SID that begins with MG");
    }
    return field;
  }

  /** A state that can be set; an empty one is an error of its own. */
  static @Nullable ConversationState state(Field field) {
    if (field.given() && field.textOr("").isEmpty()) {
      throw field.refused(Code.STATE_EMPTY, "is empty");
    }
    return field.choice(ConversationState.NAMED, Code.BAD_STATE);
  }

  static Field emailAddress(Form form) {
    return form.sent("Bindings.Email.Address").max(NAME_LENGTH_MAX, Code.BAD_ADDRESS);
  }

  static Field emailName(Form form) {
    return form.sent("Bindings.Email.Name").max(NAME_LENGTH_MAX, Code.FRIENDLY_NAME_TOO_LONG);
  }

  private static @Nullable Email email(Form form) {
    var address = emailAddress(form).textOrNull();
    var name = emailName(form).textOrNull();
    return address == null && name == null ? null : new Email(address, name);
  }
}
