package parley.user;

import java.time.Clock;
import java.util.Optional;
import parley.access.Cause;
import parley.event.Event;
import parley.event.Events;
import parley.event.Outlet;
import parley.problem.Code;
import parley.role.RoleRemoved;
import parley.role.RoleType;
import parley.role.Roles;
import parley.service.Services;
import parley.storage.Database;
import parley.storage.Tx;
import parley.value.Page;
import parley.value.PageAsked;
import parley.value.Sids;

/** What can be done with users. */
public final class Users implements Outlet {
  private final UserStore store = new UserStore();
  private final Database database;
  private final Events events;
  private final Services services;
  private final Roles roles;
  private final Sids sids;
  private final Clock clock;

  public Users(
      Database database, Events events, Services services, Roles roles, Sids sids, Clock clock) {
    this.database = database;
    this.events = events;
    this.services = services;
    this.roles = roles;
    this.sids = sids;
    this.clock = clock;
  }

  public User add(String service, NewUser wish, Cause cause) {
    return database.write(
        tx -> {
          if (wish.roleSid() != null) {
            roles.require(tx, service, wish.roleSid(), RoleType.SERVICE);
          }
          return insert(tx, service, wish, cause)
              .orElseThrow(() -> Code.USER_EXISTS.in("Identity", "is taken"));
        });
  }

  /** The user of an identity, made if there is none yet (rest-behaviour.md 2.6). */
  public User ensure(Tx tx, String service, String identity, Cause cause) {
    return store
        .find(tx, service, identity)
        .or(() -> insert(tx, service, NewUser.implied(identity), cause))
        .or(() -> store.find(tx, service, identity)) // another node was quicker
        .orElseThrow();
  }

  private Optional<User> insert(Tx tx, String service, NewUser wish, Cause cause) {
    var now = clock.instant();
    var role = wish.roleSid();
    var user =
        new User(
            sids.fresh("US"),
            cause.accountSid(),
            service,
            wish.identity(),
            wish.friendlyName(),
            wish.attributes(),
            role != null
                ? role
                : services.get(tx, cause.accountSid(), service).defaultChatServiceRoleSid(),
            now,
            now);
    if (!store.insert(tx, user)) {
      return Optional.empty();
    }
    events.tell(tx, new UserAdded(user, cause));
    return Optional.of(user);
  }

  /** Finds a user by SID or identity. */
  public Optional<User> find(String service, String key) {
    return database.read(tx -> store.find(tx, service, key));
  }

  /** As {@link #find(String, String)}, within a transaction. */
  public Optional<User> find(Tx tx, String service, String key) {
    return store.find(tx, service, key);
  }

  public Page<User> list(String service, PageAsked asked) {
    return database.read(tx -> store.list(tx, service, asked));
  }

  public Optional<User> edit(String service, String key, EditedUser wish, Cause cause) {
    return database.write(
        tx -> {
          var old = store.find(tx, service, key);
          if (old.isEmpty()) {
            return old;
          }
          var role = wish.roleSid().value();
          if (role != null) {
            roles.require(tx, service, role, RoleType.SERVICE);
          }
          var user = wish.over(old.get(), clock.instant());
          store.update(tx, user);
          events.tell(tx, new UserChanged(user, cause));
          return Optional.of(user);
        });
  }

  /** Deletes a user; messages keep their author. Whether the user was there. */
  public boolean remove(String service, String key, Cause cause) {
    return database.write(
        tx -> {
          var user = store.find(tx, service, key);
          user.ifPresent(
              found -> {
                events.tell(tx, new UserRemoved(found, cause));
                store.delete(tx, found.sid());
              });
          return user.isPresent();
        });
  }

  /** Who holds a role that goes falls back to the service's default one. */
  @Override
  public void hear(Tx tx, Event event) {
    if (event instanceof RoleRemoved removed) {
      store.replaceRole(tx, removed.role(), removed.fallbackSid(), clock.instant());
    }
  }
}
