package parley.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.outbound.OutboundRequest;

/**
 * Tells whoever runs the server of deliveries that are given up: once a minute for a host, however
 * many they are. Paths and queries may be secret and are not told.
 */
final class LossLog {
  private static final Duration SILENCE = Duration.ofMinutes(1);
  private static final int HOSTS_MAX = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger(LossLog.class);

  private final Cache<String, Boolean> told =
      Caffeine.newBuilder()
          .maximumSize(HOSTS_MAX)
          .expireAfterWrite(SILENCE)
          .executor(Runnable::run)
          .build();

  void tell(Delivery lost, DeliveryAttempt last) {
    var target = new OutboundRequest(lost.method(), lost.url(), Map.of(), null).toString();
    if (told.asMap().putIfAbsent(target, true) == null) {
      LOG.warn(
          "{} to {} is given up after {} tries, the last one: {}; {}?Status=failed has all such",
          lost.sid(),
          target,
          lost.attempts() + 1,
          last.error(),
          DeliveryResource.PATH);
    }
  }
}
