package parley.participant;

import parley.access.Cause;
import parley.conversation.Conversation;
import parley.conversation.ConversationState;
import parley.conversation.Conversations;
import parley.problem.Code;
import parley.problem.Problem;
import parley.storage.Database;
import parley.storage.Tx;

/**
 * Makes a conversation together with its participants, all or nothing (rest-behaviour.md 2.5). The
 * original adds them later, while the conversation is initializing; here it is all done in one
 * transaction, which tells the same events in the same order.
 */
public final class ConversationsWithParticipants {
  private final Database database;
  private final Conversations conversations;
  private final Participants participants;

  public ConversationsWithParticipants(
      Database database, Conversations conversations, Participants participants) {
    this.database = database;
    this.conversations = conversations;
    this.participants = participants;
  }

  public Conversation add(String service, NewConversationWithParticipants wish, Cause cause) {
    return wish.participants().isEmpty()
        ? conversations.add(service, wish.conversation(), cause)
        : database.write(tx -> addBoth(tx, service, wish, cause));
  }

  private Conversation addBoth(
      Tx tx, String service, NewConversationWithParticipants wish, Cause cause) {
    var begun =
        conversations.add(
            tx, service, wish.conversation().in(ConversationState.INITIALIZING), cause);
    try {
      var joined = participants.addAll(tx, begun, wish.participants(), cause);
      return finish(tx, joined, wish.conversation().state(), cause);
    } catch (Problem problem) {
      throw problem.code() == Code.ADDRESS_PAIR_IN_USE
          ? Code.PAIRS_IN_USE.worded(String.valueOf(problem.getMessage()), problem.details())
          : problem;
    }
  }

  /** Brings the conversation into the state that was wished for, which starts its timers. */
  private Conversation finish(Tx tx, Conversation joined, ConversationState state, Cause cause) {
    var timers = joined.timers().countedFrom(joined.updatedAt(), state);
    var finished = joined.next(state, timers, joined.tally());
    conversations.advance(tx, joined, finished, cause);
    return finished;
  }
}
