package parley.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.testkit.TestDatabase;

@ParameterizedClass
@EnumSource(Dialect.class)
class RunSoonTest {
  @AutoClose final TestDatabase place;
  private final Database database;

  RunSoonTest(Dialect dialect) {
    place = TestDatabase.fresh(dialect);
    database = place.open();
  }

  @BeforeEach
  void thereIsATable() {
    database.change(tx -> tx.update("CREATE TABLE notes (id BIGINT PRIMARY KEY, text TEXT)").run());
  }

  @Test
  void whatIsToRunSoonIsThereForTheNextQuestion() {
    List<String> seen =
        database.write(
            tx -> {
              add(tx, 1, "one");
              add(tx, 2, null);
              return notes(tx);
            });
    assertThat(seen).containsExactly("1 one", "2 none");
  }

  @Test
  void whatIsToRunSoonIsCommittedInItsOrder() {
    database.change(
        tx -> {
          add(tx, 1, "first");
          tx.update("UPDATE notes SET text = 'second' WHERE id = :id").set("id", 1).runSoon();
          tx.update("UPDATE notes SET text = text || ' third' WHERE id = :id")
              .set("id", 1)
              .runSoon();
        });
    assertThat(notes()).containsExactly("1 second third");
  }

  @Test
  void howeverMuchIsToRunSoonItRuns() {
    database.change(
        tx -> {
          for (var id = 0; id < 40_000; id++) {
            add(tx, id, "note");
          }
        });
    assertThat(notes()).hasSize(40_000);
  }

  @Test
  void whatFailsThenTakesAllWithIt() {
    database.change(tx -> add(tx, 1, "kept"));
    assertThatThrownBy(
            () ->
                database.change(
                    tx -> {
                      add(tx, 2, "lost");
                      add(tx, 1, "twice");
                      add(tx, 3, "lost too");
                    }))
        .isInstanceOf(RuntimeException.class);
    assertThat(notes()).containsExactly("1 kept");
    database.change(tx -> add(tx, 2, "again"));
    assertThat(notes()).containsExactly("1 kept", "2 again");
  }

  @Test
  void whatRefersToNothingIsToldAsThatThenToo() {
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
                            .runSoon()))
        .isInstanceOf(ParentGone.class);
  }

  @Test
  void whereNoCommitIsToComeItRunsAtOnce() {
    assumeTrue(database.dialect() == Dialect.POSTGRESQL); // those that read SQLite cannot write
    database.read(
        tx -> {
          add(tx, 1, "kept");
          return true;
        });
    assertThat(notes()).containsExactly("1 kept");
  }

  @Test
  void whatIsToRunSoonIsForgottenWithAChangeThatFails() {
    assertThatThrownBy(
            () ->
                database.change(
                    tx -> {
                      add(tx, 1, "lost");
                      throw new IllegalArgumentException("on purpose");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
    database.change(tx -> add(tx, 2, "kept"));
    assertThat(notes()).containsExactly("2 kept");
  }

  private static void add(Tx tx, long id, @Nullable String text) {
    tx.update("INSERT INTO notes (id, text) VALUES (:id, :text)")
        .set("id", id)
        .set("text", text)
        .runSoon();
  }

  private List<String> notes() {
    return database.read(RunSoonTest::notes);
  }

  private static List<String> notes(Tx tx) {
    return tx.query("SELECT id, coalesce(text, 'none') AS text FROM notes ORDER BY id")
        .list(row -> row.number("id") + " " + row.text("text"));
  }
}
