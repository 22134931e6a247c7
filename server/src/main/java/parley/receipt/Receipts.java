package parley.receipt;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.access.Cause;
import parley.conversation.Conversation;
import parley.conversation.Conversations;
import parley.event.Event;
import parley.event.Events;
import parley.event.Outlet;
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
  private final Events events;
  private final Conversations conversations;
  private final Participants participants;
  private final Messages messages;
  private final Sids sids;
  private final Clock clock;

  public Receipts(
      Database database,
      Events events,
      Conversations conversations,
      Participants participants,
      Messages messages,
      Sids sids,
      Clock clock) {
    this.database = database;
    this.events = events;
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
      var message = added.message();
      store.insertAll(
          tx,
          added.dispatches().stream()
              .map(
                  dispatch ->
                      fresh(
                          message,
                          dispatch.participantSid(),
                          dispatch.hasFailed() ? ReceiptStatus.FAILED : null,
                          dispatch.errorCode()))
              .toList());
    }
  }

  private Receipt fresh(
      Message message, String participantSid, @Nullable ReceiptStatus status, long errorCode) {
    return new Receipt(
        sids.fresh("DY"),
        message.conversationSid(),
        message.sid(),
        participantSid,
        status,
        errorCode,
        null,
        clock.instant(),
        null);
  }

  /**
   * Notes what became of a message on its way to a participant. In a closed conversation too: a
   * report may come late.
   */
  public Optional<Reported> report(
      String service, String conversationKey, String messageSid, Report report, Cause cause) {
    return database.write(
        tx ->
            conversations
                .lock(tx, service, conversationKey)
                .flatMap(
                    conversation ->
                        messages
                            .find(tx, conversation.sid(), messageSid)
                            .map(message -> report(tx, conversation, message, report, cause))));
  }

  private Reported report(
      Tx tx, Conversation conversation, Message message, Report report, Cause cause) {
    var present = store.findOf(tx, conversation.sid(), message.sid(), report.participantSid());
    var old = present.orElseGet(() -> late(tx, conversation, message, report));
    var receipt = old.after(report, clock.instant());
    if (receipt.equals(old)) {
      return new Reported(old, false);
    }
    if (present.isPresent()) {
      store.update(tx, receipt);
    } else {
      store.insertAll(tx, List.of(receipt));
    }
    tell(tx, conversation, message, receipt, cause);
    return new Reported(receipt, present.isEmpty());
  }

  /** For somebody who joined after the message, but got it all the same. */
  private Receipt late(Tx tx, Conversation conversation, Message message, Report report) {
    var participant =
        participants
            .find(tx, conversation.sid(), report.participantSid())
            .orElseThrow(() -> Code.PARTICIPANT_NOT_FOUND.in("ParticipantSid", "is not there"));
    if (participant.binding() == null || participant.binding().address() == null) {
      throw Code.BAD_PARAMETER.in("ParticipantSid", "has no address outside chat");
    }
    return fresh(message, participant.sid(), null, 0);
  }

  private void tell(
      Tx tx, Conversation conversation, Message message, Receipt receipt, Cause cause) {
    var after = conversation.touched();
    var delivery = store.count(tx, conversation.sid(), message.sid());
    var noted = messages.note(tx, after, message, delivery);
    conversations.advance(tx, conversation, after, cause);
    events.tell(tx, new ReceiptChanged(after, noted, receipt, cause));
    if (receipt.status() == ReceiptStatus.READ) {
      participants
          .find(tx, conversation.sid(), receipt.participantSid())
          .ifPresent(participant -> read(tx, after, participant, noted, cause));
    }
  }

  /** In WhatsApp, what was read moves the reader's horizon (rest-behaviour.md 2.11). */
  private void read(
      Tx tx, Conversation conversation, Participant participant, Message message, Cause cause) {
    var index = participant.horizon().index();
    if (participant.binding() != null
        && participant.binding().type().equals("whatsapp")
        && (index == null || index < message.index())) {
      var horizon = new EditedHorizon(Change.to(message.index()), Change.kept());
      participants.read(tx, conversation, participant, horizon, null, cause);
    }
  }

  Optional<Receipt> find(String conversationSid, String messageSid, String sid) {
    return database.read(tx -> store.find(tx, conversationSid, messageSid, sid));
  }

  Page<Receipt> list(Message message, PageAsked asked) {
    return database.read(tx -> store.list(tx, message.conversationSid(), message.sid(), asked));
  }
}
