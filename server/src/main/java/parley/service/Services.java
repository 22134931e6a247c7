package parley.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import parley.access.Cause;
import parley.event.Events;
import parley.http.ServiceFinder;
import parley.problem.Code;
import parley.storage.Database;
import parley.storage.Tx;
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
  private final Cache<String, @Nullable Service> known;
  private final Cache<String, String> defaults;

  public Services(Database database, Events events, Sids sids, Clock clock) {
    this.store = new ServiceStore(database.dialect());
    this.database = database;
    this.events = events;
    this.sids = sids;
    this.clock = clock;
    // Every request needs its service. Where other nodes write too, what we remember ages fast.
    var memory = Caffeine.newBuilder().maximumSize(10_000);
    if (!database.dialect().ownsEveryWrite()) {
      memory.expireAfterWrite(Duration.ofSeconds(1));
    }
    known = memory.build();
    defaults = memory.build();
  }

  public Service add(String friendlyName, Cause cause) {
    return database.write(tx -> insert(tx, friendlyName, cause));
  }

  private Service insert(Tx tx, String friendlyName, Cause cause) {
    var now = clock.instant();
    var service =
        new Service(
            sids.fresh("IS"),
            cause.accountSid(),
            friendlyName,
            sids.fresh("RL"),
            sids.fresh("RL"),
            sids.fresh("RL"),
            false,
            now,
            now);
    store.insert(tx, service);
    events.tell(tx, new ServiceAdded(service, cause));
    return service;
  }

  public Optional<Service> find(String account, String sid) {
    // Read while the entry is held: what a change forgets right after its commit is never older.
    var service =
        known.get(sid, key -> database.read(tx -> store.find(tx, account, key)).orElse(null));
    return Optional.ofNullable(service).filter(found -> found.accountSid().equals(account));
  }

  /** The service of a SID, within a transaction of a deed that needs its defaults. */
  public Service get(Tx tx, String account, String sid) {
    var remembered = known.getIfPresent(sid);
    return remembered != null
        ? remembered
        : store.find(tx, account, sid).orElseThrow(Code.NOT_FOUND::problem);
  }

  public Page<Service> list(String account, PageAsked asked) {
    return database.read(tx -> store.list(tx, account, asked));
  }

  /** Renames a service, which the original cannot do (rest-behaviour.md 2.1). */
  public Optional<Service> rename(String sid, String friendlyName, Cause cause) {
    return edit(sid, cause, (tx, old) -> old.renamed(friendlyName, clock.instant()));
  }

  /**
   * Changes a service.
   *
   * @param change makes the new service of the old one, whose row the transaction holds
   */
  public Optional<Service> edit(String sid, Cause cause, BiFunction<Tx, Service, Service> change) {
    var edited =
        database.write(
            tx -> {
              var service =
                  store.lock(tx, cause.accountSid(), sid).map(old -> change.apply(tx, old));
              service.ifPresent(changed -> store.update(tx, changed));
              return service;
            });
    known.invalidate(sid);
    return edited;
  }

  /** Keeps a service from being deleted until the transaction ends; whether it is there. */
  public boolean keep(Tx tx, String account, String sid) {
    return store.keep(tx, account, sid).isPresent();
  }

  /** Holds the row of a service whose defaults must not change meanwhile. */
  public Service lock(Tx tx, String account, String sid) {
    return store.lock(tx, account, sid).orElseThrow(Code.NOT_FOUND::problem);
  }

  /** Deletes a service and everything in it; refused for the default one. Whether it was there. */
  public boolean remove(String sid, Cause cause) {
    var removed =
        database.write(
            tx -> {
              var service = store.find(tx, cause.accountSid(), sid);
              if (service.isEmpty()) {
                return false;
              }
              if (store.lockDefaultSid(tx, cause.accountSid()).equals(Optional.of(sid))) {
                throw Code.CONFLICT.because("the default service cannot be deleted");
              }
              events.tell(tx, new ServiceRemoved(service.get(), cause));
              store.delete(tx, sid);
              return true;
            });
    known.invalidate(sid);
    return removed;
  }

  @Override
  public boolean exists(String account, String sid) {
    return find(account, sid).isPresent();
  }

  /** The account's default service, made on first use (rest-behaviour.md 1.1). */
  @Override
  public String defaultOf(String account) {
    return defaults.get(
        account,
        key -> knownDefaultOf(key).orElseGet(() -> database.write(tx -> makeDefault(tx, key))));
  }

  /**
   * Makes another service the account's default one; {@link #defaultChanged} is due after the
   * commit.
   */
  public void setDefault(Tx tx, String account, String sid, String parameter) {
    store.lockDefaultSid(tx, account);
    if (store.find(tx, account, sid).isEmpty()) {
      throw Code.SERVICE_NOT_FOUND.in(parameter, "names no service of this account");
    }
    store.setDefault(tx, account, sid);
  }

  /** Forgets which service was the default. */
  public void defaultChanged(String account) {
    defaults.invalidate(account);
  }

  /** The account's default service, if it has been needed yet. */
  public Optional<String> knownDefaultOf(String account) {
    return database.read(tx -> store.defaultSid(tx, account));
  }

  private String makeDefault(Tx tx, String account) {
    var present = store.defaultSid(tx, account);
    if (present.isPresent()) {
      return present.get();
    }
    var service = insert(tx, "Default Conversations Service", new Cause(account, false));
    if (!store.claimDefault(tx, account, service.sid())) {
      store.delete(tx, service.sid()); // another node was quicker
      return store.defaultSid(tx, account).orElseThrow();
    }
    return service.sid();
  }
}
