package parley.user;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parley.access.Cause;
import parley.event.Events;
import parley.storage.Database;
import parley.storage.Tx;

/**
 * Whether users can be reached (decision 31). Each server tells for itself who is connected to it;
 * a user is online while he is connected to any. Several users are held in the order of their
 * identities, a server before all of them.
 */
public final class Presences {
  /** How long a server is taken to be there that does not say so again. */
  public static final Duration LEASE = Duration.ofSeconds(20);

  private static final int AT_ONCE = 100;

  private final PresenceStore store;
  private final UserStore users;
  private final Database database;
  private final Events events;

  public Presences(Database database, Events events) {
    this.store = new PresenceStore(database.dialect());
    this.users = new UserStore(database.dialect());
    this.database = database;
    this.events = events;
  }

  /**
   * What became of clients that came.
   *
   * @param users who of them is a user, and told to be online
   * @param kept whether all that the server has told before is as it left it
   */
  public record Came(List<User> users, boolean kept) {}

  /**
   * Says that users are connected to a server; who is not there is passed over.
   *
   * @param identities some hundred at most, all of one service
   */
  public Came come(String server, String service, List<String> identities) {
    if (database.read(tx -> users.sidsOf(tx, service, identities)).isEmpty()) {
      return new Came(List.of(), true);
    }
    return database.write(
        tx -> {
          var kept = renew(tx, server);
          var sids = users.sidsOf(tx, service, identities);
          hold(tx, sids);
          var there = users.findAll(tx, sids);
          var left = there.stream().map(User::sid).toList();
          store.insert(tx, server, left);
          tell(tx, left.isEmpty() ? left : store.setOnline(tx, left, true));
          return new Came(there, kept);
        });
  }

  /** Says that users are not connected to a server any more; some hundred at most. */
  public void go(String server, List<String> sids) {
    database.change(tx -> go(tx, server, sids));
  }

  private void go(Tx tx, String server, List<String> sids) {
    hold(tx, sids);
    store.delete(tx, server, sids);
    var gone = new ArrayList<>(sids);
    gone.removeAll(store.connected(tx, sids));
    tell(tx, gone.isEmpty() ? gone : store.setOnline(tx, gone, false));
  }

  /**
   * Says that a server is still there.
   *
   * @return whether all that it has told is as it left it; if not, it was taken for dead meanwhile,
   *     and has to look which of it still stands
   */
  public boolean renew(String server) {
    return database.write(tx -> renew(tx, server));
  }

  private boolean renew(Tx tx, String server) {
    var kept = store.renew(tx, server, LEASE);
    if (!kept) {
      store.begin(tx, server, LEASE);
    }
    return kept;
  }

  /** Who is told to be connected to a server. */
  public List<User> of(String server) {
    return database.read(tx -> users.connectedTo(tx, server));
  }

  /**
   * Ends what servers have told that are not there any more. May be run by several servers at once.
   *
   * @param self the server that looks, of which others judge
   */
  public void endDead(String self) {
    while (database.read(tx -> store.anyDead(tx, self))
        && database.write(tx -> endSome(tx, self))) {}
  }

  private boolean endSome(Tx tx, String self) {
    var dead = store.holdDead(tx, self);
    dead.ifPresent(
        server -> {
          var sids = store.usersOf(tx, server, AT_ONCE);
          if (sids.isEmpty()) {
            store.deleteServer(tx, server);
          } else {
            go(tx, server, sids);
          }
        });
    return dead.isPresent();
  }

  /** Holds a user whose devices are to be changed; empty when he is not there. */
  public Optional<User> hold(Tx tx, String service, String key) {
    return users.hold(tx, service, key);
  }

  /** As above, several of them, by SID. */
  public void hold(Tx tx, List<String> sids) {
    if (!sids.isEmpty()) {
      users.holdAll(tx, sids);
    }
  }

  /** Notes whether devices of users take notifications; the transaction holds these users. */
  public void noteDevices(Tx tx, List<String> sids, boolean any) {
    if (!sids.isEmpty()) {
      tell(tx, store.setNotifiable(tx, sids, any));
    }
  }

  private void tell(Tx tx, List<String> changed) {
    if (!changed.isEmpty()) {
      for (var user : users.findAll(tx, changed)) {
        events.tell(tx, new ReachabilityChanged(user, Cause.byAccount(user.accountSid(), false)));
      }
    }
  }
}
