package parley.model;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.testkit.TestClient.quote;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import parley.conversation.TombstoneSweep;
import parley.inbox.ListChangeSweep;
import parley.storage.Dialect;
import parley.storage.Tx;
import parley.testkit.Chat;
import parley.testkit.Seed;
import parley.testkit.TestServer;

/**
 * What a client was told at any moment, and what the database says has changed since, give together
 * what is there now: in a conversation and in a user's own list.
 */
class ReplayTest {
  private static final List<String> PEOPLE = List.of("ann", "bob", "cleo");

  @Test
  void onSqliteAClientThatWasAwayIsToldAllThatChanged() {
    Seed.rounds("replay", 2, random -> play(Dialect.SQLITE, random, 150));
  }

  @Test
  void onPostgresqlAClientThatWasAwayIsToldAllThatChanged() {
    Seed.rounds("replay", 1, random -> play(Dialect.POSTGRESQL, random, 100));
  }

  /** What somebody knows: the version up to which, and everything by its key. */
  private record Seen(long version, Map<String, String> things) {}

  private static void play(Dialect dialect, Random random, int steps) {
    try (var server = TestServer.on(dialect).start()) {
      var chat = server.chat();
      var rooms = List.of(chat.joined("ann"), chat.joined("ann"));
      var user = chat.client().get("/v1/Users/ann").is(200).sid();
      var seenOfRoom = new ArrayList<Seen>();
      var seenOfList = new ArrayList<Seen>();
      for (var step = 0; step < steps; step++) {
        change(chat, rooms.get(random.nextInt(2)), random);
        seenOfRoom.add(server.database().snapshot(tx -> room(tx, rooms.getFirst())));
        seenOfList.add(server.database().snapshot(tx -> list(tx, user)));
      }
      assertReplayed(server, rooms.getFirst(), user, seenOfRoom, seenOfList);
      server.clock().advance(TombstoneSweep.KEPT.plus(Duration.ofSeconds(1)));
      new TombstoneSweep(server.database(), server.clock()).run();
      new ListChangeSweep(server.database(), server.clock()).run();
      assertThat(server.database().read(ReplayTest::marks)).isZero();
      assertReplayed(server, rooms.getFirst(), user, seenOfRoom, seenOfList);
    }
  }

  private static void change(Chat chat, String room, Random random) {
    var who = PEOPLE.get(random.nextInt(PEOPLE.size()));
    var client = chat.client();
    var messages = client.get(Chat.messages(room) + "?PageSize=100").column("sid");
    var message = messages.isEmpty() ? "none" : messages.get(random.nextInt(messages.size()));
    var number = Integer.toString(random.nextInt(1000));
    switch (random.nextInt(8)) {
      case 0, 1 -> client.post(Chat.messages(room), "Author", who, "Body", number);
      case 2 -> client.post(Chat.messages(room) + "/" + message, "Body", number);
      case 3 -> client.delete(Chat.messages(room) + "/" + message);
      case 4, 5 -> client.post(Chat.participants(room), "Identity", who);
      case 6 -> client.delete(Chat.participants(room) + "/" + quote(who));
      default -> client.post(Chat.membership(who, room), "LastReadMessageIndex", number);
    }
  }

  private static void assertReplayed(
      TestServer server, String room, String user, List<Seen> ofRoom, List<Seen> ofList) {
    server
        .database()
        .snapshot(
            tx -> {
              var from = replayableFrom(tx, "conversations", room);
              var now = room(tx, room);
              ofRoom.stream()
                  .filter(seen -> seen.version() >= from)
                  .forEach(seen -> assertThat(roomSince(tx, room, seen)).isEqualTo(now.things()));
              var listFrom = replayableFrom(tx, "users", user);
              var list = list(tx, user);
              ofList.stream()
                  .filter(seen -> seen.version() >= listFrom)
                  .forEach(seen -> assertThat(listSince(tx, user, seen)).isEqualTo(list.things()));
              return Boolean.TRUE;
            });
  }

  private static Seen room(Tx tx, String room) {
    var things = new HashMap<String, String>();
    put(
        tx,
        things,
        "SELECT position AS k, body AS v FROM messages WHERE conversation_sid = :of",
        room);
    put(
        tx,
        things,
        "SELECT sid AS k, coalesce(last_read_position, -1) AS v FROM participants"
            + " WHERE conversation_sid = :of",
        room);
    return new Seen(version(tx, "conversations", room), things);
  }

  private static Map<String, String> roomSince(Tx tx, String room, Seen seen) {
    var things = new HashMap<>(seen.things());
    tx.query("SELECT key FROM tombstones WHERE conversation_sid = :of AND version > :version")
        .set("of", room)
        .set("version", seen.version())
        .list(row -> row.text("key"))
        .forEach(things::remove);
    // What was added is found by its place, what was changed by the index of changes.
    for (var which :
        List.of("changed_version > added_version AND changed_version > ", "added_version > ")) {
      put(
          tx,
          things,
          "SELECT position AS k, body AS v FROM messages WHERE conversation_sid = :of AND "
              + which
              + seen.version(),
          room);
    }
    put(
        tx,
        things,
        "SELECT sid AS k, coalesce(last_read_position, -1) AS v FROM participants"
            + " WHERE conversation_sid = :of AND changed_version > "
            + seen.version(),
        room);
    return things;
  }

  private static Seen list(Tx tx, String user) {
    var things = new HashMap<String, String>();
    put(
        tx,
        things,
        "SELECT conversation_sid AS k, coalesce(last_read_position, -1) AS v FROM inbox"
            + " WHERE user_sid = :of",
        user);
    return new Seen(version(tx, "users", user), things);
  }

  private static Map<String, String> listSince(Tx tx, String user, Seen seen) {
    var things = new HashMap<>(seen.things());
    tx.query(
            """
            SELECT conversation_sid FROM list_changes
            WHERE user_sid = :of AND changed_version > :version AND removed_at IS NOT NULL\
            """)
        .set("of", user)
        .set("version", seen.version())
        .list(row -> row.text("conversation_sid"))
        .forEach(things::remove);
    put(
        tx,
        things,
        "SELECT i.conversation_sid AS k, coalesce(i.last_read_position, -1) AS v"
            + " FROM inbox i JOIN list_changes l ON l.user_sid = i.user_sid"
            + " AND l.conversation_sid = i.conversation_sid"
            + " WHERE i.user_sid = :of AND l.changed_version > "
            + seen.version(),
        user);
    return things;
  }

  private static void put(Tx tx, Map<String, String> things, String sql, String of) {
    tx.query(sql)
        .set("of", of)
        .list(row -> Map.entry(row.text("k"), row.text("v")))
        .forEach(thing -> things.put(thing.getKey(), thing.getValue()));
  }

  private static long version(Tx tx, String table, String sid) {
    return number(tx, "SELECT version AS n FROM " + table + " WHERE sid = :of", sid);
  }

  private static long replayableFrom(Tx tx, String table, String sid) {
    return number(tx, "SELECT replayable_from AS n FROM " + table + " WHERE sid = :of", sid);
  }

  private static long number(Tx tx, String sql, String of) {
    return tx.query(sql).set("of", of).first(row -> row.number("n")).orElseThrow();
  }

  private static long marks(Tx tx) {
    return tx.query(
            """
            SELECT (SELECT count(*) FROM tombstones)
              + (SELECT count(*) FROM list_changes WHERE removed_at IS NOT NULL) AS n\
            """)
        .first(row -> row.number("n"))
        .orElseThrow();
  }
}
