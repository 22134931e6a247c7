package parley.inbox;

import parley.conversation.Conversation;
import parley.conversation.ConversationChanged;
import parley.event.Event;
import parley.event.Outlet;
import parley.message.MessageAdded;
import parley.message.MessageChanged;
import parley.message.MessageRemoved;
import parley.participant.Participant;
import parley.participant.ParticipantAdded;
import parley.participant.ParticipantChanged;
import parley.storage.Tx;

/**
 * Takes what committed changes have left of a conversation into the cards, so that nobody reads it.
 */
public final class CardKeeper implements Outlet {
  private final Cards cards;

  public CardKeeper(Inbox inbox) {
    this.cards = inbox.cards();
  }

  @Override
  public void hear(Tx tx, Event event) {
    switch (event) {
      case MessageAdded added ->
          afterCommit(tx, () -> cards.renew(added.conversation(), added.message()));
      case MessageChanged changed -> renew(tx, changed.conversation());
      case MessageRemoved removed -> renew(tx, removed.conversation());
      case ConversationChanged changed -> renew(tx, changed.conversation());
      case ParticipantAdded added -> pass(tx, added.conversation(), added.participant());
      case ParticipantChanged changed -> pass(tx, changed.conversation(), changed.participant());
      default -> {}
    }
  }

  private void renew(Tx tx, Conversation conversation) {
    afterCommit(tx, () -> cards.renew(conversation));
  }

  private void pass(Tx tx, Conversation conversation, Participant changed) {
    afterCommit(tx, () -> cards.pass(conversation, changed.changedVersion()));
  }

  private static void afterCommit(Tx tx, Runnable work) {
    tx.aroundCommit(
        () -> {},
        committed -> {
          if (committed) {
            work.run();
          }
        });
  }
}
