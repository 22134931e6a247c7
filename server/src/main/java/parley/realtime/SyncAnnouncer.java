package parley.realtime;

import org.jspecify.annotations.Nullable;
import parley.conversation.ConversationAdded;
import parley.conversation.ConversationChanged;
import parley.conversation.ConversationRemoved;
import parley.event.Event;
import parley.event.Outlet;
import parley.message.MessageAdded;
import parley.message.MessageChanged;
import parley.message.MessageRemoved;
import parley.participant.ParticipantAdded;
import parley.participant.ParticipantChanged;
import parley.participant.ParticipantRemoved;
import parley.participant.Participants;
import parley.realtime.SyncObject.Kind;
import parley.receipt.ReceiptChanged;
import parley.service.ServiceChanged;
import parley.storage.News;
import parley.storage.Tx;
import parley.user.ReachabilityChanged;
import parley.user.UserChanged;
import parley.user.UserRemoved;

/** Says, behind each commit, which objects may have changed by it. */
public final class SyncAnnouncer implements Outlet {
  private final News news;
  private final Participants participants;

  public SyncAnnouncer(News news, Participants participants) {
    this.news = news;
    this.participants = participants;
  }

  @Override
  public void hear(Tx tx, Event event) {
    switch (event) {
      case MessageAdded added -> messages(tx, added.conversation().sid());
      case MessageChanged changed -> messages(tx, changed.conversation().sid());
      case MessageRemoved removed -> messages(tx, removed.conversation().sid());
      case ReceiptChanged changed -> announce(tx, Kind.MESSAGES, changed.conversation().sid());
      case ConversationAdded added -> announce(tx, Kind.CONVERSATION, added.conversation().sid());
      case ConversationChanged changed ->
          announce(tx, Kind.CONVERSATION, changed.conversation().sid());
      case ParticipantAdded added ->
          participant(tx, added.conversation().sid(), added.participant().userSid());
      case ParticipantChanged changed ->
          participant(tx, changed.conversation().sid(), changed.participant().userSid());
      case ParticipantRemoved removed -> {
        participant(tx, removed.conversation().sid(), removed.participant().userSid());
        messages(tx, removed.conversation().sid()); // who has left hears of them no more
      }
      case ConversationRemoved removed -> {
        for (var member :
            participants.since(tx, removed.conversation().sid(), 0, Integer.MAX_VALUE)) {
          list(tx, member.userSid());
        }
        announce(tx, Kind.PARTICIPANTS, removed.conversation().sid());
        messages(tx, removed.conversation().sid());
      }
      case UserChanged changed -> announce(tx, Kind.PROFILE, changed.user().sid());
      case ReachabilityChanged changed -> announce(tx, Kind.PROFILE, changed.user().sid());
      case UserRemoved removed -> {
        announce(tx, Kind.PROFILE, removed.user().sid());
        announce(tx, Kind.MEMBERSHIPS, removed.user().sid());
        news.announce(tx, PresenceKeeper.TOPIC, removed.user().sid());
      }
      case ServiceChanged changed -> {
        if (changed.before().reachabilityEnabled() != changed.service().reachabilityEnabled()) {
          news.announce(tx, PresenceKeeper.TOPIC, changed.service().sid());
        }
      }
      default -> {}
    }
  }

  /** Which message is the last stands in the conversation. */
  private void messages(Tx tx, String conversation) {
    announce(tx, Kind.MESSAGES, conversation);
    announce(tx, Kind.CONVERSATION, conversation);
  }

  private void participant(Tx tx, String conversation, @Nullable String user) {
    announce(tx, Kind.PARTICIPANTS, conversation);
    list(tx, user);
  }

  /** Who has no user behind him has no list. */
  private void list(Tx tx, @Nullable String user) {
    if (user != null) {
      announce(tx, Kind.MEMBERSHIPS, user);
    }
  }

  private void announce(Tx tx, Kind kind, String owner) {
    news.announce(tx, Hub.TOPIC, kind.of(owner).sid());
  }
}
