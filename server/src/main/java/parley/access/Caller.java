package parley.access;

import org.jspecify.annotations.Nullable;

/**
 * Who asks, as far as credentials prove it: an account, by its token or one of its API keys, or a
 * user of one of its services, by an access token.
 *
 * @param webhooksWanted whether webhooks hear of all that it changes, asked for or not
 * @param keySid the API key that proved it or signed its token; null for the account's own token
 */
public record Caller(
    String accountSid, Actor actor, boolean webhooksWanted, @Nullable String keySid) {

  /** An account, by its own token or a key. */
  static Caller ofAccount(String accountSid, boolean webhooksWanted, @Nullable String keySid) {
    return new Caller(accountSid, Actor.ACCOUNT, webhooksWanted, keySid);
  }

  /** Why this caller changes something, where nobody looks at what was asked for before. */
  public Cause cause(boolean webhooksAsked, Permit permit) {
    return switch (actor) {
      case Actor.OfUser user -> Cause.byUser(accountSid, user, permit);
      case Actor.OfAccount account -> Cause.byAccount(accountSid, webhooksAsked || webhooksWanted);
      case Actor.OfChannel channel -> Cause.byChannel(accountSid, channel.channel());
    };
  }
}
