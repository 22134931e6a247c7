package parley.push;

import java.time.Clock;
import java.util.List;
import parley.access.Cause;
import parley.problem.Code;
import parley.problem.Problem;
import parley.storage.Database;
import parley.storage.Tx;
import parley.user.User;
import parley.user.Users;
import parley.value.Sids;

/** What clients can do with the devices by which their users take notifications. */
public final class Bindings {
  private final BindingStore store = new BindingStore();
  private final Database database;
  private final Users users;
  private final Sids sids;
  private final Clock clock;

  public Bindings(Database database, Users users, Sids sids, Clock clock) {
    this.database = database;
    this.users = users;
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
          var user = user(tx, service, identity);
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
          return binding.sid();
        });
  }

  private User user(Tx tx, String service, String identity) {
    return users.find(tx, service, identity).orElseThrow(Code.NOT_FOUND::problem);
  }

  /** Has a device of a user take none any more, by the binding's SID. Whether it took any. */
  public boolean remove(String service, String identity, String sid) {
    return database.write(
        tx ->
            store
                .find(tx, service, sid)
                .filter(binding -> binding.identity().equals(identity))
                .map(binding -> store.delete(tx, service, sid))
                .orElse(false));
  }

  /** As above, by what tells the device apart. */
  public void remove(String service, String identity, Binding.Type type, String endpoint) {
    database.change(tx -> store.deleteOf(tx, user(tx, service, identity).sid(), type, endpoint));
  }
}
