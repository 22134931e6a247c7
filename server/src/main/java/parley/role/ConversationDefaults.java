package parley.role;

import java.util.List;

/**
 * The roles of those who come into a conversation and ask for none.
 *
 * @param creatorSid of who has made the conversation (docs/behaviour.md 5)
 */
public record ConversationDefaults(String memberSid, String creatorSid) {
  /** Each once. */
  List<String> sids() {
    return memberSid.equals(creatorSid) ? List.of(memberSid) : List.of(memberSid, creatorSid);
  }
}
