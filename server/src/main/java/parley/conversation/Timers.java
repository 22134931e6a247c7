package parley.conversation;

import static java.util.Comparator.naturalOrder;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.value.Change;
import parley.value.IsoDuration;

/**
 * When a conversation becomes inactive and closed by itself (docs/behaviour.md 3). The durations
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

  /** The timers with other durations; their dates are still to be counted. */
  Timers with(Change<@Nullable String> inactive, Change<@Nullable String> closed) {
    return new Timers(inactive.over(inactiveAfter), closed.over(closedAfter), inactiveAt, closedAt);
  }

  /** Whether any date is due. */
  public boolean run() {
    return inactiveAt != null || closedAt != null;
  }

  /** The date that comes first; empty while none runs. */
  public Optional<Instant> earliest() {
    return Stream.of(inactiveAt, closedAt).flatMap(Stream::ofNullable).min(naturalOrder());
  }

  /** Whether one of these dates comes before all of the others', which run as well. */
  boolean endBefore(Timers others) {
    var theirs = others.earliest();
    return theirs.isPresent() && earliest().filter(theirs.get()::isAfter).isPresent();
  }

  /** The timers of a conversation that has become inactive, whose closing date stays. */
  Timers closingAt(@Nullable Instant date) {
    return new Timers(inactiveAfter, closedAfter, null, date);
  }

  /** Counts the dates from this moment: both run in parallel, as far as the state lets them. */
  public Timers countedFrom(Instant base, ConversationState state) {
    var runsToInactive = state == ConversationState.ACTIVE;
    var runsToClosed = state != ConversationState.CLOSED;
    return new Timers(
        inactiveAfter,
        closedAfter,
        runsToInactive && inactiveAfter != null ? IsoDuration.after(base, inactiveAfter) : null,
        runsToClosed && closedAfter != null ? IsoDuration.after(base, closedAfter) : null);
  }
}
