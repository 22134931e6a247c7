package parley.push;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import parley.access.Cause;
import parley.problem.Code;
import parley.problem.Problem;
import parley.storage.Database;
import parley.storage.Tx;
import parley.user.Presences;
import parley.user.User;
import parley.value.Sids;

/** What clients can do with the devices by which their users take notifications. */
public final class Bindings {
  private static final int AT_ONCE = 100;

  private final BindingStore store = new BindingStore();
  private final Database database;
  private final Presences presences;
  private final Sids sids;
  private final Clock clock;

  public Bindings(Database database, Presences presences, Sids sids, Clock clock) {
    this.database = database;
    this.presences = presences;
    this.sids = sids;
    this.clock = clock;
  }

  /**
   * Has a device of a user take notifications; one that does already takes these from now on. It is
   * bound with the account's newest credential of its type, and without one where there is none.
   *
   * @param endpoint what tells the user's devices of one type apart
   * @return the binding's SID
   * @throws Problem 20404 when the user is gone
   */
  public String register(
      String service,
      String identity,
      Binding.Type type,
      String endpoint,
      List<String> messageTypes,
      Cause cause) {
    return database.write(
        tx -> {
          var user = hold(tx, service, identity);
          cause.permit().renew(tx);
          var now = clock.instant();
          var credential = store.newestCredential(tx, cause.accountSid(), type);
          var binding =
              new Binding(
                  sids.fresh("BS"),
                  service,
                  user.sid(),
                  identity,
                  type,
                  endpoint,
                  credential.orElse(null),
                  messageTypes,
                  now,
                  now);
          store.put(tx, binding);
          presences.noteDevices(tx, List.of(user.sid()), true);
          return binding.sid();
        });
  }

  private User hold(Tx tx, String service, String identity) {
    return presences.hold(tx, service, identity).orElseThrow(Code.NOT_FOUND::problem);
  }

  /** Has a device of a user take none any more, by the binding's SID. Whether it took any. */
  public boolean remove(String service, String identity, String sid) {
    return remove(service, sid, binding -> binding.identity().equals(identity));
  }

  /** As above, of whichever user. */
  boolean remove(String service, String sid) {
    return remove(service, sid, binding -> true);
  }

  private boolean remove(String service, String sid, Predicate<Binding> isMeant) {
    return database.write(
        tx -> {
          var found = store.find(tx, service, sid).filter(isMeant);
          return found
              .flatMap(binding -> presences.hold(tx, service, binding.userSid()))
              .map(user -> store.delete(tx, service, sid) && noteRest(tx, List.of(user.sid())))
              .orElse(false);
        });
  }

  /** As above, by what tells the device apart. */
  public void remove(String service, String identity, Binding.Type type, String endpoint) {
    database.change(
        tx -> {
          var user = hold(tx, service, identity);
          store.deleteOf(tx, user.sid(), type, endpoint);
          noteRest(tx, List.of(user.sid()));
        });
  }

  /** Notes which of some users, who are held, have no device any more. Always true. */
  private boolean noteRest(Tx tx, List<String> users) {
    var none = new ArrayList<>(users);
    none.removeAll(store.usersWithAny(tx, users));
    presences.noteDevices(tx, none, false);
    return true;
  }

  /** Whether a device is bound with a credential, which the transaction holds. */
  boolean anyWith(Tx tx, String credential) {
    return !store.usersWith(tx, credential, 1).isEmpty();
  }

  /** Has some of the devices that are bound with a credential take no notifications any more. */
  void removeSomeWith(String credential) {
    database.change(
        tx -> {
          var users = store.usersWith(tx, credential, AT_ONCE);
          if (!users.isEmpty()) {
            presences.hold(tx, users);
            store.deleteWith(tx, credential, users);
            noteRest(tx, users);
          }
        });
  }
}
