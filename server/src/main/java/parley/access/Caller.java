package parley.access;

/**
 * Who asks: an account, proven by its token or one of its API keys.
 *
 * @param webhooksWanted whether webhooks hear of all that it changes, asked for or not
 */
public record Caller(String accountSid, boolean webhooksWanted) {}
