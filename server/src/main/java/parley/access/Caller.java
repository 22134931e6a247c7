package parley.access;

/** Who asks: an account, proven by its token or one of its API keys. */
public record Caller(String accountSid) {}
