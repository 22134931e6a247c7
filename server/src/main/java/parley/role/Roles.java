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
import parley.storage.Overtaken;
import parley.storage.Tx;
import parley.value.Page;
import parley.value.PageAsked;
import parley.value.Sids;

/** What can be done with roles. A new service is heard of here and gets its default roles. */
public final class Roles implements Outlet {
  /** How many holders of a role that goes are seen to in one transaction. */
  private static final int PORTION = 100;

  private final RoleStore store;
  private final Database database;
  private final Events events;
  private final Services services;
  private final Sids sids;
  private final Clock clock;
  private List<RoleHolders> holders = List.of();

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

  /**
   * Makes a role.
   *
   * @throws parley.problem.Problem 20404 when the service has gone meanwhile
   */
  public Role add(String service, NewRole wish, Cause cause) {
    var now = clock.instant();
    var role =
        RoleBuilder.builder()
            .sid(sids.fresh("RL"))
            .serviceSid(service)
            .friendlyName(wish.friendlyName())
            .type(wish.type())
            .permissions(wish.permissions())
            .createdAt(now)
            .updatedAt(now)
            .build();
    database.change(
        tx -> {
          services.keep(tx, cause.accountSid(), service);
          store.insert(tx, role);
          events.tell(tx, new RoleAdded(role, cause));
        });
    return role;
  }

  /** Finds a role of a service. */
  public Optional<Role> find(String service, String sid) {
    return database.read(tx -> store.find(tx, service, sid));
  }

  /** As {@link #find(String, String)}, within a transaction. */
  public Optional<Role> find(Tx tx, String service, String sid) {
    return store.find(tx, service, sid);
  }

  /** The roles of a service, oldest first. */
  public Page<Role> list(String service, PageAsked asked) {
    return database.read(tx -> store.list(tx, service, asked));
  }

  /**
   * Replaces the whole list of permissions; nothing else of a role can change. Empty when the role
   * is not there.
   *
   * @throws parley.problem.Problem 50104 for a permission that is not for roles of its type
   */
  public Optional<Role> edit(
      String service, String sid, List<Permission> permissions, Cause cause) {
    return database.write(
        tx -> store.hold(tx, service, sid).map(old -> edit(tx, old, permissions, cause)));
  }

  private Role edit(Tx tx, Role old, List<Permission> permissions, Cause cause) {
    Permission.require(permissions, old.type());
    var role = old.with(permissions, clock.instant());
    store.update(tx, role);
    events.tell(tx, new RoleChanged(old, role, cause));
    return role;
  }

  /**
   * Deletes a role, and those who hold it fall back to the service's default one, some at a time,
   * so that no transaction grows with their number. Whether the role was there.
   *
   * @throws parley.problem.Problem 20409 for a role that the service's configuration names
   */
  public boolean remove(String service, String sid, Cause cause) {
    var step = database.write(tx -> removeStep(tx, service, sid, cause));
    while (step == Step.SOME_LEFT) {
      step = database.write(tx -> removeStep(tx, service, sid, cause));
    }
    return step == Step.DONE;
  }

  /** What one step of a removal came to. */
  private enum Step {
    NOT_THERE,
    SOME_LEFT,
    DONE
  }

  private Step removeStep(Tx tx, String service, String sid, Cause cause) {
    var home = services.hold(tx, cause.accountSid(), service);
    var role = store.holdToRemove(tx, service, sid);
    if (role.isEmpty()) {
      return Step.NOT_THERE;
    }
    if (home.defaultRoleSids().contains(sid)) {
      throw Code.CONFLICT.because("the service's configuration names this role as a default");
    }
    for (var holder : holders) {
      if (holder.passOn(tx, role.get(), defaultRole(home, role.get().type()), PORTION, cause)
          == PORTION) {
        return Step.SOME_LEFT;
      }
    }
    store.delete(tx, sid);
    events.tell(tx, new RoleRemoved(role.get(), cause));
    return Step.DONE;
  }

  /** Sets who may hold roles; called once, by the wiring. In the order of locks. */
  public void connect(List<RoleHolders> all) {
    holders = List.copyOf(all);
  }

  /**
   * The service's default roles of who is new in a conversation, which stay until the transaction
   * ends.
   *
   * @throws parley.problem.Problem 20404 when the service has gone meanwhile
   */
  public ConversationDefaults keepDefaults(Tx tx, String account, String service) {
    var home = services.keep(tx, account, service);
    var defaults =
        new ConversationDefaults(
            home.defaultConversationRoleSid(), home.defaultConversationCreatorRoleSid());
    if (!store.keepAll(tx, service, defaults.sids())) {
      throw new Overtaken(); // a default changed and its old one was deleted meanwhile
    }
    return defaults;
  }

  /**
   * The service's default role of a new user, which stays until the transaction ends.
   *
   * @throws parley.problem.Problem 20404 when the service has gone meanwhile
   */
  public String keepDefaultOfUsers(Tx tx, String account, String service) {
    var sid = services.keep(tx, account, service).defaultChatServiceRoleSid();
    if (store.keep(tx, service, sid).isEmpty()) {
      throw new Overtaken(); // the default changed and its old one was deleted meanwhile
    }
    return sid;
  }

  private static String defaultRole(Service service, RoleType type) {
    return switch (type) {
      case CONVERSATION -> service.defaultConversationRoleSid();
      case SERVICE -> service.defaultChatServiceRoleSid();
    };
  }

  /**
   * Checks that a role may be given: it is of this service and of this type, and stays there until
   * the transaction ends. The service is kept before it (INVARIANTS.md, order of locks).
   *
   * @throws parley.problem.Problem 50100 for one that is not there, 50105 for one of another type
   */
  public void require(Tx tx, String service, String sid, RoleType type) {
    require(tx, service, sid, type, "RoleSid");
  }

  /**
   * As above, for a role that stands in another parameter.
   *
   * @throws parley.problem.Problem 50100 for one that is not there, 50105 for one of another type
   */
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
