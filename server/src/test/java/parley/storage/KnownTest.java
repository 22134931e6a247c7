package parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.testkit.TestDatabase;

@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(60)
class KnownTest {
  @AutoClose private final TestDatabase place;
  private final Database database;
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicReference<Runnable> afterRead = new AtomicReference<>(() -> {});
  private final Known<Long> known;

  KnownTest(Dialect dialect) {
    place = TestDatabase.fresh(dialect);
    database = place.open();
    database.change(
        tx -> tx.update("CREATE TABLE notes (name TEXT PRIMARY KEY, value BIGINT)").run());
    known = new Known<>(database, "note", this::read);
  }

  private Map<String, Long> read(Tx tx, List<String> names) {
    var found = new HashMap<String, Long>();
    tx.query("SELECT name, value FROM notes WHERE name IN (<names>)")
        .setAll("names", names)
        .list(row -> found.put(row.text("name"), row.number("value")));
    reads.incrementAndGet();
    afterRead.get().run();
    return found;
  }

  private void write(Tx tx, String name, long value) {
    tx.update(
            """
            INSERT INTO notes (name, value) VALUES (:name, :value)
            ON CONFLICT (name) DO UPDATE SET value = :value\
            """)
        .set("name", name)
        .set("value", value)
        .run();
    database.news().announce(tx, "note", name);
  }

  @Test
  void whatATransactionFindsIsRememberedToo() {
    database.change(tx -> write(tx, "a", 1));
    database.change(tx -> assertThat(known.find(tx, "a")).contains(1L));
    database.change(tx -> assertThat(known.find(tx, "a")).contains(1L));
    assertThat(known.find("a")).contains(1L);
    assertThat(reads).hasValue(1);
    database.change(tx -> write(tx, "a", 2));
    database.change(tx -> assertThat(known.find(tx, "a")).contains(2L));
  }

  @Test
  void whatIsRememberedIsReadOnce() {
    database.change(tx -> write(tx, "a", 1));
    assertThat(known.ifRemembered("a")).isNull();
    assertThat(known.find("a")).hasValue(1L);
    assertThat(known.find("a")).hasValue(1L);
    assertThat(known.ifRemembered("a")).isEqualTo(1);
    assertThat(reads).hasValue(1);
  }

  @Test
  void whatIsNotThereIsNotRemembered() {
    assertThat(known.find("a")).isEmpty();
    database.change(tx -> write(tx, "a", 1));
    assertThat(known.find("a")).hasValue(1L);
  }

  @Test
  void aChangeIsSeenAsSoonAsItIsAcknowledgedAndOneThatFailsChangesNothing() {
    for (var i = 1L; i <= 20; i++) {
      var value = i;
      database.change(tx -> write(tx, "a", value));
      assertThat(known.find("a")).hasValue(i);
    }
    try {
      database.change(
          tx -> {
            write(tx, "a", 21);
            throw new IllegalStateException("on purpose");
          });
    } catch (IllegalStateException e) {
      assertThat(known.find("a")).hasValue(20L);
    }
    assertThat(reads).as("nothing was forgotten for nothing").hasValue(20);
  }

  @Test
  void whatWasReadBeforeAChangeIsNotRememberedAfterItAndTheChangeWaitsForNoReader() {
    database.change(tx -> write(tx, "a", 1));
    var hasRead = new CountDownLatch(1);
    var changed = new CountDownLatch(1);
    afterRead.set(
        () -> {
          hasRead.countDown();
          waitFor(changed);
        });
    var early = CompletableFuture.supplyAsync(() -> known.find("a"));
    waitFor(hasRead);
    database.change(tx -> write(tx, "a", 2)); // comes back although the reader still reads
    afterRead.set(() -> {});
    changed.countDown();
    assertThat(early.join()).hasValue(1L);
    assertThat(known.find("a")).hasValue(2L);
  }

  @Test
  void lookingAgainFindsWhatNoNewsTold() {
    database.change(
        tx -> {
          write(tx, "changed", 1);
          write(tx, "gone", 1);
          write(tx, "same", 1);
        });
    List.of("changed", "gone", "same").forEach(known::find);
    database.news().mute();
    database.change(
        tx -> {
          write(tx, "changed", 2);
          tx.update("DELETE FROM notes WHERE name = 'gone'").run();
        });
    assertThat(known.find("changed")).hasValue(1L);
    known.lookAgain();
    assertThat(known.find("changed")).hasValue(2L);
    assertThat(known.find("gone")).isEmpty();
    assertThat(known.ifRemembered("same")).isEqualTo(1);
  }

  @Test
  void ofVeryManyThoseThatAreNotLookedAtAgainAreForgotten() {
    database.change(
        tx -> {
          for (var i = 0; i < 1_200; i++) {
            write(tx, "n" + i, 1);
          }
        });
    for (var i = 0; i < 1_200; i++) {
      known.find("n" + i);
    }
    database.news().mute();
    database.change(tx -> tx.update("UPDATE notes SET value = 2").run());
    known.lookAgain();
    for (var i = 0; i < 1_200; i++) {
      assertThat(known.find("n" + i)).hasValue(2L);
    }
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
}
