package parley.inbox;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import parley.conversation.Conversation;
import parley.conversation.ConversationChanged;
import parley.conversation.ConversationRemoved;
import parley.conversation.ConversationState;
import parley.conversation.Conversations;
import parley.event.Event;
import parley.event.Outlet;
import parley.message.MessageAdded;
import parley.message.MessageChanged;
import parley.message.MessageRemoved;
import parley.message.Messages;
import parley.participant.Participant;
import parley.participant.ParticipantAdded;
import parley.participant.ParticipantChanged;
import parley.participant.ParticipantRemoved;
import parley.participant.Participants;
import parley.problem.Code;
import parley.problem.Limits;
import parley.storage.Overtaken;
import parley.storage.Tx;
import parley.user.UserLeaving;
import parley.user.UserRemoved;
import parley.user.Users;

/**
 * Keeps every user's list true: it hears what happened and writes the lists in the same
 * transaction, so that the answer after an acknowledged write has counted it.
 */
public final class InboxKeeper implements Outlet {
  private final InboxStore store;
  private final ListChangeStore changes = new ListChangeStore();
  private final Users users;
  private final Conversations conversations;
  private final Participants participants;
  private final Messages messages;
  private final Answers answers;
  private final Limits limits;
  private final Clock clock;

  public InboxKeeper(
      Users users,
      Conversations conversations,
      Participants participants,
      Messages messages,
      Inbox inbox,
      Limits limits,
      Clock clock) {
    this.store = inbox.store();
    this.users = users;
    this.conversations = conversations;
    this.participants = participants;
    this.messages = messages;
    this.answers = inbox.answers();
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public void hear(Tx tx, Event event) {
    switch (event) {
      case MessageAdded added -> {
        if (added.message().index() == 0) {
          store.count(tx, added.conversation().sid(), 0); // a horizon may have been set before
        }
        follow(tx, added.conversation());
      }
      case MessageChanged changed -> follow(tx, changed.conversation());
      case MessageRemoved removed -> {
        store.uncount(tx, removed.conversation().sid(), removed.message().index());
        follow(tx, removed.conversation());
      }
      case ConversationChanged changed -> {
        if (!changed.before().createdAt().equals(changed.conversation().createdAt())) {
          store.date(tx, changed.conversation());
        }
        follow(tx, changed.conversation());
      }
      case ParticipantAdded added -> {
        if (added.conversation().timers().run()) {
          follow(tx, added.conversation()); // company starts them anew, and everybody is shown them
        }
        join(tx, added.conversation(), added.participant());
      }
      case ParticipantChanged changed -> change(tx, changed);
      case ParticipantRemoved removed -> leave(tx, removed.participant());
      case ConversationRemoved removed -> goFromAll(tx, removed.conversation().sid());
      case UserLeaving leaving -> leaveEverything(tx, leaving);
      case UserRemoved removed ->
          answers.changed(tx, List.of(RowChange.unknown(removed.user().sid())));
      default -> {}
    }
  }

  private void follow(Tx tx, Conversation conversation) {
    store.follow(tx, conversation);
    touchAll(tx, conversation.sid());
  }

  private void join(Tx tx, Conversation conversation, Participant participant) {
    var user = participant.userSid();
    if (user == null) {
      return;
    }
    if (conversation.state() != ConversationState.CLOSED
        && store.countOpen(tx, user) >= limits.conversationsPerIdentity()) {
      throw Code.TOO_MANY_CONVERSATIONS.because("at most " + limits.conversationsPerIdentity());
    }
    store.insert(tx, row(tx, conversation, participant, user), conversation);
    touch(tx, conversation.sid(), List.of(user));
    changes.added(tx, user, conversation.sid(), nextVersion(tx, user));
  }

  private void change(Tx tx, ParticipantChanged changed) {
    var participant = changed.participant();
    var user = participant.userSid();
    if (user == null) {
      return;
    }
    if (changed.before().userSid() == null) {
      join(tx, changed.conversation(), participant); // a group member got an identity
      return;
    }
    if (!showsInList(changed)) {
      return;
    }
    store.updateRead(tx, row(tx, changed.conversation(), participant, user));
    touch(tx, participant.conversationSid(), List.of(user));
    changes.changed(tx, user, participant.conversationSid(), nextVersion(tx, user));
  }

  /** Whether it changed what a list's row shows of a participant. */
  private static boolean showsInList(ParticipantChanged changed) {
    var before = changed.before();
    var after = changed.participant();
    return !before.horizon().equals(after.horizon())
        || before.notificationLevel() != after.notificationLevel();
  }

  private InboxRow row(Tx tx, Conversation conversation, Participant participant, String user) {
    var tally = conversation.tally();
    return new InboxRow(
        user,
        conversation.sid(),
        participant.sid(),
        participant.notificationLevel(),
        participant.horizon().index(),
        readCount(tx, conversation, participant),
        tally.messageCount(),
        conversation.version(),
        conversation.createdAt(),
        tally.activityAt(),
        InboxRow.NOT_YET);
  }

  /** Counts from the newer end, because little is unread as a rule. */
  private long readCount(Tx tx, Conversation conversation, Participant participant) {
    var index = participant.horizon().index();
    if (index == null) {
      return 0;
    }
    var tally = conversation.tally();
    return index + 1 >= tally.nextIndex()
        ? tally.messageCount()
        : tally.messageCount() - messages.countAfter(tx, conversation.sid(), index);
  }

  /** The version of the next change of a user's list; the user is held by it. */
  private long nextVersion(Tx tx, String user) {
    return users.nextVersion(tx, user).orElseThrow(Overtaken::new);
  }

  private void leave(Tx tx, Participant participant) {
    var user = participant.userSid();
    if (user != null) {
      store.delete(tx, user, participant.conversationSid());
      bury(tx, user, participant.conversationSid());
      answers.changed(tx, List.of(RowChange.gone(user, participant.conversationSid())));
    }
  }

  private void bury(Tx tx, String user, String conversation) {
    users
        .nextVersion(tx, user) // a user who is gone has no list
        .ifPresent(version -> changes.removed(tx, user, conversation, version, clock.instant()));
  }

  /** A conversation that goes, goes from every list. */
  private void goFromAll(Tx tx, String conversation) {
    var members = store.usersOf(tx, conversation);
    users.holdAll(tx, members);
    members.forEach(user -> bury(tx, user, conversation));
    store.deleteConversation(tx, conversation);
    answers.changed(tx, members.stream().map(user -> RowChange.gone(user, conversation)).toList());
  }

  /**
   * A user that goes leaves every conversation (docs/behaviour.md 2.10). All of them are held
   * before the user is; whatever the user was added to meanwhile has to be held with them.
   */
  private void leaveEverything(Tx tx, UserLeaving leaving) {
    var user = leaving.user();
    var left = store.conversationsOf(tx, user.sid());
    conversations.holdAll(tx, left);
    for (var sid : left) {
      participants.removeIdentity(tx, user.serviceSid(), sid, user.identity(), leaving.cause());
    }
    if (users.nextVersion(tx, user.sid()).isPresent()
        && !store.conversationsOf(tx, user.sid()).isEmpty()) {
      throw new Overtaken();
    }
  }

  private void touchAll(Tx tx, String conversation) {
    if (answers.hearChanges()) {
      touch(tx, conversation, store.usersOf(tx, conversation));
    }
  }

  /** What became of a row is told of those lists that somebody reads, of others that something. */
  private void touch(Tx tx, String conversation, List<String> users) {
    var read = new ArrayList<String>(users.size());
    var changes = new ArrayList<RowChange>(users.size());
    for (var user : users) {
      if (answers.isRead(user)) {
        read.add(user);
      } else {
        changes.add(RowChange.unknown(user));
      }
    }
    if (!read.isEmpty()) {
      changes.addAll(store.rows(tx, conversation, read));
    }
    answers.changed(tx, changes);
  }
}
