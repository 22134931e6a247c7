package parley.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.testkit.Crowd;
import parley.testkit.TestDatabase;

@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(120)
class DatabaseTest {
  private static final String ALL = "SELECT id FROM notes ORDER BY id";

  @AutoClose final TestDatabase place;
  private final Database database;

  DatabaseTest(Dialect dialect) {
    place = TestDatabase.fresh(dialect);
    database = place.open();
  }

  @BeforeEach
  void thereIsATable() {
    database.change(
        tx -> tx.update("CREATE TABLE notes (id BIGINT PRIMARY KEY, other BIGINT)").run());
  }

  @Test
  void aReadSeesEveryAcknowledgedWrite() {
    for (var i = 1L; i <= 50; i++) {
      add(database, i);
      assertThat(all(database)).hasSize((int) i);
    }
  }

  @Test
  void whoFindsTheEmbeddedDatabaseIdleWritesByHimself() {
    assumeTrue(database.dialect() == Dialect.SQLITE);
    Thread writes = database.write(tx -> Thread.currentThread());
    assertThat(writes).isEqualTo(Thread.currentThread());
    assertThatThrownBy(() -> database.change(tx -> database.change(inner -> insert(inner, 1))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("inside a write");
    add(database, 2);
    assertThat(all(database)).containsExactly(2L);
  }

  @Test
  void aRowWhoseParentIsGoneIsToldFromABug() {
    assertThatThrownBy(
            () ->
                database.change(
                    tx ->
                        tx.update(
                                """
                                INSERT INTO tombstones
                                  (conversation_sid, version, kind, key, removed_at)
                                VALUES ('CH1', 1, 'message', '0', 1)\
                                """)
                            .run()))
        .isInstanceOf(ParentGone.class);
  }

  @Test
  void aChangeThatFailsIsUndoneWholeAndItsExceptionReachesTheCaller() {
    add(database, 1);
    assertThatThrownBy(
            () ->
                database.change(
                    tx -> {
                      insert(tx, 2);
                      insert(tx, 3);
                      throw new IllegalArgumentException("on purpose");
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("on purpose");
    assertThat(all(database)).containsExactly(1L);
  }

  @Test
  void aChangeTheDatabaseRefusesIsUndoneWholeToo() {
    add(database, 1);
    assertThatThrownBy(
            () ->
                database.change(
                    tx -> {
                      insert(tx, 2);
                      insert(tx, 1);
                    }))
        .isInstanceOf(RuntimeException.class);
    assertThat(all(database)).containsExactly(1L);
    add(database, 2);
    assertThat(all(database)).containsExactly(1L, 2L);
  }

  @Test
  void changesThatAreCommittedTogetherFailEachForItself() throws InterruptedException {
    var release = new CountDownLatch(1);
    var threads = new ArrayList<Thread>();
    threads.add(Thread.ofPlatform().start(() -> database.change(tx -> hold(tx, 1000, release))));
    var refused = new AtomicInteger();
    for (var i = 0; i < 40; i++) {
      var id = (long) i;
      threads.add(Thread.ofPlatform().start(() -> addOrFail(id, refused)));
    }
    await().until(() -> threads.stream().allMatch(DatabaseTest::isWaitingOrDone));
    release.countDown();
    for (var thread : threads) {
      thread.join();
    }
    assertThat(refused).hasValue(10);
    var expected = new ArrayList<Long>();
    IntStream.range(0, 40).filter(i -> i % 4 != 0).forEach(i -> expected.add((long) i));
    expected.add(1000L);
    assertThat(all(database)).isEqualTo(expected);
  }

  private void addOrFail(long id, AtomicInteger refused) {
    try {
      database.change(
          tx -> {
            insert(tx, id);
            if (id % 8 == 0) {
              throw new IllegalArgumentException("on purpose");
            }
            if (id % 8 == 4) {
              insert(tx, id); // the database itself refuses
            }
          });
    } catch (RuntimeException e) {
      refused.incrementAndGet();
    }
  }

  private static boolean isWaitingOrDone(Thread thread) {
    return switch (thread.getState()) {
      case WAITING, TIMED_WAITING, TERMINATED -> true;
      default -> false;
    };
  }

  @Test
  void aSnapshotSeesOneMomentAndAPlainReadEachMomentAnew() {
    add(database, 1);
    assertThat(
            database.<List<Integer>>snapshot(
                tx -> {
                  var before = all(tx).size();
                  elsewhere(() -> add(database, 2));
                  return List.of(before, all(tx).size());
                }))
        .containsExactly(1, 1);
    assertThat(
            database.<List<Integer>>read(
                tx -> {
                  var before = all(tx).size();
                  elsewhere(() -> add(database, 3));
                  return List.of(before, all(tx).size());
                }))
        .containsExactly(2, 3);
  }

  @Test
  void aSnapshotThatFailsLeavesItsConnectionFit() {
    for (var i = 0; i < 40; i++) {
      assertThatThrownBy(() -> database.snapshot(tx -> tx.query("SELECT nonsense").list(r -> 1)))
          .isInstanceOf(RuntimeException.class);
    }
    add(database, 1);
    assertThat(database.<List<Long>>snapshot(DatabaseTest::all)).containsExactly(1L);
  }

  @Test
  void sixtyFourWritersGetWhatTheyAskedFor() {
    var answers =
        Crowd.run(
            64,
            writer -> {
              for (var i = 0; i < 10; i++) {
                add(database, writer * 100L + i);
              }
              return all(database).stream().filter(id -> id / 100 == writer).count();
            });
    assertThat(answers).containsOnly(10L);
    assertThat(all(database)).hasSize(640);
  }

  @Test
  void twoChangesThatWaitForEachOtherBothHappen() {
    add(database, 1);
    add(database, 2);
    var met = new CountDownLatch(database.dialect() == Dialect.POSTGRESQL ? 2 : 1);
    var hooks = new AtomicInteger();
    Crowd.run(
        2,
        i -> {
          database.change(
              tx -> {
                tx.aroundCommit(() -> {}, committed -> hooks.incrementAndGet());
                touch(tx, 1 + i);
                met.countDown();
                waitFor(met);
                touch(tx, 2 - i);
              });
          return i;
        });
    var touched =
        database.read(tx -> tx.query("SELECT other FROM notes").list(r -> r.number("other")));
    assertThat(touched).containsExactly(2L, 2L);
    assertThat(hooks).as("the attempt that was given up runs no hook").hasValue(2);
  }

  private static void touch(Tx tx, long id) {
    tx.update("UPDATE notes SET other = coalesce(other, 0) + 1 WHERE id = :id").set("id", id).run();
  }

  @Test
  void hooksRunAroundTheCommitOfAChangeAndNotOfOneThatFailed() {
    var happened = Collections.synchronizedList(new ArrayList<String>());
    database.change(
        tx -> {
          tx.aroundCommit(
              () -> happened.add("before"), committed -> happened.add("after " + committed));
          insert(tx, 1);
          happened.add("work");
        });
    assertThat(happened).containsExactly("work", "before", "after true");
    assertThatThrownBy(
            () ->
                database.change(
                    tx -> {
                      tx.aroundCommit(() -> happened.add("no"), committed -> happened.add("no"));
                      throw new IllegalArgumentException();
                    }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(happened).containsExactly("work", "before", "after true");
  }

  @Test
  void whatIsToldAfterTheCommitCannotMakeAFailureOfIt() {
    var told = new AtomicInteger();
    database.change(
        tx -> {
          insert(tx, 1);
          tx.aroundCommit(
              () -> {},
              committed -> {
                throw new IllegalStateException("on purpose");
              });
          tx.aroundCommit(
              () -> {},
              committed -> {
                throw new OutOfMemoryError("on purpose");
              });
          tx.aroundCommit(() -> {}, committed -> told.incrementAndGet());
        });
    assertThat(told).as("and the others are told all the same").hasValue(1);
    assertThat(all(database)).containsExactly(1L);
    add(database, 2);
  }

  @Test
  void whatFailsBeforeTheCommitUndoesTheChangeAndOnlyThat() {
    var ended = new AtomicInteger();
    assertThatThrownBy(
            () ->
                database.change(
                    tx -> {
                      insert(tx, 1);
                      tx.aroundCommit(() -> {}, committed -> ended.addAndGet(committed ? 100 : 1));
                      tx.aroundCommit(
                          () -> {
                            throw new IllegalStateException("on purpose");
                          },
                          committed -> ended.addAndGet(1000));
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("on purpose");
    assertThat(ended).as("what had begun is ended, and nothing else").hasValue(1);
    add(database, 2);
    assertThat(all(database)).containsExactly(2L);
  }

  @Test
  void whenTheHookBeforeTheCommitRunsTheChangeIsNotYetSeenAndAfterwardsItIs() {
    var seen = Collections.synchronizedList(new ArrayList<Integer>());
    var looked = new CountDownLatch(1);
    var committing = new CountDownLatch(1);
    var onlooker =
        Thread.ofPlatform()
            .start(
                () -> {
                  waitFor(committing);
                  seen.add(all(database).size());
                  looked.countDown();
                });
    database.change(
        tx -> {
          tx.aroundCommit(
              () -> {
                committing.countDown();
                waitFor(looked);
              },
              committed -> {});
          insert(tx, 1);
        });
    seen.add(all(database).size());
    assertThat(onlooker.isDaemon()).isFalse();
    assertThat(seen).containsExactly(0, 1);
  }

  @Test
  void whatIsSettledIsBehindEveryAcknowledgedChangeAndBeforeEveryOpenOne() {
    var number = new AtomicLong();
    database.change(tx -> number.set(numbered(tx, 1)));
    assertThat(isSettled(settled(), number.get())).isTrue();
    var taken = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var open =
        Thread.ofPlatform()
            .start(
                () ->
                    database.change(
                        tx -> {
                          number.set(numbered(tx, 2));
                          taken.countDown();
                          waitFor(release);
                        }));
    waitFor(taken);
    assertThat(isSettled(settled(), number.get())).isFalse();
    release.countDown();
    await().until(() -> !open.isAlive());
    assertThat(isSettled(settled(), number.get())).isTrue();
  }

  @Test
  void everyNumberBelowWhatIsSettledIsSeenByAReadThatBeginsThen() {
    var done = new AtomicBoolean();
    var missed = new ArrayList<String>();
    var onlooker =
        Thread.ofPlatform()
            .start(
                () -> {
                  var known = new HashSet<Long>();
                  var settledBefore = Settled.NONE;
                  while (!done.get()) {
                    var looks = looks();
                    var seen = looks.keySet();
                    for (var late : seen) {
                      if (!known.contains(late) && isSettled(settledBefore, late)) {
                        missed.add(late + " came after " + settledBefore + " was settled");
                      }
                    }
                    known.addAll(seen);
                    settledBefore = looks.values().stream().findFirst().orElse(settledBefore);
                  }
                });
    Crowd.run(
        16,
        writer -> {
          for (var i = 0; i < 25; i++) {
            var id = writer * 100L + i;
            database.change(tx -> numbered(tx, id));
          }
          return writer;
        });
    done.set(true);
    await().until(() -> !onlooker.isAlive());
    assertThat(missed).isEmpty();
    assertThat(numbers()).doesNotHaveDuplicates().hasSize(400);
  }

  /** The numbers that are there, each with what the same statement held for settled. */
  private Map<Long, Settled> looks() {
    var looks = new HashMap<Long, Settled>();
    database.read(
        tx ->
            tx.query(
                    "SELECT other, %s AS settled FROM notes"
                        .formatted(database.dialect().settled()))
                .list(row -> looks.put(row.number("other"), Settled.of(row.text("settled")))));
    return looks;
  }

  private List<Long> numbers() {
    return database.read(
        tx -> tx.query("SELECT other FROM notes").list(row -> row.number("other")));
  }

  private long numbered(Tx tx, long id) {
    return tx.query(
            "INSERT INTO notes (id, other) VALUES (:id, %s) RETURNING other"
                .formatted(database.dialect().transactionNumber()))
        .set("id", id)
        .first(row -> row.number("other"))
        .orElseThrow();
  }

  @Test
  void numbersGoOnAscendingAfterARestart() {
    long before = database.write(tx -> numbered(tx, 1));
    database.close();
    long after = place.open().write(tx -> numbered(tx, 2));
    assertThat(after).isGreaterThan(before);
  }

  @Test
  void numbersOfARestoredDumpAreAboveThoseItCarries() {
    // As the number would be in a database that has counted further than this one ever will.
    var carried = 10_000_000_000L + database.<Long>write(tx -> numbered(tx, 1));
    database.change(
        tx -> {
          tx.update("CREATE TABLE dump AS SELECT * FROM numbering").run();
          tx.update("DELETE FROM numbering").run();
          tx.update("INSERT INTO numbering SELECT * FROM dump").run();
        });
    place.open();
    long after = database.write(tx -> numbered(tx, 2));
    assertThat(after).isGreaterThan(carried);
    place.open();
    long later = database.write(tx -> numbered(tx, 3));
    assertThat(later).isGreaterThan(after);
  }

  private Settled settled() {
    return database.read(
        tx ->
            tx.query("SELECT %s AS settled".formatted(database.dialect().settled()))
                .first(row -> Settled.of(row.text("settled")))
                .orElseThrow());
  }

  private static boolean isSettled(Settled settled, long number) {
    return number < settled.below() && !settled.open().contains(number);
  }

  @Test
  void closingUnderLoadLosesNothingAcknowledgedAndKeepsNobodyWaiting() {
    var acknowledged = ConcurrentHashMap.<Long>newKeySet();
    var begun = new CountDownLatch(100);
    Crowd.run(
        17,
        writer -> {
          if (writer == 16) {
            waitFor(begun);
            database.close();
            return writer;
          }
          for (var i = 0; i < 100_000; i++) {
            var id = writer * 100_000L + i;
            try {
              add(database, id);
            } catch (RuntimeException e) {
              return writer; // refused: it was not acknowledged
            }
            acknowledged.add(id);
            begun.countDown();
          }
          throw new AssertionError("the database never closed");
        });
    try (var again = Database.open(place.url())) {
      assertThat(all(again)).containsAll(acknowledged);
    }
  }

  @Test
  void closingTwiceIsHarmlessAndWhatComesLaterIsRefused() {
    database.close();
    database.close();
    assertThatThrownBy(() -> add(database, 1)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> all(database)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void closingTheEmbeddedDatabaseLeavesOneFile() {
    assumeTrue(database.dialect() == Dialect.SQLITE);
    add(database, 1);
    database.close();
    var file = Path.of(place.url().substring("jdbc:sqlite:".length()));
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.db-*").isNotEmptyDirectory();
  }

  @Test
  void oneStatementMayBeNestedInItself() {
    add(database, 1);
    add(database, 2);
    add(database, 3);
    for (var round = 0; round < 3; round++) {
      var nested = database.<List<List<Long>>>read(tx -> tx.query(ALL).list(row -> all(tx)));
      assertThat(nested).containsExactly(all(database), all(database), all(database));
    }
  }

  @Test
  void moreStatementsThanAreKeptDoNotDisturbEachOther() {
    add(database, 7);
    for (var round = 0; round < 2; round++) {
      for (var i = 0; i < 250; i++) {
        var text = "SELECT id + %d AS id FROM notes WHERE id = :id".formatted(i);
        var found =
            database.read(tx -> tx.query(text).set("id", 7L).first(row -> row.number("id")));
        assertThat(found).hasValue(7L + i);
      }
    }
  }

  @Test
  void aStatementKeepsNoParameterOfItsUseBefore() {
    database.change(tx -> setOther(tx, 1, 5L));
    database.change(tx -> setOther(tx, 2, null));
    var others =
        database.read(
            tx ->
                tx.query("SELECT other FROM notes ORDER BY id")
                    .list(row -> String.valueOf(row.numberOrNull("other"))));
    assertThat(others).containsExactly("5", "null");
  }

  private static void setOther(Tx tx, long id, @Nullable Long other) {
    tx.update("INSERT INTO notes (id, other) VALUES (:id, :other)")
        .set("id", id)
        .set("other", other)
        .run();
  }

  private static void hold(Tx tx, long id, CountDownLatch release) {
    insert(tx, id);
    waitFor(release);
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new AssertionError("waited in vain");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void elsewhere(Runnable work) {
    Crowd.run(
        1,
        i -> {
          work.run();
          return i;
        });
  }

  private static void add(Database database, long id) {
    database.change(tx -> insert(tx, id));
  }

  private static void insert(Tx tx, long id) {
    tx.update("INSERT INTO notes (id) VALUES (:id)").set("id", id).run();
  }

  private static List<Long> all(Database database) {
    return Objects.requireNonNull(database.<List<Long>>read(DatabaseTest::all));
  }

  private static List<Long> all(Tx tx) {
    return tx.query(ALL).list(row -> row.number("id"));
  }
}
