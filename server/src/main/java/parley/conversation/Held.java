package parley.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import parley.access.Cause;
import parley.conversation.ConversationChanged.Reason;
import parley.event.Event;
import parley.storage.Tx;

/**
 * A conversation that a transaction holds, and what a deed makes of it. The deed contains only its
 * rules; the row, tombstones and events are seen to here and in {@link Conversations#change}, so
 * that none can be forgotten. Used by one thread, within its transaction.
 */
public final class Held {
  /** What can be removed from a conversation. */
  public enum Kind {
    MESSAGE,
    PARTICIPANT
  }

  /**
   * A mark of what was removed, for clients that were away.
   *
   * @param key a message's index or a participant's SID
   */
  public record Tombstone(Kind kind, String key, long version) {}

  private final Tx tx;
  private final Cause cause;
  private final Conversation before;
  private final List<Tombstone> tombstones = new ArrayList<>(1);
  private final List<Function<Conversation, Event>> events = new ArrayList<>(1);
  private Conversation conversation;
  private boolean edited;

  Held(Tx tx, Conversation before, Cause cause) {
    this.tx = tx;
    this.before = before;
    this.conversation = before;
    this.cause = cause;
  }

  /** One that the transaction has just made, which is told first, as it was made. */
  static Held made(Tx tx, Conversation conversation, @Nullable OpeningMessage opener, Cause cause) {
    var held = new Held(tx, conversation, cause);
    held.tell(after -> new ConversationAdded(conversation, opener, cause));
    return held;
  }

  public Tx tx() {
    return tx;
  }

  public Cause cause() {
    return cause;
  }

  /** The conversation as the deed has made it by now. */
  public Conversation conversation() {
    return conversation;
  }

  public String sid() {
    return conversation.sid();
  }

  public String serviceSid() {
    return conversation.serviceSid();
  }

  /**
   * The version of the next thing that the deed changes. Each is handed out once, so that what
   * changed in one transaction still has an order.
   */
  public long nextVersion() {
    conversation = conversation.withVersion(conversation.version() + 1);
    return conversation.version();
  }

  /**
   * Moves what moves by itself or with messages and participants: state, dates of timers, tally. A
   * new state is written and told like any change of the conversation's own.
   */
  public void move(UnaryOperator<Conversation> change) {
    var old = conversation;
    conversation = change.apply(old);
    if (old.state() != conversation.state()) {
      edited = true;
      tellChange(cause.source() == Cause.Source.TIMER ? Reason.TIMER : Reason.EVENT);
    } else if (conversation.timers().endBefore(old.timers())) {
      tell(after -> new TimersBroughtForward(after, cause));
    }
  }

  /** Changes fields of the conversation's own, as one change. */
  void edit(UnaryOperator<Conversation> change) {
    edited = true;
    nextVersion();
    conversation = change.apply(conversation);
    tellChange(Reason.API);
  }

  private void tellChange(Reason reason) {
    tell(after -> new ConversationChanged(before, after, cause, reason));
  }

  /**
   * Leaves a mark of what was removed.
   *
   * @param key a message's index or a participant's SID
   * @param version the version that removed it
   */
  public void bury(Kind kind, String key, long version) {
    tombstones.add(new Tombstone(kind, key, version));
  }

  /**
   * Tells an event once all has been written.
   *
   * @param event makes it of the conversation as the whole change leaves it
   */
  public void tell(Function<Conversation, Event> event) {
    events.add(event);
  }

  /** Ends the deed: what it has changed without asking for a version gets one. */
  void close() {
    if (isChanged() && conversation.version() == before.version()) {
      nextVersion();
    }
  }

  boolean isChanged() {
    return !conversation.equals(before);
  }

  boolean isEdited() {
    return edited;
  }

  List<Tombstone> tombstones() {
    return tombstones;
  }

  /** What is to be told, in order. */
  List<Event> events() {
    return events.stream().map(event -> event.apply(conversation)).toList();
  }
}
