package parley.access;

import org.jspecify.annotations.Nullable;

/**
 * Who asks, as far as credentials prove it: an account, by its token or one of its API keys, or a
 * user of one of its services, by an access token.
 *
 * @param webhooksWanted whether webhooks hear of all that it changes, asked for or not
 * @param keySid the API key that proved it or signed its token; null for the account's own token
 * @param deploymentRoleSid the role of a user who is not there yet, as the access token says; null
 *     for the service's default one
 */
public record Caller(
    String accountSid,
    Actor actor,
    boolean webhooksWanted,
    @Nullable String keySid,
    @Nullable String deploymentRoleSid) {

  /** An account, by its own token or a key. */
  static Caller ofAccount(String accountSid, boolean webhooksWanted, @Nullable String keySid) {
    return new Caller(accountSid, Actor.ACCOUNT, webhooksWanted, keySid, null);
  }

  /** A user, by an access token. */
  static Caller ofUser(AccessGrant grant) {
    var user = new Actor.OfUser(grant.serviceSid(), grant.identity());
    return new Caller(grant.accountSid(), user, true, grant.keySid(), grant.deploymentRoleSid());
  }

  /**
   * Why this caller changes something.
   *
   * @param webhooksAsked whether the request asks that webhooks hear of it
   * @param permit that the caller may do it
   */
  public Cause cause(boolean webhooksAsked, Permit permit) {
    return actor instanceof Actor.OfUser user
        ? Cause.byUser(accountSid, user, permit)
        : Cause.byAccount(accountSid, webhooksAsked || webhooksWanted);
  }
}
