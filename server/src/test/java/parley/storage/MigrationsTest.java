package parley.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.testkit.Crowd;
import parley.testkit.TestDatabase;

@ParameterizedClass
@EnumSource(Dialect.class)
class MigrationsTest {
  private final Dialect dialect;
  @AutoClose final TestDatabase place;

  MigrationsTest(Dialect dialect) {
    this.dialect = dialect;
    place = TestDatabase.fresh(dialect);
  }

  @Test
  void runningTwiceIsHarmless() {
    var database = place.open();
    addAccount(database);
    migrate();
    assertThat(accounts(database)).isEqualTo(1);
  }

  /** The embedded database has one server at a time: its directory is locked before it migrates. */
  @Test
  void severalNodesMayStartAtOnceOnPostgres() {
    assumeTrue(dialect == Dialect.POSTGRESQL);
    assertThat(Crowd.run(4, i -> migrate())).hasSize(4);
    assertThatCode(() -> addAccount(place.open())).doesNotThrowAnyException();
  }

  @Test
  void aNewerSchemaIsRefusedInClearWords() {
    change("INSERT INTO schema_versions (version, name, applied_at) VALUES (9999, 'future', 1)");
    assertThatThrownBy(() -> migrate())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("made by a newer Parley");
  }

  @Test
  void listsStayAsTheyAreWhenTheirTableIsLaidAnew() {
    new Migrations(place.open(), Clock.systemUTC()).run(3);
    var columns =
        """
        user_sid, conversation_sid, participant_sid, state, notification_level,
        last_read_position, read_count, message_count, version, created_at, activity_at, moved_in\
        """;
    for (var row :
        List.of(
            "'U1', 'C1', 'M1', 'ACTIVE', 'DEFAULT', NULL, 1, 2, 3, 4, 5, 6",
            "'U2', 'C1', 'M2', 'CLOSED', 'MUTED', 7, 8, 9, 10, 11, 12, 13")) {
      change("INSERT INTO inbox (" + columns + ") VALUES (" + row + ")");
    }
    migrate();
    List<String> lines =
        place
            .open()
            .read(
                tx ->
                    tx.query(
                            "SELECT concat_ws(' ', "
                                + columns
                                + ") AS line FROM inbox ORDER BY user_sid")
                        .list(row -> row.text("line")));
    assertThat(lines)
        .containsExactly(
            "U1 C1 M1 ACTIVE DEFAULT 1 2 3 4 5 6", "U2 C1 M2 CLOSED MUTED 7 8 9 10 11 12 13");
  }

  private boolean migrate() {
    try (var database = Database.open(place.url())) {
      new Migrations(database, Clock.systemUTC()).run();
    }
    return true;
  }

  @Test
  void keysAreComparedByteByByteWhateverTheLanguageOfTheDatabase() {
    var database = place.open();
    addAccount(database);
    database.change(
        tx -> {
          for (var name : new String[] {"a", "B", "ä", "_"}) {
            tx.update("INSERT INTO accounts (sid, created_at) VALUES (:sid, 1)")
                .set("sid", name)
                .run();
          }
        });
    List<String> sids =
        database.read(
            tx -> tx.query("SELECT sid FROM accounts ORDER BY sid").list(r -> r.text("sid")));
    assertThat(sids).containsExactly("AC1", "B", "_", "a", "ä");
  }

  private void change(String sql) {
    int rows = place.open().write(tx -> tx.update(sql).run());
    assertThat(rows).isEqualTo(1);
  }

  private static void addAccount(Database database) {
    database.change(
        tx -> tx.update("INSERT INTO accounts (sid, created_at) VALUES ('AC1', 1)").run());
  }

  private static long accounts(Database database) {
    return database.read(
        tx ->
            tx.query("SELECT count(*) AS n FROM accounts").first(r -> r.number("n")).orElseThrow());
  }
}
