package parley.participant;

import java.time.Clock;
import parley.access.Cause;
import parley.conversation.Conversation;
import parley.conversation.ConversationState;
import parley.conversation.Conversations;
import parley.conversation.Held;
import parley.problem.Code;
import parley.problem.Problem;
import parley.storage.Database;
import parley.storage.Tx;

/**
 * Makes a conversation together with its participants, all or nothing (docs/behaviour.md 2.5). The
 * original adds them later, while the conversation is initializing; here it is all done in one
 * transaction, which tells the same events in the same order.
 */
public final class ConversationsWithParticipants {
  private final Database database;
  private final Conversations conversations;
  private final Participants participants;
  private final Clock clock;

  public ConversationsWithParticipants(
      Database database, Conversations conversations, Participants participants, Clock clock) {
    this.database = database;
    this.conversations = conversations;
    this.participants = participants;
    this.clock = clock;
  }

  /**
   * Makes a conversation with participants.
   *
   * @throws parley.problem.Problem as making a conversation and adding a participant do, but 50425
   *     for addresses that are live elsewhere
   */
  public Conversation add(String service, NewConversationWithParticipants wish, Cause cause) {
    if (wish.participants().isEmpty()) {
      return conversations.add(service, wish.conversation(), cause);
    }
    var advised = conversations.advised(service, wish.conversation(), cause);
    var both = new NewConversationWithParticipants(advised, wish.participants());
    return database.write(tx -> addBoth(tx, service, both, cause));
  }

  private Conversation addBoth(
      Tx tx, String service, NewConversationWithParticipants wish, Cause cause) {
    var role = participants.keepRoles(tx, service, wish.participants(), cause);
    var begun = wish.conversation().in(ConversationState.INITIALIZING);
    try {
      return conversations.add(
          tx,
          service,
          begun,
          cause,
          held -> {
            participants.addAll(held, wish.participants(), role);
            finish(held, wish.conversation().state());
          });
    } catch (Problem problem) {
      throw problem.code() == Code.ADDRESS_PAIR_IN_USE ? problem.as(Code.PAIRS_IN_USE) : problem;
    }
  }

  /** Brings the conversation into the state that was wished for, which starts its timers. */
  private void finish(Held held, ConversationState state) {
    held.nextVersion();
    held.move(conversation -> conversation.in(state, clock.instant()));
  }
}
