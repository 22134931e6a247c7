package parley.inbox;

import org.jspecify.annotations.Nullable;

/**
 * What a transaction did to a user's list.
 *
 * @param conversationSid whose row changed; null when it may have been any
 * @param row as the transaction left it; null when it is gone
 */
record Change(String userSid, @Nullable String conversationSid, @Nullable RowText row) {

  /** Something changed, and nothing but a look at the list tells what. */
  static Change unknown(String userSid) {
    return new Change(userSid, null, null);
  }

  static Change gone(String userSid, String conversationSid) {
    return new Change(userSid, conversationSid, null);
  }
}
