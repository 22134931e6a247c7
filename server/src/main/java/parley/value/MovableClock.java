package parley.value;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Another clock, as a rule the machine's, that can be set and stopped. Safe for use by many
 * threads; who moves it says from where, so that of two who do it at once one sees the other.
 */
public final class MovableClock extends Clock {
  /** No earlier than that: SIDs begin with the milliseconds since then. */
  public static final Instant LEAST = Instant.EPOCH;

  /** No later than that, so that dates still to come can be told in four digits of a year. */
  public static final Instant MOST = Instant.parse("3000-01-01T00:00:00Z");

  private final Clock base;
  private final AtomicReference<Position> position = new AtomicReference<>(Position.REAL);

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
    /** As the clock behind it. */
    public static final Position REAL = new Position(Duration.ZERO, null);

    public boolean isStopped() {
      return stoppedAt != null;
    }
  }

  @Override
  public Instant instant() {
    return at(position());
  }

  /** What it would show. */
  public Instant at(Position other) {
    return other.stoppedAt != null ? other.stoppedAt : base.instant().plus(other.offset);
  }

  /** How far it is before the clock behind it just now; negative when it is behind it. */
  public Duration offset() {
    var now = position();
    return now.stoppedAt == null ? now.offset : Duration.between(base.instant(), now.stoppedAt);
  }

  /** A position in which it shows a time, and runs on from there or not. */
  public Position showing(Instant time, boolean stopped) {
    return stopped
        ? new Position(Duration.ZERO, time)
        : new Position(Duration.between(base.instant(), time), null);
  }

  public Position position() {
    return position.get();
  }

  /** Sets it, whoever has set it before. */
  public void set(Position other) {
    position.set(new Position(other.offset, other.stoppedAt)); // for move, which knows the object
  }

  /**
   * Sets it, unless somebody else has set it meanwhile.
   *
   * @param known the very object by which it was set last
   * @return whether it is set
   */
  public boolean move(Position known, Position other) {
    return position.compareAndSet(known, other);
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
