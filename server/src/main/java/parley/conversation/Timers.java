package parley.conversation;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import parley.value.Change;

/**
 * When a conversation becomes inactive and closed by itself (rest-behaviour.md 3). The durations
 * are kept, because the dates are counted anew from the last activity.
 *
 * @param inactiveAfter an ISO 8601 duration; null for never
 * @param closedAfter an ISO 8601 duration; null for never
 * @param inactiveAt the date that is due now; null while none runs
 * @param closedAt the date that is due now; null while none runs
 */
public record Timers(
    @Nullable String inactiveAfter,
    @Nullable String closedAfter,
    @Nullable Instant inactiveAt,
    @Nullable Instant closedAt) {

  public static final Timers NONE = new Timers(null, null, null, null);

  /** The timers with other durations; their dates are still to be counted. */
  Timers with(Change<@Nullable String> inactive, Change<@Nullable String> closed) {
    return new Timers(inactive.over(inactiveAfter), closed.over(closedAfter), inactiveAt, closedAt);
  }

  /** Counts the dates from this moment: both run in parallel, as far as the state lets them. */
  public Timers countedFrom(Instant base, ConversationState state) {
    var runsToInactive = state == ConversationState.ACTIVE;
    var runsToClosed = state != ConversationState.CLOSED;
    return new Timers(
        inactiveAfter,
        closedAfter,
        runsToInactive && inactiveAfter != null ? after(base, inactiveAfter) : null,
        runsToClosed && closedAfter != null ? after(base, closedAfter) : null);
  }

  /** The moment a duration after another; months and years by the calendar, in UTC. */
  static Instant after(Instant base, String duration) {
    var time = duration.indexOf('T');
    var date = time < 0 ? duration : duration.substring(0, time);
    var moment = base.atZone(ZoneOffset.UTC);
    if (date.length() > 1) {
      moment = moment.plus(Period.parse(date));
    }
    if (time >= 0) {
      moment = moment.plus(Duration.parse("P" + duration.substring(time)));
    }
    return moment.toInstant();
  }
}
