package parley.conversation;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import parley.access.Cause;
import parley.event.Intent;

/** A conversation is to be changed. */
public record EditingConversation(
    Conversation before, EditedConversation wish, Instant now, Cause cause)
    implements Intent<EditingConversation> {
  static final Set<String> AMENDABLE = Set.of("FriendlyName");

  @Override
  public String serviceSid() {
    return before.serviceSid();
  }

  /** As it would become. */
  public Conversation after() {
    return wish.over(before, now);
  }

  @Override
  public Set<String> amendable() {
    return AMENDABLE;
  }

  @Override
  public EditingConversation amended(Map<String, String> fields) {
    return new EditingConversation(before, wish.amended(fields), now, cause);
  }
}
