package parley.participant;

import java.util.Map;
import parley.access.Cause;
import parley.conversation.Conversation;
import parley.event.Intent;

/** Somebody is to leave a conversation, or to be removed. */
public record RemovingParticipant(Conversation conversation, Participant participant, Cause cause)
    implements Intent<RemovingParticipant> {
  @Override
  public String serviceSid() {
    return conversation.serviceSid();
  }

  @Override
  public RemovingParticipant amended(Map<String, String> fields) {
    return this;
  }
}
