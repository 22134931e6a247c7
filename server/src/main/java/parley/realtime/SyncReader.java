package parley.realtime;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import parley.access.Actor;
import parley.conversation.Conversation;
import parley.conversation.Conversations;
import parley.conversation.Held;
import parley.participant.Participant;
import parley.participant.Participants;
import parley.problem.Code;
import parley.realtime.SyncObject.Kind;
import parley.storage.Database;
import parley.storage.Tx;
import parley.user.User;
import parley.user.Users;

/** Reads objects, and who may, each time in one snapshot. */
final class SyncReader {
  private final int most;
  private final Database database;
  private final Conversations conversations;
  private final Participants participants;
  private final Users users;
  private final ConversationSource documents;
  private final MessageSource lists;
  private final ParticipantSource rosters;
  private final MembershipSource memberships;
  private final ProfileSource profiles = new ProfileSource();

  /**
   * @param most changes that are read at once: what there is beyond them is asked for again
   */
  SyncReader(RealtimeDeeds of, int most) {
    this.most = most;
    this.database = of.database();
    this.conversations = of.conversations();
    this.participants = of.participants();
    this.users = of.users();
    documents = new ConversationSource(of.conversations(), of.messages());
    lists = new MessageSource(of.conversations(), of.messages(), of.media());
    rosters = new ParticipantSource(of.conversations(), of.participants());
    memberships = new MembershipSource(of.inbox());
  }

  private Optional<SyncView<?>> view(Tx tx, SyncObject object) {
    return Optional.ofNullable(views(tx, Set.of(object)).get(object));
  }

  private SyncView<Conversation> view(Kind kind, Conversation owner) {
    return new SyncView<>(
        switch (kind) {
          case CONVERSATION -> documents;
          case MESSAGES -> lists;
          case PARTICIPANTS -> rosters;
          case MEMBERSHIPS, PROFILE -> throw new IllegalArgumentException(kind.name());
        },
        owner);
  }

  private SyncView<User> view(Kind kind, User owner) {
    return kind == Kind.MEMBERSHIPS
        ? new SyncView<>(memberships, owner)
        : new SyncView<>(profiles, owner);
  }

  /** An object with some of its items. */
  record Root(SyncState state, SyncPage page) {}

  /**
   * Opens an object.
   *
   * @param query which items are read with it; null for none
   * @return empty when it is not there
   * @throws parley.problem.Problem 50107 when the user may not
   */
  Optional<Root> open(SyncObject object, @Nullable SyncQuery query, Actor.OfUser user) {
    return database.snapshot(
        tx -> {
          var view = view(tx, object);
          view.ifPresent(found -> require(tx, object, found.state(), user));
          return view.map(
              found ->
                  new Root(found.state(), query == null ? SyncPage.EMPTY : found.items(tx, query)));
        });
  }

  private void require(Tx tx, SyncObject object, SyncState state, Actor.OfUser user) {
    var isMember =
        isOfConversation(object)
            && participants.findByIdentity(tx, object.owner(), user.identity()).isPresent();
    if (!mayHear(object, state, isMember, user)) {
      throw Code.NOT_PERMITTED.because("this is another's");
    }
  }

  /**
   * Whether a user may hear of an object: whether he might read the same over REST, as the table of
   * permissions says it for {@code FETCH_CONVERSATION}, {@code LIST_MESSAGES}, {@code
   * LIST_PARTICIPANTS}, {@code LIST_USER_CONVERSATIONS} and {@code FETCH_USER}. Said again here,
   * because a client opens some thousand objects at once.
   */
  private static boolean mayHear(
      SyncObject object, SyncState state, boolean isMember, Actor.OfUser user) {
    var isHis = state.of().equals(user.identity());
    return state.serviceSid().equals(user.serviceSid())
        && switch (object.kind()) {
          case CONVERSATION -> isMember || isHis;
          case MESSAGES, PARTICIPANTS -> isMember;
          case MEMBERSHIPS -> isHis;
          case PROFILE -> true;
        };
  }

  private static boolean isOfConversation(SyncObject object) {
    return switch (object.kind()) {
      case CONVERSATION, MESSAGES, PARTICIPANTS -> true;
      case MEMBERSHIPS, PROFILE -> false;
    };
  }

  /**
   * What became of an object.
   *
   * @param leavers those of the identities asked about who may not hear of it any more
   */
  record SyncNews(SyncPortion portion, Set<String> leavers) {}

  /**
   * What became of an object above a version; empty when it is not there any more.
   *
   * @param listeners the identities of those who hear of it
   */
  Optional<SyncNews> since(SyncObject object, long version, Set<String> listeners) {
    return database.snapshot(
        tx ->
            view(tx, object)
                .map(
                    found ->
                        new SyncNews(
                            found.since(tx, version, most),
                            leavers(tx, object, found.state(), version, listeners))));
  }

  /** Looked for only where somebody has left: who hears of it came when he might. */
  private Set<String> leavers(
      Tx tx, SyncObject object, SyncState state, long version, Set<String> listeners) {
    var sid = object.owner();
    if (!isOfConversation(object)
        || conversations.removedSince(tx, sid, Held.Kind.PARTICIPANT, version, 1).isEmpty()) {
      return Set.of();
    }
    var leavers = new TreeSet<>(listeners);
    leavers.removeAll(participants.identitiesAmong(tx, sid, listeners));
    if (object.kind() == Kind.CONVERSATION) {
      leavers.remove(state.of());
    }
    return leavers;
  }

  /**
   * What became of several objects, of each above the version that a user knows, as far as the
   * bound goes; those that he may not hear of, or that are not there, are left out.
   */
  Map<SyncObject, SyncPortion> sinceAll(Map<SyncObject, Long> known, Actor.OfUser user) {
    return database.snapshot(
        tx -> {
          var views = views(tx, known.keySet());
          var member = memberOf(tx, views.keySet(), user);
          var news = new LinkedHashMap<SyncObject, SyncPortion>();
          var room = most;
          for (var one : known.entrySet()) { // in their order: the first get on, the others wait
            var object = one.getKey();
            var view = views.get(object);
            if (view != null
                && mayHear(object, view.state(), member.contains(object.owner()), user)) {
              var portion = portion(tx, view, one.getValue(), room);
              room -= portion.changes().size();
              news.put(object, portion);
            }
          }
          return news;
        });
  }

  private static SyncPortion portion(Tx tx, SyncView<?> view, long version, int room) {
    return room > 0 || view.state().version() <= version
        ? view.since(tx, version, room)
        : SyncPortion.later(version);
  }

  /** The versions of several objects; those that are not there are left out. */
  Map<SyncObject, Long> versions(List<SyncObject> objects) {
    return database.snapshot(
        tx -> {
          var versions = new HashMap<SyncObject, Long>();
          views(tx, Set.copyOf(objects))
              .forEach((object, view) -> versions.put(object, view.state().version()));
          return versions;
        });
  }

  /** All conversations in one statement, all users in another: after a start there are hundreds. */
  private Map<SyncObject, SyncView<?>> views(Tx tx, Set<SyncObject> objects) {
    var talks = new HashMap<String, Conversation>();
    var people = new HashMap<String, User>();
    conversationsOf(tx, objects).forEach(one -> talks.put(one.sid(), one));
    users.findAll(tx, owners(objects, false)).forEach(one -> people.put(one.sid(), one));
    var views = new HashMap<SyncObject, SyncView<?>>();
    for (var object : objects) {
      var talk = talks.get(object.owner());
      var user = people.get(object.owner());
      if (talk != null) {
        views.put(object, view(object.kind(), talk));
      } else if (user != null) {
        views.put(object, view(object.kind(), user));
      }
    }
    return views;
  }

  private List<Conversation> conversationsOf(Tx tx, Set<SyncObject> objects) {
    var sids = owners(objects, true);
    return sids.isEmpty() ? List.of() : conversations.findAll(tx, sids);
  }

  /** The SIDs of the conversations, or of the users, that objects are views of. */
  private static List<String> owners(Set<SyncObject> objects, boolean ofConversations) {
    return objects.stream()
        .filter(one -> isOfConversation(one) == ofConversations)
        .map(SyncObject::owner)
        .distinct()
        .toList();
  }

  private Set<String> memberOf(Tx tx, Set<SyncObject> objects, Actor.OfUser user) {
    var sids = owners(objects, true);
    var member = new HashSet<String>();
    if (!sids.isEmpty()) {
      participants.findAll(tx, sids, user.identity()).stream()
          .map(Participant::conversationSid)
          .forEach(member::add);
    }
    return member;
  }
}
