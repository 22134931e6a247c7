package parley.message;

import java.util.Map;
import parley.access.Cause;
import parley.conversation.Conversation;
import parley.event.Intent;

/** A message is to be removed. */
public record RemovingMessage(Conversation conversation, Message message, Cause cause)
    implements Intent<RemovingMessage> {
  @Override
  public String serviceSid() {
    return conversation.serviceSid();
  }

  @Override
  public RemovingMessage amended(Map<String, String> fields) {
    return this;
  }
}
