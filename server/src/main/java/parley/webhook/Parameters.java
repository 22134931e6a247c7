package parley.webhook;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.access.Actor;
import parley.access.Cause;

/**
 * The parameters of one event, in the order they are told, those of every event first
 * (docs/behaviour.md 4.3). What is null is left out.
 */
final class Parameters {
  /** With milliseconds, unlike the API. */
  private static final DateTimeFormatter DATE =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private final Map<String, String> all = new LinkedHashMap<>();

  private Parameters() {}

  static Parameters of(WebhookEvent event, String serviceSid, Cause cause) {
    return new Parameters()
        .text("AccountSid", cause.accountSid())
        .text("EventType", event.wire())
        .text("Source", source(cause))
        .text("ClientIdentity", cause.clientIdentity())
        .text("ChatServiceSid", serviceSid);
  }

  /** By a client or not; a message from outside says by which channel. */
  private static String source(Cause cause) {
    return switch (cause.actor()) {
      case Actor.OfChannel outside -> outside.channel().toUpperCase(Locale.ROOT);
      case Actor.OfUser user -> "SDK";
      case Actor.OfAccount account -> "API";
    };
  }

  Parameters text(String name, @Nullable String value) {
    if (value != null) {
      all.put(name, value);
    }
    return this;
  }

  Parameters number(String name, @Nullable Long value) {
    return text(name, value == null ? null : value.toString());
  }

  Parameters date(String name, @Nullable Instant value) {
    return text(name, value == null ? null : DATE.format(value));
  }

  Map<String, String> map() {
    return Collections.unmodifiableMap(all);
  }
}
