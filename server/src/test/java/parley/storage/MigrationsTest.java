package parley.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
    Migrations.run(place.url());
    assertThat(accounts(database)).isEqualTo(1);
  }

  /** The embedded database has one server at a time: its directory is locked before it migrates. */
  @Test
  void severalNodesMayStartAtOnceOnPostgres() {
    assumeTrue(dialect == Dialect.POSTGRESQL);
    assertThat(
            Crowd.run(
                4,
                i -> {
                  Migrations.run(place.url());
                  return true;
                }))
        .hasSize(4);
    assertThatCode(() -> addAccount(place.open())).doesNotThrowAnyException();
  }

  @Test
  void aNewerSchemaIsRefusedInClearWords() {
    change(
        """
        INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,
          checksum, installed_by, installed_on, execution_time, success)
        SELECT 99, '9999', 'of the future', 'SQL', 'V9999__of_the_future.sql', 1, installed_by,
          installed_on, 1, success
        FROM flyway_schema_history WHERE version = '0001'\
        """);
    assertThatThrownBy(() -> Migrations.run(place.url()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("made by a newer Parley");
  }

  @Test
  void aSchemaChangedByHandIsRefused() {
    change("UPDATE flyway_schema_history SET checksum = 1 WHERE version = '0001'");
    assertThatThrownBy(() -> Migrations.run(place.url()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("changed by hand");
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
