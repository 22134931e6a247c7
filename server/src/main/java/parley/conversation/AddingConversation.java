package parley.conversation;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.access.Cause;
import parley.event.Intent;

/**
 * A conversation is to be made.
 *
 * @param messagingServiceSid the one it will have: the wish's, else the account's
 */
public record AddingConversation(
    String serviceSid, NewConversation wish, @Nullable String messagingServiceSid, Cause cause)
    implements Intent<AddingConversation> {

  @Override
  public Set<String> amendable() {
    return EditingConversation.AMENDABLE;
  }

  @Override
  public AddingConversation amended(Map<String, String> fields) {
    return new AddingConversation(serviceSid, wish.amended(fields), messagingServiceSid, cause);
  }
}
