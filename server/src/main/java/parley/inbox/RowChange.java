package parley.inbox;

import org.jspecify.annotations.Nullable;

/**
 * What a transaction did to a row of a user's list.
 *
 * @param conversationSid whose row changed; null when it may have been any
 * @param row as the transaction left it; null when it is gone
 */
public record RowChange(String userSid, @Nullable String conversationSid, @Nullable RowText row) {

  /** Something changed, and nothing but a look at the list tells what. */
  public static RowChange unknown(String userSid) {
    return new RowChange(userSid, null, null);
  }

  /** A conversation has left the list. */
  public static RowChange gone(String userSid, String conversationSid) {
    return new RowChange(userSid, conversationSid, null);
  }
}
