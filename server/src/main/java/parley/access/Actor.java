package parley.access;

/** Who makes a change. */
public sealed interface Actor {
  /** The account itself, by its token or one of its API keys, or this server on its behalf. */
  record OfAccount() implements Actor {}

  /** A user of a service, by an access token. */
  record OfUser(String serviceSid, String identity) implements Actor {}

  /**
   * Somebody outside chat, by a message that came in.
   *
   * @param channel what carried it, such as sms or whatsapp
   */
  record OfChannel(String channel) implements Actor {}

  Actor ACCOUNT = new OfAccount();
}
