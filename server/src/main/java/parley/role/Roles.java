package parley.role;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import parley.access.Cause;
import parley.event.Event;
import parley.event.Events;
import parley.event.Outlet;
import parley.problem.Code;
import parley.service.Service;
import parley.service.ServiceAdded;
import parley.service.Services;
import parley.storage.Database;
import parley.storage.Tx;
import parley.value.Page;
import parley.value.PageAsked;
import parley.value.Sids;

/** What can be done with roles. A new service is heard of here and gets its default roles. */
public final class Roles implements Outlet {
  private final RoleStore store;
  private final Database database;
  private final Events events;
  private final Services services;
  private final Sids sids;
  private final Clock clock;

  public Roles(Database database, Events events, Services services, Sids sids, Clock clock) {
    this.store = new RoleStore(database.dialect());
    this.database = database;
    this.events = events;
    this.services = services;
    this.sids = sids;
    this.clock = clock;
  }

  @Override
  public void hear(Tx tx, Event event) {
    if (event instanceof ServiceAdded added) {
      DefaultRoles.of(added.service(), sids).forEach(role -> store.insert(tx, role));
    }
  }

  public Role add(String service, NewRole wish) {
    var now = clock.instant();
    var role =
        new Role(
            sids.fresh("RL"),
            service,
            wish.friendlyName(),
            wish.type(),
            wish.permissions(),
            now,
            now);
    database.change(tx -> store.insert(tx, role));
    return role;
  }

  public Optional<Role> find(String service, String sid) {
    return database.read(tx -> store.find(tx, service, sid));
  }

  public Page<Role> list(String service, PageAsked asked) {
    return database.read(tx -> store.list(tx, service, asked));
  }

  /** Replaces the whole list of permissions; nothing else of a role can change. */
  public Optional<Role> edit(String service, String sid, List<Permission> permissions) {
    return database.write(
        tx -> {
          var old = store.find(tx, service, sid);
          if (old.isEmpty()) {
            return old;
          }
          Permission.require(permissions, old.get().type());
          var role = old.get().with(permissions, clock.instant());
          store.update(tx, role);
          return Optional.of(role);
        });
  }

  /**
   * Deletes a role, and those who hold it fall back to the service's default one; a default itself
   * is refused. Whether the role was there.
   */
  public boolean remove(String service, String sid, Cause cause) {
    return database.write(
        tx -> {
          var home = services.lock(tx, cause.accountSid(), service);
          var role = store.lock(tx, service, sid);
          role.ifPresent(found -> remove(tx, home, found, cause));
          return role.isPresent();
        });
  }

  private void remove(Tx tx, Service home, Role role, Cause cause) {
    if (home.defaultRoleSids().contains(role.sid())) {
      throw Code.CONFLICT.because("the service's configuration names this role as a default");
    }
    var fallback =
        switch (role.type()) {
          case CONVERSATION -> home.defaultConversationRoleSid();
          case SERVICE -> home.defaultChatServiceRoleSid();
        };
    events.tell(tx, new RoleRemoved(role, fallback, cause));
    store.delete(tx, role.sid());
  }

  /** Checks that a role may be given: it is of this service and of this type, and stays there. */
  public void require(Tx tx, String service, String sid, RoleType type) {
    require(tx, service, sid, type, "RoleSid");
  }

  /** As above, for a role that stands in another parameter. */
  public void require(Tx tx, String service, String sid, RoleType type, String parameter) {
    var role =
        store
            .keep(tx, service, sid)
            .orElseThrow(() -> Code.ROLE_NOT_FOUND.in(parameter, "names no role of this service"));
    if (role.type() != type) {
      throw Code.ROLE_TYPE_WRONG.in(parameter, "must name a role of type " + type.wire());
    }
  }
}
