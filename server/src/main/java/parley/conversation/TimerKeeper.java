package parley.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parley.access.Cause;
import parley.due.Agenda;
import parley.due.DueWork;
import parley.event.Event;
import parley.event.Outlet;
import parley.storage.Tx;

/**
 * Lets the timers of conversations run. A conversation with a date has a row in the agenda that
 * comes up no later than the earliest one. What puts a date off, as every message does, costs
 * nothing: the row comes up, the true date is seen, and the row is set to that.
 */
public final class TimerKeeper implements Outlet, DueWork {
  /** The kind of its rows; the subject is the conversation's SID. In migration 0014 too. */
  public static final String KIND = "conversation-timers";

  private final Agenda agenda;
  private final Conversations conversations;

  public TimerKeeper(Agenda agenda, Conversations conversations) {
    this.agenda = agenda;
    this.conversations = conversations;
  }

  @Override
  public void hear(Tx tx, Event event) {
    switch (event) {
      case ConversationAdded(var made, _, _) ->
          keep(tx, made.sid(), Optional.empty(), made.timers());
      case ConversationChanged(var before, var now, _, _) ->
          keep(tx, now.sid(), before.timers().earliest(), now.timers());
      case TimersBroughtForward(var now, _) ->
          now.timers().earliest().ifPresent(date -> agenda.at(tx, KIND, now.sid(), date));
      case ConversationRemoved(var gone, _) when gone.timers().run() ->
          agenda.drop(tx, KIND, gone.sid());
      default -> {}
    }
  }

  private void keep(Tx tx, String sid, Optional<Instant> before, Timers timers) {
    var now = timers.earliest();
    if (now.isPresent()) {
      if (before.isEmpty() || now.get().isBefore(before.get())) {
        agenda.at(tx, KIND, sid, now.get());
      }
    } else if (before.isPresent()) {
      agenda.drop(tx, KIND, sid);
    }
  }

  @Override
  public Optional<Instant> run(Tx tx, String sid, Instant now) {
    return conversations.findAll(tx, List.of(sid)).stream()
        .findAny()
        .flatMap(found -> expire(tx, found, now));
  }

  /** It may have changed since it was found, or gone: what counts is seen when it is held. */
  private Optional<Instant> expire(Tx tx, Conversation found, Instant now) {
    var cause = Cause.byTimer(found.accountSid());
    return conversations.change(
        tx,
        found.serviceSid(),
        found.sid(),
        cause,
        held -> {
          held.move(conversation -> conversation.expired(now));
          return held.conversation().timers().earliest();
        });
  }
}
