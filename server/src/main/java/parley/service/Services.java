package parley.service;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import parley.access.Cause;
import parley.event.Events;
import parley.http.ServiceFinder;
import parley.problem.Code;
import parley.storage.Database;
import parley.storage.Known;
import parley.storage.Tx;
import parley.value.CacheCounts;
import parley.value.Page;
import parley.value.PageAsked;
import parley.value.Sids;

/** What can be done with services. Every request asks here which service it is about. */
public final class Services implements ServiceFinder {
  public static final int FRIENDLY_NAME_LENGTH_MAX = 256;

  private final ServiceStore store;
  private final Database database;
  private final Events events;
  private final Sids sids;
  private final Clock clock;
  private final Known<Service> known;
  private final Known<String> defaults;
  private List<ServiceContents> contents = List.of();
  private Runnable wake = () -> {};

  public Services(Database database, Events events, Sids sids, Clock clock) {
    this.store = new ServiceStore(database);
    this.database = database;
    this.events = events;
    this.sids = sids;
    this.clock = clock;
    // Every request needs its service.
    known = new Known<>(database, ServiceStore.CHANGED, ServiceStore::findAll);
    defaults = new Known<>(database, ServiceStore.DEFAULT_CHANGED, ServiceStore::defaultSids);
  }

  /** Finds what other nodes have changed and no news told; to be called every second or so. */
  public void lookAgain() {
    known.lookAgain();
    defaults.lookAgain();
  }

  /** How what is remembered of services has served. */
  public CacheCounts remembered() {
    return known.counts().plus(defaults.counts());
  }

  /** Makes a service; its default roles come with it. */
  public Service add(String friendlyName, Cause cause) {
    return database.write(tx -> insert(tx, friendlyName, cause));
  }

  private Service insert(Tx tx, String friendlyName, Cause cause) {
    var now = clock.instant();
    var service =
        ServiceBuilder.builder()
            .sid(sids.fresh("IS"))
            .accountSid(cause.accountSid())
            .friendlyName(friendlyName)
            .defaultConversationCreatorRoleSid(sids.fresh("RL"))
            .defaultConversationRoleSid(sids.fresh("RL"))
            .defaultChatServiceRoleSid(sids.fresh("RL"))
            .reachabilityEnabled(false)
            .createdAt(now)
            .updatedAt(now)
            .build();
    store.insert(tx, service);
    events.tell(tx, new ServiceAdded(service, cause));
    return service;
  }

  /** Finds a service, as a rule without a look at the database. */
  public Optional<Service> find(String account, String sid) {
    return known.find(sid).filter(service -> service.accountSid().equals(account));
  }

  /** The services of an account, oldest first. */
  public Page<Service> list(String account, PageAsked asked) {
    return database.read(tx -> store.list(tx, account, asked));
  }

  /** Renames a service, which the original cannot do (docs/behaviour.md 2.1). */
  public Optional<Service> rename(String sid, String friendlyName, Cause cause) {
    return edit(sid, cause, (tx, old) -> old.renamed(friendlyName, clock.instant()));
  }

  /**
   * Changes a service.
   *
   * @param change makes the new service of the old one, whose row the transaction holds
   * @throws parley.problem.Problem what the change throws
   */
  public Optional<Service> edit(String sid, Cause cause, BiFunction<Tx, Service, Service> change) {
    return database.write(
        tx -> {
          var found = store.hold(tx, cause.accountSid(), sid);
          return found.map(old -> edit(tx, old, change.apply(tx, old), cause));
        });
  }

  private Service edit(Tx tx, Service old, Service service, Cause cause) {
    store.update(tx, service);
    events.tell(tx, new ServiceChanged(old, service, cause));
    return service;
  }

  /** The service as it is now, if it is there; it is not removed before the transaction ends. */
  public Optional<Service> findAndKeep(Tx tx, String account, String sid) {
    return store.keep(tx, account, sid);
  }

  /**
   * As {@link #findAndKeep}, for a deed that was asked for in the service.
   *
   * @throws parley.problem.Problem 20404 when the service has gone meanwhile
   */
  public Service keep(Tx tx, String account, String sid) {
    return store.keep(tx, account, sid).orElseThrow(Code.NOT_FOUND::problem);
  }

  /**
   * Holds a service: it does not change, nor does what it alone orders, such as its settings.
   *
   * @throws parley.problem.Problem 20404 when the service has gone meanwhile
   */
  public Service hold(Tx tx, String account, String sid) {
    return store.hold(tx, account, sid).orElseThrow(Code.NOT_FOUND::problem);
  }

  /** Holds an account: its configuration does not change, nor what its row alone orders. */
  public void holdAccount(Tx tx, String account) {
    store.lockDefaultSid(tx, account);
  }

  /**
   * Removes a service with everything in it. It is there for nobody from this commit on; what is in
   * it goes behind the answer, by {@link #finishRemovals}: a caller waits no longer for a large
   * one.
   *
   * @return whether it was there
   * @throws parley.problem.Problem 20409 for the default service
   */
  public boolean remove(String sid, Cause cause) {
    var removed = database.write(tx -> markRemoved(tx, sid, cause));
    if (removed) {
      wake.run();
    }
    return removed;
  }

  private boolean markRemoved(Tx tx, String sid, Cause cause) {
    // The account's row first: no other service may become the default, nor this one, meanwhile.
    var standard = store.lockDefaultSid(tx, cause.accountSid());
    var service = store.holdToRemove(tx, cause.accountSid(), sid);
    if (service.isEmpty()) {
      return false;
    }
    if (standard.equals(Optional.of(sid))) {
      throw Code.CONFLICT.because("the default service cannot be deleted");
    }
    store.markRemoved(tx, sid, cause.webhooksWanted(), clock.instant());
    events.tell(tx, new ServiceRemoved(service.get(), cause));
    return true;
  }

  /**
   * Empties services that were removed: piece by piece, each told, so that no transaction grows
   * with the service. What a crash has cut off it goes on with; several servers may run it at once.
   * One that fails keeps no other, and is tried again.
   */
  public void finishRemovals() {
    RuntimeException failed = null;
    for (var going : database.read(store::going)) {
      try {
        empty(going.sid(), Cause.byAccount(going.accountSid(), going.webhooksWanted()));
      } catch (RuntimeException e) {
        failed = e;
      }
    }
    if (failed != null) {
      throw failed; // so that it is told, and tried again after a pause
    }
  }

  private void empty(String sid, Cause cause) {
    contents.forEach(content -> content.removeAll(sid, cause));
    database.change(tx -> store.delete(tx, sid));
  }

  /**
   * Called once, by the wiring.
   *
   * @param all what goes with a service, in the order in which it goes
   * @param wakeRemovals makes {@link #finishRemovals} run soon; does not block
   */
  public void connect(List<ServiceContents> all, Runnable wakeRemovals) {
    contents = List.copyOf(all);
    wake = wakeRemovals;
  }

  @Override
  public boolean exists(String account, String sid) {
    return find(account, sid).isPresent();
  }

  /** The account's default service, made on first use (docs/behaviour.md 1.1). */
  @Override
  public String defaultOf(String account) {
    return defaults.find(account).orElseGet(() -> database.write(tx -> makeDefault(tx, account)));
  }

  /** Whether a service is the account's default one; asking makes none. */
  public boolean isDefault(String account, String sid) {
    return defaults.find(account).filter(sid::equals).isPresent();
  }

  /**
   * Makes another service the account's default one.
   *
   * @param parameter names the service in the request
   * @throws parley.problem.Problem 50050 when it is not there
   */
  public void setDefault(Tx tx, String account, String sid, String parameter) {
    store.lockDefaultSid(tx, account);
    if (store.keep(tx, account, sid).isEmpty()) {
      throw Code.SERVICE_NOT_FOUND.in(parameter, "names no service of this account");
    }
    store.setDefault(tx, account, sid);
  }

  /** The account's default service, if it has been needed yet. */
  public Optional<String> knownDefaultOf(String account) {
    return database.read(tx -> store.defaultSid(tx, account));
  }

  private String makeDefault(Tx tx, String account) {
    // Held: of many first requests, on whatever node, one makes it and the others find it.
    var present = store.lockDefaultSid(tx, account);
    if (present.isPresent()) {
      return present.get();
    }
    var service = insert(tx, "Default Conversations Service", Cause.byAccount(account, false));
    store.setDefault(tx, account, service.sid());
    return service.sid();
  }
}
