package parley.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import parley.access.Caller;

/**
 * A request that was answered; its answer may still be on the way.
 *
 * @param path as it was sent, without the query, which may hold secrets
 * @param template the path of its route with the variables in braces; null without a route
 * @param took from its first byte to the beginning of the answer
 * @param address as {@link Call#clientAddress}
 * @param caller whom its credentials proved; null for nobody
 */
public record Answered(
    String id,
    String method,
    String path,
    @Nullable String template,
    int status,
    Duration took,
    String address,
    @Nullable Caller caller) {}
