package parley.receipt;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import parley.access.Cause;
import parley.conversation.Conversations;
import parley.conversation.Held;
import parley.event.Event;
import parley.event.Outlet;
import parley.message.Dispatch;
import parley.message.Message;
import parley.message.MessageAdded;
import parley.message.Messages;
import parley.participant.EditedHorizon;
import parley.participant.Participant;
import parley.participant.Participants;
import parley.problem.Code;
import parley.storage.Database;
import parley.storage.Tx;
import parley.value.Change;
import parley.value.Page;
import parley.value.PageAsked;
import parley.value.Sids;

/** What can be done with receipts. A new message gets one for everybody it has to be brought to. */
public final class Receipts implements Outlet {
  private final ReceiptStore store = new ReceiptStore();
  private final Database database;
  private final Conversations conversations;
  private final Participants participants;
  private final Messages messages;
  private final Sids sids;
  private final Clock clock;

  public Receipts(
      Database database,
      Conversations conversations,
      Participants participants,
      Messages messages,
      Sids sids,
      Clock clock) {
    this.database = database;
    this.conversations = conversations;
    this.participants = participants;
    this.messages = messages;
    this.sids = sids;
    this.clock = clock;
  }

  /** A receipt that was reported on, and whether it is new. */
  public record Reported(Receipt receipt, boolean isNew) {}

  @Override
  public void hear(Tx tx, Event event) {
    if (event instanceof MessageAdded added && !added.dispatches().isEmpty()) {
      store.insertAll(
          tx,
          added.dispatches().stream()
              .map(dispatch -> Receipt.of(added.message(), dispatch))
              .toList());
    }
  }

  /**
   * Notes what became of a message on its way to a participant. In a closed conversation too: a
   * report may come late. Empty when the message or its conversation is not there.
   *
   * @throws parley.problem.Problem 50432 when neither a receipt nor such a participant is there,
   *     20422 for a participant without an address
   */
  public Optional<Reported> report(
      String service, String conversationKey, String messageSid, Report report, Cause cause) {
    return database.write(
        tx ->
            conversations.change(
                tx,
                service,
                conversationKey,
                cause,
                held ->
                    messages
                        .find(tx, held.sid(), messageSid)
                        .map(message -> report(held, message, report))));
  }

  private Reported report(Held held, Message message, Report report) {
    var present = store.findOf(held.tx(), held.sid(), message.sid(), report.participantSid());
    var old = present.orElseGet(() -> late(held, message, report));
    var receipt = old.after(report, clock.instant());
    if (receipt.equals(old)) {
      return new Reported(old, false);
    }
    if (present.isPresent()) {
      store.update(held.tx(), receipt);
    } else {
      store.insertAll(held.tx(), List.of(receipt));
    }
    tell(held, message, receipt);
    return new Reported(receipt, present.isEmpty());
  }

  /** For somebody who joined after the message, but got it all the same. */
  private Receipt late(Held held, Message message, Report report) {
    var participant =
        participants
            .findBySid(held.tx(), held.sid(), report.participantSid())
            .orElseThrow(() -> Code.PARTICIPANT_NOT_FOUND.in("ParticipantSid", "is not there"));
    if (participant.binding() == null || participant.binding().address() == null) {
      throw Code.BAD_PARAMETER.in("ParticipantSid", "has no address outside chat");
    }
    return Receipt.of(
        message, new Dispatch(sids.fresh("DY"), participant.sid(), 0, clock.instant()));
  }

  private void tell(Held held, Message message, Receipt receipt) {
    var delivery = store.count(held.tx(), held.sid(), message.sid());
    var noted = messages.note(held, message, delivery);
    held.tell(conversation -> new ReceiptChanged(conversation, noted, receipt, held.cause()));
    if (receipt.status() == ReceiptStatus.READ) {
      participants
          .findBySid(held.tx(), held.sid(), receipt.participantSid())
          .ifPresent(participant -> read(held, participant, noted));
    }
  }

  /** In WhatsApp, what was read moves the reader's horizon (docs/behaviour.md 2.11). */
  private void read(Held held, Participant participant, Message message) {
    var index = participant.horizon().index();
    if (participant.binding() != null
        && participant.binding().type().equals("whatsapp")
        && (index == null || index < message.index())) {
      var horizon = new EditedHorizon(Change.to(message.index()), Change.kept());
      participants.read(held, participant, horizon, null);
    }
  }

  Optional<Receipt> find(String conversationSid, String messageSid, String sid) {
    return database.read(tx -> store.find(tx, conversationSid, messageSid, sid));
  }

  Page<Receipt> list(Message message, PageAsked asked) {
    return database.read(tx -> store.list(tx, message.conversationSid(), message.sid(), asked));
  }
}
