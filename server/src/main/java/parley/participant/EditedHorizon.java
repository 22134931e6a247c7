package parley.participant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.conversation.Conversation;
import parley.http.Form;
import parley.participant.Participant.Horizon;
import parley.problem.Code;
import parley.storage.Tx;
import parley.value.Change;

/**
 * A wish to move a read horizon, by index, by time or both (docs/behaviour.md 2.11). It is a plain
 * set and may go backwards.
 */
public record EditedHorizon(Change<@Nullable Long> index, Change<@Nullable Instant> readAt) {

  public static EditedHorizon from(Form form) {
    return new EditedHorizon(index(form), readAt(form));
  }

  private static Change<@Nullable Long> index(Form form) {
    var field = form.sent("LastReadMessageIndex");
    var text = field.textOrNull();
    if (text == null || text.equals("null")) {
      return field.given() ? Change.to(null) : Change.kept();
    }
    return Change.to(field.number(0, Long.MAX_VALUE, Code.BAD_READ_INDEX));
  }

  private static Change<@Nullable Instant> readAt(Form form) {
    var field = form.sent("LastReadTimestamp");
    var text = field.textOrNull();
    if (text == null || text.equals("null")) {
      return field.given() ? Change.to(null) : Change.kept();
    }
    return Change.to(field.time(Code.BAD_READ_TIMESTAMP));
  }

  /**
   * The horizon after the wish. An index beyond the newest message is clamped to it, and to the
   * first one that will come while there is none; an index alone was read now; a time alone was
   * read up to the newest message of that time.
   */
  Horizon over(
      Horizon old, Conversation conversation, MessageIndexes messages, Tx tx, Instant now) {
    if (index.given()) {
      var wanted = index.value();
      if (wanted == null) {
        return Horizon.NONE;
      }
      var newest = Math.max(0, conversation.tally().nextIndex() - 1);
      return new Horizon(Math.min(wanted, newest), readAt.value() != null ? readAt.value() : now);
    }
    if (!readAt.given()) {
      return old;
    }
    var time = readAt.value();
    return time == null
        ? Horizon.NONE
        : new Horizon(messages.newestAt(tx, conversation.sid(), time), time);
  }
}
