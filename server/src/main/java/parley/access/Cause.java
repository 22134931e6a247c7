package parley.access;

import org.jspecify.annotations.Nullable;

/**
 * Why something changes. It travels with every deed, and every event bears it.
 *
 * @param webhooksWanted whether webhooks hear of it: changes over REST are silent unless the
 *     request asks for them (docs/behaviour.md 4.2)
 * @param permit that the actor may do it
 */
public record Cause(
    String accountSid, Actor actor, Source source, boolean webhooksWanted, Permit permit) {

  /** The author and creator of what REST made (docs/behaviour.md 2.4, 2.7). */
  public static final String SYSTEM = "system";

  public Cause(String accountSid, Actor actor, Source source, boolean webhooksWanted) {
    this(accountSid, actor, source, webhooksWanted, Permit.ALWAYS);
  }

  /** By which way a change came (docs/behaviour.md 4.3). */
  public enum Source {
    /** A request with the account's credentials. */
    API,
    /** A client with an access token. */
    SDK,
    /** A date that was due. */
    TIMER,
    /** A message from outside chat. */
    CHANNEL
  }

  /** The account's own change, by a request. */
  public static Cause byAccount(String accountSid, boolean webhooksWanted) {
    return new Cause(accountSid, Actor.ACCOUNT, Source.API, webhooksWanted);
  }

  /** A change of a client with an access token: webhooks always hear of it. */
  public static Cause byUser(String accountSid, Actor.OfUser user, Permit permit) {
    return new Cause(accountSid, user, Source.SDK, true, permit);
  }

  /** A date that was due: nobody asked for it, and webhooks always hear of it. */
  public static Cause byTimer(String accountSid) {
    return new Cause(accountSid, Actor.ACCOUNT, Source.TIMER, true);
  }

  /**
   * A message from outside chat: webhooks always hear of it.
   *
   * @param channel what carried it, such as sms or whatsapp
   */
  public static Cause byChannel(String accountSid, String channel) {
    return new Cause(accountSid, new Actor.OfChannel(channel), Source.CHANNEL, true);
  }

  /** Who wrote what is made: the user, or what the original calls whoever has no name. */
  public String author() {
    var identity = clientIdentity();
    return identity == null ? SYSTEM : identity;
  }

  /** The identity of the user who makes the change; null when it is none. */
  public @Nullable String clientIdentity() {
    return actor instanceof Actor.OfUser user ? user.identity() : null;
  }
}
