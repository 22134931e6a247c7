package parley.access;

import java.time.Instant;

/**
 * A user who has shown a good access token and goes on without showing it again.
 *
 * @param until when the token is no longer good, with the allowance for clocks
 */
public record Admission(Caller caller, Instant until) {}
