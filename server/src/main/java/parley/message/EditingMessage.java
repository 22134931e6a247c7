package parley.message;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.access.Cause;
import parley.conversation.Conversation;
import parley.event.Intent;
import parley.problem.Limits;

/**
 * A message is to be changed.
 *
 * @param participantSid the participant that its author will mean; null when there is none
 */
public record EditingMessage(
    Conversation conversation,
    Message before,
    EditedMessage wish,
    @Nullable String participantSid,
    Authors authors,
    Limits limits,
    Instant now,
    Cause cause)
    implements Intent<EditingMessage> {

  static EditingMessage of(
      Conversation conversation,
      Message before,
      EditedMessage wish,
      Authors authors,
      Limits limits,
      Instant now,
      Cause cause) {
    var author = wish.author().value();
    var participant = author == null ? before.participantSid() : authors.participantSid(author);
    return new EditingMessage(conversation, before, wish, participant, authors, limits, now, cause);
  }

  @Override
  public String serviceSid() {
    return conversation.serviceSid();
  }

  /** As it would become. */
  public Message after() {
    return wish.over(before, participantSid, cause.author(), before.changedVersion(), now);
  }

  @Override
  public Set<String> amendable() {
    return AddingMessage.AMENDABLE;
  }

  @Override
  public EditingMessage amended(Map<String, String> fields) {
    return of(conversation, before, wish.amended(fields, limits), authors, limits, now, cause);
  }
}
