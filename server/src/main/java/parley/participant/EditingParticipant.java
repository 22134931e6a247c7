package parley.participant;

import java.util.Map;
import parley.access.Cause;
import parley.conversation.Conversation;
import parley.event.Intent;

/**
 * A participant is to be changed.
 *
 * @param participant as it would become
 */
public record EditingParticipant(Conversation conversation, Participant participant, Cause cause)
    implements Intent<EditingParticipant> {
  @Override
  public String serviceSid() {
    return conversation.serviceSid();
  }

  @Override
  public EditingParticipant amended(Map<String, String> fields) {
    return this;
  }
}
