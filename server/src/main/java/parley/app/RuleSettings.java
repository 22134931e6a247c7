package parley.app;

import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import parley.access.AccessRules;
import parley.delivery.DeliveryRules;
import parley.http.HttpLimits;
import parley.operations.RateRules;
import parley.outbound.Authorities;
import parley.outbound.Cidr;
import parley.outbound.OutboundRules;
import parley.realtime.RealtimeLimits;
import parley.webhook.WebhookRules;
import parley.webhook.WebhookRules.OnTimeout;

/** Reads what each room is to hold to, as records of the rooms' own. */
final class RuleSettings {
  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;
  private static final int GIB = 1 << 30;
  private static final int RATE_MAX = 1_000_000;
  private static final int HOUR_SECONDS = 3_600;
  private static final int YEAR_DAYS = 365;
  private static final int DAY_SECONDS = Settings.DAY_SECONDS;

  private RuleSettings() {}

  /**
   * The rules of all rooms but http.
   *
   * @param localAllowed whether webhooks may be called on this machine and its network
   */
  static Rules read(Asked asked, boolean localAllowed) {
    return new Rules(
        LimitSettings.read(asked),
        outbound(asked, localAllowed),
        webhooks(asked),
        deliveries(asked),
        new AccessRules(asked.seconds(Setting.TOKEN_SKEW, 0, HOUR_SECONDS)),
        rates(asked),
        realtime(asked));
  }

  static HttpLimits http(Asked asked) {
    return HttpLimits.but(
        draft -> {
          draft.connections = asked.number(Setting.HTTP_CONNECTIONS, 1, 1_000_000);
          draft.headBytes = asked.number(Setting.HTTP_HEAD_BYTES, KIB, GIB);
          draft.bodyBytesUnderWay =
              asked.number(Setting.HTTP_BODY_BYTES, draft.bodyBytesUnderWay, MIB, Long.MAX_VALUE);
          draft.fieldBytes = asked.number(Setting.HTTP_FIELD_BYTES, KIB, GIB);
          draft.requestTime = asked.seconds(Setting.HTTP_REQUEST_SECONDS, 1, DAY_SECONDS);
          draft.bytesPerSecond = asked.number(Setting.HTTP_BYTES_PER_SECOND, 1, GIB);
          draft.restBytes = asked.number(Setting.HTTP_REST_BYTES, 0, GIB);
          draft.restTime = asked.seconds(Setting.HTTP_REST_SECONDS, 0, DAY_SECONDS);
          draft.forwardedForTrusted = asked.flag(Setting.TRUST_FORWARDED_FOR);
          draft.drainTime = asked.seconds(Setting.DRAIN_TIMEOUT, 0, DAY_SECONDS);
        });
  }

  private static RealtimeLimits realtime(Asked asked) {
    return RealtimeLimits.but(
        draft -> {
          draft.connections = asked.number(Setting.REALTIME_CONNECTIONS, 1, 1_000_000);
          draft.frameBytes = asked.number(Setting.REALTIME_FRAME_BYTES, 64 * KIB, GIB);
          draft.queueBytes =
              asked.number(Setting.REALTIME_QUEUE_BYTES, draft.queueBytes, KIB, Long.MAX_VALUE);
          draft.requests = asked.number(Setting.REALTIME_REQUESTS, 1, 10_000);
          draft.subscriptions = asked.number(Setting.REALTIME_SUBSCRIPTIONS, 1, 10_000_000);
          draft.replay = asked.number(Setting.REALTIME_REPLAY, 1, 100_000);
          draft.writeTime = asked.seconds(Setting.REALTIME_WRITE_SECONDS, 1, DAY_SECONDS);
          draft.initTime = asked.seconds(Setting.REALTIME_INIT_SECONDS, 1, DAY_SECONDS);
          draft.ping = asked.seconds(Setting.REALTIME_PING_SECONDS, 1, DAY_SECONDS);
          draft.idle = asked.seconds(Setting.REALTIME_IDLE_SECONDS, 1, DAY_SECONDS);
          draft.offlineAfter = asked.seconds(Setting.REALTIME_OFFLINE_SECONDS, 0, DAY_SECONDS);
        });
  }

  private static RateRules rates(Asked asked) {
    return new RateRules(
        asked.number(Setting.RATE_CONVERSATION, 0, RATE_MAX),
        asked.number(Setting.RATE_SERVICE, 0, RATE_MAX),
        asked.number(Setting.RATE_KEY, 0, RATE_MAX));
  }

  private static OutboundRules outbound(Asked asked, boolean localAllowed) {
    return new OutboundRules(
        localAllowed,
        asked.parsed(Setting.WEBHOOK_ALLOW, List.of(), Cidr::parseAll),
        asked.parsed(Setting.WEBHOOK_CA, List.of(), RuleSettings::authorities));
  }

  private static List<X509Certificate> authorities(String file) {
    try {
      return Authorities.read(Place.path(file.strip()));
    } catch (UncheckedIOException e) {
      throw new IllegalArgumentException("cannot be read: " + Reasons.of(e), e);
    }
  }

  private static WebhookRules webhooks(Asked asked) {
    return new WebhookRules(
        asked.flag(Setting.WEBHOOKS_FOR_REST),
        asked.seconds(Setting.WEBHOOK_PRE_TIMEOUT, 1, 60),
        asked.choice(Setting.WEBHOOK_PRE_ON_TIMEOUT, OnTimeout.class));
  }

  private static DeliveryRules deliveries(Asked asked) {
    return new DeliveryRules(
        Duration.ofHours(asked.number(Setting.WEBHOOK_RETRY_HOURS, 0, YEAR_DAYS * 24)),
        Duration.ofDays(asked.number(Setting.DELIVERY_KEEP_DAYS, 0, YEAR_DAYS)),
        Duration.ofDays(asked.number(Setting.DELIVERY_KEEP_FAILED_DAYS, 0, YEAR_DAYS)));
  }
}
