package parley.realtime;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import parley.access.Actor;
import parley.conversation.Conversation;
import parley.conversation.Conversations;
import parley.conversation.Held;
import parley.inbox.Inbox;
import parley.media.Media;
import parley.message.Messages;
import parley.participant.Participants;
import parley.realtime.SyncObject.Kind;
import parley.storage.Database;
import parley.storage.Tx;
import parley.user.User;
import parley.user.Users;

/** Reads objects, and who may hear of them, each time in one snapshot. */
final class SyncReader {
  private final Database database;
  private final Conversations conversations;
  private final Participants participants;
  private final Users users;
  private final Map<Kind, SyncSource> sources = new EnumMap<>(Kind.class);

  SyncReader(
      Database database,
      Conversations conversations,
      Participants participants,
      Messages messages,
      Media media,
      Users users,
      Inbox inbox) {
    this.database = database;
    this.conversations = conversations;
    this.participants = participants;
    this.users = users;
    sources.put(Kind.CONVERSATION, new ConversationSource(conversations, messages));
    sources.put(Kind.MESSAGES, new MessageSource(conversations, messages, media));
    sources.put(Kind.PARTICIPANTS, new ParticipantSource(conversations, participants));
    sources.put(Kind.MEMBERSHIPS, new MembershipSource(users, inbox));
    sources.put(Kind.PROFILE, new ProfileSource(users));
  }

  private SyncSource source(SyncObject object) {
    return Objects.requireNonNull(sources.get(object.kind()));
  }

  /** An object with some of its items. */
  record Root(SyncState state, SyncPage page) {}

  /**
   * An object as it is.
   *
   * @param query which items are read with it; null for none
   */
  Optional<Root> root(SyncObject object, @Nullable SyncQuery query) {
    return database.snapshot(
        tx ->
            source(object)
                .state(tx, object.owner())
                .map(
                    state ->
                        new Root(
                            state,
                            query == null
                                ? SyncPage.EMPTY
                                : source(object).items(tx, object.owner(), query))));
  }

  /** Some items of an object. */
  SyncPage items(SyncObject object, SyncQuery query) {
    return database.read(tx -> source(object).items(tx, object.owner(), query));
  }

  /**
   * What became of an object.
   *
   * @param version up to which this tells
   * @param leavers those of the identities asked about who may not hear of it any more
   */
  record SyncNews(List<SyncChange> changes, long version, Set<String> leavers) {}

  /**
   * What became of an object above a version; empty when it is not there any more.
   *
   * @param listeners the identities of those who hear of it
   */
  Optional<SyncNews> since(SyncObject object, long version, Set<String> listeners) {
    return database.snapshot(
        tx ->
            source(object)
                .state(tx, object.owner())
                .map(
                    state ->
                        new SyncNews(
                            state.version() > version
                                ? source(object).since(tx, object.owner(), version)
                                : List.of(),
                            state.version(),
                            leavers(tx, object, version, listeners))));
  }

  /** Looked for only where somebody has left: who hears of it came when he might. */
  private Set<String> leavers(Tx tx, SyncObject object, long version, Set<String> listeners) {
    var sid = object.owner();
    if (!isOfConversation(object)
        || conversations.removedSince(tx, sid, version).stream()
            .noneMatch(mark -> mark.kind() == Held.Kind.PARTICIPANT)) {
      return Set.of();
    }
    var leavers = new TreeSet<>(listeners);
    leavers.removeAll(participants.identitiesAmong(tx, sid, listeners));
    if (object.kind() == Kind.CONVERSATION) {
      conversations.findAll(tx, List.of(sid)).stream()
          .map(Conversation::createdBy)
          .forEach(leavers::remove);
    }
    return leavers;
  }

  private static boolean isOfConversation(SyncObject object) {
    return switch (object.kind()) {
      case CONVERSATION, MESSAGES, PARTICIPANTS -> true;
      case MEMBERSHIPS, PROFILE -> false;
    };
  }

  /**
   * Whether a user may hear of an object: what {@link SyncResource} asks the permissions for when
   * it is opened, asked of many at once.
   */
  boolean mayHear(Tx tx, SyncObject object, Actor.OfUser user) {
    var owner = object.owner();
    return switch (object.kind()) {
      case CONVERSATION ->
          isMember(tx, owner, user)
              || conversations.findAll(tx, List.of(owner)).stream()
                  .anyMatch(
                      found ->
                          found.serviceSid().equals(user.serviceSid())
                              && found.createdBy().equals(user.identity()));
      case MESSAGES, PARTICIPANTS -> isMember(tx, owner, user);
      case MEMBERSHIPS -> owner(tx, owner, user).filter(one -> isHim(one, user)).isPresent();
      case PROFILE -> owner(tx, owner, user).isPresent();
    };
  }

  private boolean isMember(Tx tx, String conversation, Actor.OfUser user) {
    return conversations.find(tx, user.serviceSid(), conversation).isPresent()
        && participants.findByIdentity(tx, conversation, user.identity()).isPresent();
  }

  private Optional<User> owner(Tx tx, String sid, Actor.OfUser user) {
    return users.findBySid(tx, sid).filter(one -> one.serviceSid().equals(user.serviceSid()));
  }

  private static boolean isHim(User one, Actor.OfUser user) {
    return one.identity().equals(user.identity());
  }

  /** As {@link #since}, for a client that comes back; empty when it may not hear of the object. */
  Optional<SyncNews> sinceFor(SyncObject object, long version, Actor.OfUser user) {
    return database.snapshot(
        tx ->
            mayHear(tx, object, user)
                ? source(object)
                    .state(tx, object.owner())
                    .map(
                        state ->
                            new SyncNews(
                                state.version() > version
                                    ? source(object).since(tx, object.owner(), version)
                                    : List.of(),
                                state.version(),
                                Set.of()))
                : Optional.<SyncNews>empty());
  }
}
