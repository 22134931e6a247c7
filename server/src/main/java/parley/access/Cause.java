package parley.access;

/**
 * Why something changes. It travels with every deed.
 *
 * @param webhooksWanted changes over REST are silent unless the request asks for webhooks
 *     (rest-behaviour.md 4.2)
 */
public record Cause(String accountSid, boolean webhooksWanted) {}
