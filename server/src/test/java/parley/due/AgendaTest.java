package parley.due;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Database;
import parley.storage.Dialect;
import parley.storage.StorageFailure;
import parley.testkit.LogLines;
import parley.testkit.TestClock;
import parley.testkit.TestDatabase;

@Timeout(60)
@ParameterizedClass
@EnumSource(Dialect.class)
class AgendaTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String KIND = "kind";

  private final Dialect dialect;
  private final TestClock clock = new TestClock();
  @AutoClose private final TestDatabase place;
  private final Database database;
  @AutoClose private final Due due = new Due(clock);
  @AutoClose private final Due otherDue = new Due(clock);
  private final Agenda agenda;
  private final Agenda other;
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());
  private final ConcurrentMap<String, Instant> dates = new ConcurrentHashMap<>();

  AgendaTest(Dialect dialect) {
    this.dialect = dialect;
    place = TestDatabase.fresh(dialect);
    database = place.open();
    agenda = new Agenda(database, due, clock);
    other = new Agenda(database, otherDue, clock);
    agenda.on(KIND, (tx, subject, now) -> look(subject, now));
    other.on(KIND, (tx, subject, now) -> look(subject, now));
  }

  /** Subjects without a date are done when they come up. */
  private Optional<Instant> look(String subject, Instant now) {
    var date = dates.getOrDefault(subject, now);
    if (date.isAfter(now)) {
      return Optional.of(date);
    }
    done.add(subject);
    return Optional.empty();
  }

  @Test
  void whatIsDueIsDoneWhenItsDateHasComeAndNotBefore() {
    note("a", MINUTE);
    due.start();
    assertThat(doneAfter(MINUTE.minusMillis(1))).isEmpty();
    assertThat(doneAfter(Duration.ofMillis(1))).containsExactly("a");
    assertThat(rows()).isEmpty();
  }

  @Test
  void onlyAnEarlierDateMovesARow() {
    note("a", MINUTE);
    note("a", MINUTE.multipliedBy(2));
    assertThat(rows()).containsExactly("a 60000 0");
    note("a", Duration.ofSeconds(30));
    assertThat(rows()).containsExactly("a 30000 0");
  }

  @Test
  void whatWasPutOffIsLookedAtOnceAndThenWhenItIsDue() {
    note("a", MINUTE);
    dates.put("a", TestClock.START.plus(MINUTE.multipliedBy(3)));
    due.start();
    assertThat(doneAfter(MINUTE)).isEmpty();
    assertThat(rows()).containsExactly("a 180000 0");
    assertThat(doneAfter(MINUTE.multipliedBy(2))).containsExactly("a");
  }

  @Test
  void whatIsDueAtOnceIsDoneWithoutTheClockMoving() {
    due.start();
    due.settle();
    note("a", Duration.ZERO);
    await().until(() -> done.contains("a"));
  }

  @Test
  void whatAnotherServerHasNotedIsSeenByTheNextLook() {
    due.start();
    due.settle();
    insert("a", Duration.ofSeconds(1));
    assertThat(doneAfter(DueWorker.LOOK)).containsExactly("a");
  }

  @Test
  void whatWasMissedForDaysIsDoneOnceInPortionsAsSoonAsSomethingRuns() {
    var subjects = insertMany(500, TestClock.START.toEpochMilli());
    clock.advance(Duration.ofDays(3));
    due.start();
    otherDue.start();
    due.settle();
    otherDue.settle();
    assertThat(done).hasSize(subjects).doesNotHaveDuplicates();
    assertThat(rows()).isEmpty();
  }

  @Test
  void noClaimIsLostOrSharedWhenSeveralAskAtOnce() {
    insertMany(100, 0);
    var claims = new ArrayList<DueRow>();
    var store = new DueStore(dialect);
    for (var n = 0; n < 5; n++) {
      claims.addAll(claim(store, DueWorker.PORTION, MINUTE));
    }
    assertThat(claims).hasSize(100).doesNotHaveDuplicates();
  }

  @Test
  void whatTheDatabaseFailsOfIsLoggedOnceAndNotForEachSubject() {
    agenda.on(
        "failing",
        (tx, subject, now) -> {
          throw StorageFailure.ofFile(new IOException("away"));
        });
    for (var n = 0; n < 20; n++) {
      var subject = "subject " + n;
      database.change(tx -> agenda.at(tx, "failing", subject, TestClock.START));
    }
    try (var log = LogLines.of("parley.due")) {
      due.start();
      due.settle();
      assertThat(log.all()).filteredOn(line -> line.contains("has failed")).hasSize(1);
    }
  }

  @Test
  void aClaimPassesOverWhatAnotherOneHolds() {
    assumeTrue(dialect == Dialect.POSTGRESQL);
    insert("held", Duration.ZERO);
    insert("free", Duration.ZERO);
    try (var session = place.otherSession()) {
      session.run("UPDATE due SET failures = 0 WHERE subject = 'held'");
      due.start();
      assertThat(doneAfter(Duration.ZERO)).containsExactly("free");
    }
    assertThat(doneAfter(DueWorker.LOOK)).containsExactly("free", "held");
  }

  @Test
  void aClockThatIsMovedEndsNoLeaseAndTheEndOfALeaseLetsOthersTakeOver() {
    insert("a", Duration.ZERO);
    claim(new DueStore(dialect), 1, Duration.ofHours(1)); // by a server that dies now
    due.start();
    assertThat(doneAfter(Duration.ofDays(30))).isEmpty();
    sql("UPDATE due SET leased_until = leased_until - 3600000");
    assertThat(doneAfter(DueWorker.LOOK)).containsExactly("a");
  }

  @Test
  void aLeaseEndsByItself() {
    insert("a", Duration.ZERO);
    claim(new DueStore(dialect), 1, Duration.ofMillis(200));
    due.start();
    await().until(() -> doneAfter(DueWorker.LOOK).contains("a"));
  }

  @Test
  void aSubjectWhoseWorkFailsIsTriedAgainLaterAndStopsNoOther() {
    var failures = new AtomicInteger();
    agenda.on(
        "bad",
        (tx, subject, now) -> {
          tx.update("DELETE FROM due WHERE subject = 'a'").run();
          if (failures.incrementAndGet() < 3) {
            throw new IllegalStateException("not yet");
          }
          return Optional.empty();
        });
    agenda.on(KIND, (tx, subject, now) -> look(subject, now));
    database.change(tx -> agenda.at(tx, "bad", "b", clock.instant()));
    note("a", Duration.ofDays(365));
    note("c", Duration.ofMillis(1));
    clock.advance(Duration.ofMillis(1));
    due.start();
    due.settle();
    assertThat(done).containsExactly("c");
    assertThat(rows()).as("what failed left nothing").hasSize(2);
    await().until(() -> doneAfter(DueWorker.LOOK).size() == 1 && failures.get() == 3);
    assertThat(rows()).isEmpty();
  }

  @Test
  void aKindThatOnlyOtherServersKnowIsLeftToThem() {
    sql(
        "INSERT INTO due (kind, subject, due_at, leased_until, failures) VALUES ('new', '', 0, 0,"
            + " 0)");
    note("a", Duration.ZERO);
    due.start();
    assertThat(doneAfter(Duration.ofDays(1))).containsExactly("a");
    assertThat(rows()).containsExactly(" " + -TestClock.START.toEpochMilli() + " 0");
  }

  @Test
  void aSweepRunsOnceOverAllServersAndUntilNothingIsLeft() {
    var left = new AtomicInteger(5);
    var runs = new AtomicInteger();
    Sweep sweep =
        () -> {
          runs.incrementAndGet();
          return left.decrementAndGet() > 0;
        };
    agenda.every(MINUTE, "sweep", sweep);
    other.every(MINUTE, "sweep", sweep);
    due.start();
    otherDue.start();
    runsAfter(MINUTE.minusMillis(1));
    assertThat(runs).hasValue(0);
    runsAfter(Duration.ofMillis(1));
    assertThat(runs).hasValue(5);
    runsAfter(MINUTE);
    assertThat(runs).hasValue(6);
  }

  private void runsAfter(Duration pause) {
    clock.advance(pause);
    due.settle();
    otherDue.settle();
  }

  @Test
  void whileNothingIsDueNothingButTheHeadOfAnIndexIsRead() {
    insertMany(100_000, TestClock.START.plus(Duration.ofDays(1)).toEpochMilli());
    insert("a", Duration.ZERO);
    if (dialect == Dialect.POSTGRESQL) {
      sql("ANALYZE due");
    }
    var store = new DueStore(dialect);
    assertThat(plan(store.earliest)).contains("due_by_time").doesNotContain("SORT", "B-TREE");
    assertThat(plan(store.due)).contains("due_by_time").doesNotContain("SORT", "B-TREE");
    assertThat(claim(store, DueWorker.PORTION, MINUTE)).hasSize(1);
  }

  private String plan(String sql) {
    var explain = dialect == Dialect.SQLITE ? "EXPLAIN QUERY PLAN " : "EXPLAIN (ANALYZE) ";
    var column = dialect == Dialect.SQLITE ? "detail" : "QUERY PLAN";
    var query =
        sql.replace("<kinds>", "'" + KIND + "'")
            .replace(":now", Long.toString(clock.millis()))
            .replace(":most", Integer.toString(DueWorker.PORTION));
    List<String> lines =
        database.write(tx -> tx.query(explain + query).list(row -> row.text(column)));
    return String.join("\n", lines);
  }

  private List<String> doneAfter(Duration pause) {
    clock.advance(pause);
    due.settle();
    return List.copyOf(done);
  }

  private void note(String subject, Duration in) {
    database.change(tx -> agenda.at(tx, KIND, subject, clock.instant().plus(in)));
  }

  private List<DueRow> claim(DueStore store, int most, Duration lease) {
    return database.write(tx -> store.claim(tx, List.of(KIND), clock.instant(), most, lease));
  }

  private void insert(String subject, Duration in) {
    sql(
        "INSERT INTO due (kind, subject, due_at, leased_until, failures) VALUES ('%s', '%s', %d, 0, 0)"
            .formatted(KIND, subject, clock.instant().plus(in).toEpochMilli()));
  }

  private int insertMany(int count, long date) {
    sql(
        """
        INSERT INTO due (kind, subject, due_at, leased_until, failures)
          WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
          SELECT '%s', 's' || i, %d + i, 0, 0 FROM n\
        """
            .formatted(count, KIND, date));
    return count;
  }

  private void sql(String text) {
    database.change(tx -> tx.update(text).run());
  }

  /** Subject, date from the beginning of the test, failures. */
  private List<String> rows() {
    return database.read(
        tx ->
            tx.query("SELECT subject, due_at, failures FROM due ORDER BY subject")
                .list(
                    row ->
                        "%s %d %d"
                            .formatted(
                                row.text("subject"),
                                row.number("due_at") - TestClock.START.toEpochMilli(),
                                row.number("failures"))));
  }
}
