package parley.outbound;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call to the outside.
 *
 * @param url absolute, http or https, as it is to be called
 * @param headers in order
 * @param form the body, percent-encoded; null without one
 */
public record OutboundRequest(
    String method, String url, Map<String, String> headers, @Nullable String form) {}
