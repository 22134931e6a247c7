package parley.value;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Another clock, as a rule the machine's, that can be set and stopped. Safe for use by many
 * threads, of which one moves it at a time.
 */
public final class MovableClock extends Clock {
  /** No earlier than that: SIDs begin with the milliseconds since then. */
  public static final Instant LEAST = Instant.EPOCH;

  /** No later than that, so that dates still to come can be told in four digits of a year. */
  public static final Instant MOST = Instant.parse("3000-01-01T00:00:00Z");

  private final Clock base;
  private volatile Position position = Position.REAL;

  public MovableClock(Clock base) {
    this.base = base;
  }

  /**
   * How a clock is set.
   *
   * @param offset how far it is before the clock behind it while it runs
   * @param stoppedAt where it stands; null while it runs
   */
  public record Position(Duration offset, @Nullable Instant stoppedAt) {
    static final Position REAL = new Position(Duration.ZERO, null);
  }

  @Override
  public Instant instant() {
    var now = position;
    return now.stoppedAt != null ? now.stoppedAt : base.instant().plus(now.offset);
  }

  public boolean isStopped() {
    return position.stoppedAt != null;
  }

  /** How far it is before the clock behind it just now; negative when it is behind it. */
  public Duration offset() {
    var now = position;
    return now.stoppedAt == null ? now.offset : Duration.between(base.instant(), now.stoppedAt);
  }

  /** Moves it, running or stopped as it is. */
  public void moveTo(Instant time) {
    position =
        isStopped()
            ? new Position(Duration.ZERO, time)
            : new Position(Duration.between(base.instant(), time), null);
  }

  /** Stops it where it is, or lets it run on from there. */
  public void stop(boolean stopped) {
    if (stopped != isStopped()) {
      var time = instant();
      position =
          stopped
              ? new Position(Duration.ZERO, time)
              : new Position(Duration.between(base.instant(), time), null);
    }
  }

  /** How it is set, for {@link #set}. */
  public Position position() {
    return position;
  }

  /** Sets it as it was set before. */
  public void set(Position other) {
    position = other;
  }

  /** Has it show what the clock behind it shows. */
  public void reset() {
    position = Position.REAL;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("this clock knows UTC alone");
  }
}
