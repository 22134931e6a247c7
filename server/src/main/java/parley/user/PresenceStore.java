package parley.user;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import parley.storage.Dialect;
import parley.storage.Tx;

/**
 * The tables of who is connected where, and what users' rows say of it. Whether a server is there
 * goes by the database's clock, which is one for all servers and which nobody moves.
 */
final class PresenceStore {
  private final String begin;
  private final String renew;
  private final String dead;
  private final Dialect dialect;

  PresenceStore(Dialect dialect) {
    this.dialect = dialect;
    var now = dialect.ownTime();
    begin =
        """
        INSERT INTO servers (id, alive_until) VALUES (:server, %s + :lease)
        ON CONFLICT (id) DO UPDATE SET alive_until = excluded.alive_until\
        """
            .formatted(now);
    renew =
        "UPDATE servers SET alive_until = %1$s + :lease WHERE id = :server AND alive_until > %1$s"
            .formatted(now);
    dead = "SELECT id FROM servers WHERE alive_until <= " + now + " AND id <> :self LIMIT 1";
  }

  /** Says that a server is there for so long from now on; false when it was not any more. */
  boolean renew(Tx tx, String server, Duration lease) {
    return tx.update(renew).set("lease", lease.toMillis()).set("server", server).run() == 1;
  }

  /** As {@link #renew}, of one that was not there. */
  void begin(Tx tx, String server, Duration lease) {
    tx.update(begin).set("lease", lease.toMillis()).set("server", server).run();
  }

  boolean anyDead(Tx tx, String self) {
    return tx.query(dead).set("self", self).first(row -> row.text("id")).isPresent();
  }

  /** One of the other servers that are not there any more, held, so that it does not come back. */
  Optional<String> holdDead(Tx tx, String self) {
    return tx.query(dead + dialect.skipLocked()).set("self", self).first(row -> row.text("id"));
  }

  void deleteServer(Tx tx, String server) {
    tx.update("DELETE FROM servers WHERE id = :server").set("server", server).run();
  }

  /** Who is connected to a server, by SID; some of them. */
  List<String> usersOf(Tx tx, String server, int most) {
    return tx.query("SELECT user_sid FROM presences WHERE server_id = :server LIMIT :most")
        .set("server", server)
        .set("most", most)
        .list(row -> row.text("user_sid"));
  }

  void insert(Tx tx, String server, List<String> users) {
    for (var user : users) {
      tx.update(
              """
              INSERT INTO presences (user_sid, server_id) VALUES (:user, :server)
              ON CONFLICT (user_sid, server_id) DO NOTHING\
              """)
          .set("user", user)
          .set("server", server)
          .runSoon();
    }
  }

  void delete(Tx tx, String server, List<String> users) {
    tx.update("DELETE FROM presences WHERE server_id = :server AND user_sid IN (<users>)")
        .set("server", server)
        .setAll("users", users)
        .run();
  }

  /** Those of some users who are connected to any server. */
  List<String> connected(Tx tx, List<String> users) {
    return tx.query("SELECT DISTINCT user_sid FROM presences WHERE user_sid IN (<users>)")
        .setAll("users", users)
        .list(row -> row.text("user_sid"));
  }

  /** Writes whether users are online. The SIDs of those of whom it was not said before. */
  List<String> setOnline(Tx tx, List<String> users, boolean online) {
    return set(tx, "online", users, online);
  }

  /** As {@link #setOnline}, whether a device of theirs takes notifications. */
  List<String> setNotifiable(Tx tx, List<String> users, boolean notifiable) {
    return set(tx, "notifiable", users, notifiable);
  }

  /** Who never was it does not become one who is it no more. */
  private static List<String> set(Tx tx, String column, List<String> users, boolean value) {
    return tx.query(
            """
            UPDATE users SET %1$s = :value, version = version + 1
            WHERE sid IN (<users>) AND coalesce(%1$s, 0) <> :value RETURNING sid\
            """
                .formatted(column))
        .set("value", value)
        .setAll("users", users)
        .list(row -> row.text("sid"));
  }
}
