package parley.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import parley.value.Word;

/**
 * Something that is to go wrong, for calls to this server or for deliveries, and how often it has.
 * Safe for use by many threads.
 */
final class Fault {
  /** When a connection is cut, as seen from the change that was asked for. */
  enum When implements Word {
    BEFORE,
    AFTER
  }

  /**
   * Which calls it may strike.
   *
   * @param method null for any
   * @param route as it was asked for; null for any operation of the API
   * @param target what the URLs of deliveries begin with; null for calls to this server
   */
  record Aim(@Nullable String method, @Nullable String route, @Nullable String target) {}

  /**
   * How often it strikes.
   *
   * @param share of the calls it may strike, 0 to 1
   * @param times null for without end
   * @param seed of the chance by which the share is drawn
   */
  record Odds(double share, @Nullable Long times, long seed) {}

  /**
   * What happens.
   *
   * @param status what is answered; null for what the call would be answered
   * @param code the API's code beside the status; null for the one that fits
   * @param delay before anything else
   * @param cut when the connection is cut; null for never
   */
  record Effect(
      @Nullable Integer status, @Nullable Integer code, Duration delay, @Nullable When cut) {}

  /** How often it was looked at, and how often it struck. */
  record Count(long calls, long hits) {}

  private final String sid;
  private final Aim aim;
  private final Odds odds;
  private final Effect effect;
  private final Instant createdAt;
  private final Random random;
  private long calls;
  private long hits;

  Fault(String sid, Aim aim, Odds odds, Effect effect, Instant createdAt) {
    this.sid = sid;
    this.aim = aim;
    this.odds = odds;
    this.effect = effect;
    this.createdAt = createdAt;
    this.random = new Random(odds.seed());
  }

  /** Whether it strikes a call that is its own; each counts, and each draws once. */
  synchronized boolean strikes() {
    calls++;
    var drawn = random.nextDouble() < odds.share();
    if (drawn && (odds.times() == null || hits < odds.times())) {
      hits++;
      return true;
    }
    return false;
  }

  synchronized Count count() {
    return new Count(calls, hits);
  }

  String sid() {
    return sid;
  }

  Aim aim() {
    return aim;
  }

  Odds odds() {
    return odds;
  }

  Effect effect() {
    return effect;
  }

  Instant createdAt() {
    return createdAt;
  }
}
