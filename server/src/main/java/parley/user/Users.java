package parley.user;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import parley.access.Cause;
import parley.event.Advice;
import parley.event.Events;
import parley.problem.Code;
import parley.role.Role;
import parley.role.RoleHolders;
import parley.role.RoleType;
import parley.role.Roles;
import parley.service.ServiceContents;
import parley.service.Services;
import parley.storage.Database;
import parley.storage.Overtaken;
import parley.storage.Tx;
import parley.value.Page;
import parley.value.PageAsked;
import parley.value.Sids;

/** What can be done with users. */
public final class Users implements RoleHolders, ServiceContents {
  private final UserStore store;
  private final Database database;
  private final Events events;
  private final Advice advice;
  private final Services services;
  private final Roles roles;
  private final Sids sids;
  private final Clock clock;

  public Users(
      Database database,
      Events events,
      Advice advice,
      Services services,
      Roles roles,
      Sids sids,
      Clock clock) {
    this.store = new UserStore(database.dialect());
    this.database = database;
    this.events = events;
    this.advice = advice;
    this.services = services;
    this.roles = roles;
    this.sids = sids;
    this.clock = clock;
  }

  /**
   * Makes a user.
   *
   * @throws parley.problem.Problem 50201 for an identity that is taken, 50100 and 50105 for a role
   *     that cannot be given, 20404 when the service has gone meanwhile
   */
  public User add(String service, NewUser wish, Cause cause) {
    return database.write(
        tx ->
            insert(tx, service, wish, cause)
                .orElseThrow(() -> Code.USER_EXISTS.in("Identity", "is taken")));
  }

  /**
   * The user of an identity, made if there is none yet (docs/behaviour.md 2.6), and held until the
   * transaction ends. The service is kept before (INVARIANTS.md, order of locks).
   *
   * @throws parley.problem.Problem 20404 when the service has gone meanwhile
   */
  public User ensure(Tx tx, String service, String identity, Cause cause) {
    return ensure(tx, service, NewUser.implied(identity), cause);
  }

  /**
   * As above, with more to say of a user who is made.
   *
   * @throws parley.problem.Problem 20404 when the service has gone meanwhile, 50100 and 50105 for a
   *     role that cannot be given
   */
  public User ensure(Tx tx, String service, NewUser wish, Cause cause) {
    return store
        .hold(tx, service, wish.identity())
        .or(() -> insert(tx, service, wish, cause))
        .or(() -> store.hold(tx, service, wish.identity())) // another node was quicker
        .orElseThrow(Overtaken::new); // and deleted it again
  }

  private Optional<User> insert(Tx tx, String service, NewUser wish, Cause cause) {
    var now = clock.instant();
    var user =
        UserBuilder.builder()
            .sid(sids.fresh("US"))
            .accountSid(cause.accountSid())
            .serviceSid(service)
            .identity(wish.identity())
            .friendlyName(wish.friendlyName())
            .attributes(wish.attributes())
            .roleSid(keepRole(tx, service, wish, cause))
            .reachability(null)
            .version(0)
            .createdAt(now)
            .updatedAt(now)
            .build();
    if (!store.insert(tx, user)) {
      return Optional.empty();
    }
    events.tell(tx, new UserAdded(user, cause));
    return Optional.of(user);
  }

  private String keepRole(Tx tx, String service, NewUser wish, Cause cause) {
    var role = wish.roleSid();
    if (role == null) {
      return roles.keepDefaultOfUsers(tx, cause.accountSid(), service);
    }
    services.keep(tx, cause.accountSid(), service);
    roles.require(tx, service, role, RoleType.SERVICE);
    return role;
  }

  /** Holds users who are to be changed, in the order in which everybody holds them. */
  public void holdAll(Tx tx, List<String> sids) {
    if (sids.size() > 1) { // one alone is held by its own change
      store.holdAll(tx, sids);
    }
  }

  /**
   * Counts a change of a user's own list, and holds the user.
   *
   * @return the version of that change; empty when the user is gone
   */
  public Optional<Long> nextVersion(Tx tx, String sid) {
    return store.nextVersion(tx, sid);
  }

  /** Finds a user by SID or identity. */
  public Optional<User> find(String service, String key) {
    return database.read(tx -> store.find(tx, service, key));
  }

  /** As {@link #find(String, String)}, within a transaction. */
  public Optional<User> find(Tx tx, String service, String key) {
    return store.find(tx, service, key);
  }

  /** The users of these SIDs that are there, in whatever service and any order. */
  public List<User> findAll(Tx tx, List<String> sids) {
    return sids.isEmpty() ? List.of() : store.findAll(tx, sids);
  }

  /** The users of a service, oldest first. */
  public Page<User> list(String service, PageAsked asked) {
    return database.read(tx -> store.list(tx, service, asked));
  }

  /**
   * Changes a user; empty when the user is not there.
   *
   * @throws parley.problem.Problem 50100 and 50105 for a role that cannot be given, 50056 and 50057
   *     when whoever is asked before does not allow it
   */
  public Optional<User> edit(String service, String key, EditedUser wish, Cause cause) {
    return onEdit(service, key, wish, cause)
        .flatMap(advised -> edited(service, advised, wish, cause));
  }

  /** Asks before a user is changed, holding nothing; empty when there is nobody to change. */
  private Optional<String> onEdit(String service, String key, EditedUser wish, Cause cause) {
    if (!advice.isWanted(EditingUser.class, service, cause)) {
      return Optional.of(key);
    }
    return find(service, key)
        .map(old -> new EditingUser(wish.over(old, clock.instant()), cause))
        .map(intent -> advice.on(intent).user().sid());
  }

  private Optional<User> edited(String service, String key, EditedUser wish, Cause cause) {
    return database.write(
        tx -> {
          var role = wish.roleSid().value();
          if (role != null) {
            services.keep(tx, cause.accountSid(), service);
            roles.require(tx, service, role, RoleType.SERVICE);
          }
          return change(tx, service, key, cause, old -> wish.over(old, clock.instant()));
        });
  }

  /** The one way to change a user: holds the row, counts the change, writes and tells it. */
  private Optional<User> change(
      Tx tx, String service, String key, Cause cause, UnaryOperator<User> deed) {
    var held = store.hold(tx, service, key);
    return held.map(
        old -> {
          cause.permit().renew(tx);
          var user = deed.apply(old).withVersion(old.version() + 1);
          store.update(tx, user);
          events.tell(tx, new UserChanged(old, user, cause));
          return user;
        });
  }

  /** Deletes a user; messages keep their author. Whether the user was there. */
  public boolean remove(String service, String key, Cause cause) {
    return database.write(tx -> remove(tx, service, key, cause));
  }

  private boolean remove(Tx tx, String service, String key, Cause cause) {
    var found = store.find(tx, service, key);
    if (found.isEmpty()) {
      return false;
    }
    events.tell(tx, new UserLeaving(found.get(), cause));
    var held = store.holdToRemove(tx, service, found.get().sid());
    held.ifPresent( // unless somebody else was quicker
        user -> {
          events.tell(tx, new UserRemoved(user, cause));
          store.delete(tx, user.sid());
        });
    return held.isPresent();
  }

  /** Deletes one after the other, each in a transaction of its own. */
  @Override
  public void removeAll(String service, Cause cause) {
    for (var sid = next(service); sid.isPresent(); sid = next(service)) {
      remove(service, sid.get(), cause);
    }
  }

  private Optional<String> next(String service) {
    return database.read(tx -> store.anySid(tx, service));
  }

  /** Who holds a role that goes falls back to the service's default one. */
  @Override
  public int passOn(Tx tx, Role gone, String fallbackSid, int most, Cause cause) {
    var holders = store.holdersOf(tx, gone, most);
    for (var sid : holders) {
      change(
          tx,
          gone.serviceSid(),
          sid,
          cause,
          old -> old.with(it -> it.roleSid(fallbackSid).updatedAt(clock.instant())));
    }
    return holders.size();
  }
}
