package parley.participant;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import parley.conversation.Conversation;
import parley.conversation.ConversationChanged;
import parley.conversation.ConversationRemoved;
import parley.conversation.ConversationState;
import parley.event.Event;
import parley.service.ServiceRemoved;
import parley.storage.Tx;

/**
 * The addresses by which inbound messages find their conversations: pairs and group texts. They are
 * free again when their participant goes, or their conversation closes or goes.
 */
final class LiveAddresses {
  private final AddressPairs pairs = new AddressPairs();
  private final GroupTexts groups;

  LiveAddresses(ParticipantStore store, int groupMembersMax) {
    this.groups = new GroupTexts(store, groupMembersMax);
  }

  /** Who has a pair, if it is live. */
  Optional<LivePair> pair(Tx tx, String account, String address, String proxyAddress) {
    return pairs.find(tx, account, address, proxyAddress);
  }

  /** Takes the pairs of those who have one. For groups see {@link #takeGroup}. */
  void takePairs(Tx tx, Conversation conversation, List<Participant> participants) {
    pairs.takeAll(tx, conversation, participants);
  }

  /** Takes the group text that a conversation has become by its newest participants. */
  void takeGroup(Tx tx, Conversation conversation) {
    groups.take(tx, conversation);
  }

  void change(Tx tx, Conversation conversation, Participant old, Participant changed) {
    if (Objects.equals(old.binding(), changed.binding())) {
      return;
    }
    pairs.free(tx, old);
    pairs.take(tx, conversation, changed);
    if (old.isInGroup() || changed.isInGroup()) {
      groups.take(tx, conversation);
    }
  }

  /** Frees those of a participant who has gone. */
  void free(Tx tx, Conversation conversation, Participant gone) {
    if (gone.binding() == null) {
      return;
    }
    pairs.free(tx, gone);
    if (gone.isInGroup()) {
      groups.retake(tx, conversation);
    }
  }

  /**
   * A conversation that closes or goes sets its addresses free; a service that goes those of all
   * its conversations at once, though these go one by one.
   */
  void hear(Tx tx, Event event) {
    switch (event) {
      case ConversationChanged changed
          when changed.conversation().state() == ConversationState.CLOSED ->
          freeAll(tx, changed.conversation());
      case ConversationRemoved removed -> freeAll(tx, removed.conversation());
      case ServiceRemoved removed -> freeAllOf(tx, removed.service().sid());
      default -> {}
    }
  }

  private void freeAll(Tx tx, Conversation conversation) {
    pairs.freeAll(tx, conversation);
    groups.freeAll(tx, conversation);
  }

  private void freeAllOf(Tx tx, String service) {
    pairs.freeAllOf(tx, service);
    groups.freeAllOf(tx, service);
  }
}
