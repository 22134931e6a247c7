package parley.conversation;

import java.util.Map;
import parley.access.Cause;
import parley.event.Intent;

/** A conversation is to be removed. */
public record RemovingConversation(Conversation conversation, Cause cause)
    implements Intent<RemovingConversation> {
  @Override
  public String serviceSid() {
    return conversation.serviceSid();
  }

  @Override
  public RemovingConversation amended(Map<String, String> fields) {
    return this;
  }
}
