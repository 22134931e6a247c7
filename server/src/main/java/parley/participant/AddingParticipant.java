package parley.participant;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.access.Cause;
import parley.conversation.Conversation;
import parley.event.Intent;

/**
 * Somebody is to join a conversation.
 *
 * @param roleSid the role that will be given; null for none
 */
public record AddingParticipant(
    Conversation conversation, NewParticipant wish, @Nullable String roleSid, Cause cause)
    implements Intent<AddingParticipant> {
  @Override
  public String serviceSid() {
    return conversation.serviceSid();
  }

  @Override
  public AddingParticipant amended(Map<String, String> fields) {
    return this;
  }
}
