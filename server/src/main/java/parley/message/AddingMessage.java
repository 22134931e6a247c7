package parley.message;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.access.Cause;
import parley.conversation.Conversation;
import parley.event.Intent;
import parley.problem.Limits;

/**
 * A message is to be added.
 *
 * @param participantSid the participant that its author means; null when there is none
 * @param media what it would show of its files: a JSON array; null without
 */
public record AddingMessage(
    Conversation conversation,
    NewMessage wish,
    @Nullable String participantSid,
    @Nullable String media,
    Authors authors,
    Limits limits,
    Cause cause)
    implements Intent<AddingMessage> {
  static final Set<String> AMENDABLE = Set.of("Body", "Author", "Attributes");

  @Override
  public String serviceSid() {
    return conversation.serviceSid();
  }

  @Override
  public Set<String> amendable() {
    return AMENDABLE;
  }

  @Override
  public AddingMessage amended(Map<String, String> fields) {
    var other = wish.amended(fields, limits);
    var participant =
        other.author().equals(wish.author())
            ? participantSid
            : authors.participantSid(other.author());
    return new AddingMessage(conversation, other, participant, media, authors, limits, cause);
  }
}
