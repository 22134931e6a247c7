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
    var columns =
        """
        user_sid, conversation_sid, participant_sid, state, notification_level,
        last_read_position, read_count, message_count, version, created_at, activity_at, moved_in\
        """;
    var insert = "INSERT INTO inbox (" + columns + ") VALUES ";
    earlier(
        3,
        "INSERT INTO accounts (sid, created_at) VALUES ('AC1', 1)",
        """
        INSERT INTO services (sid, account_sid, friendly_name,
          default_conversation_creator_role_sid, default_conversation_role_sid,
          default_chat_service_role_sid, created_at, updated_at)
        VALUES ('IS1', 'AC1', 's', 'RL1', 'RL2', 'RL3', 1, 1)\
        """,
        """
        INSERT INTO conversations (sid, account_sid, service_sid, attributes, state, created_by,
          message_count, version, created_at, updated_at, activity_at)
        VALUES ('C1', 'AC1', 'IS1', '', 'ACTIVE', 's', 2, 3, 4, 4, 5),
          ('C2', 'AC1', 'IS1', '', 'CLOSED', 's', 9, 10, 11, 11, 12)\
        """,
        insert + "('U1', 'C1', 'M1', 'ACTIVE', 'DEFAULT', NULL, 1, 2, 3, 4, 5, 6)",
        insert + "('U2', 'C2', 'M2', 'CLOSED', 'MUTED', 7, 8, 9, 10, 11, 12, 13)",
        insert + "('U3', 'gone', 'M3', 'ACTIVE', 'DEFAULT', NULL, 0, 0, 0, 1, 1, 1)");
    migrate();
    List<String> lines =
        place
            .open()
            .read(
                tx ->
                    tx.query(
                            "SELECT concat_ws(' ', "
                                + columns
                                + ") AS line FROM list_rows ORDER BY user_sid")
                        .list(row -> row.text("line")));
    assertThat(lines)
        .containsExactly(
            "U1 C1 M1 ACTIVE DEFAULT 1 2 3 4 5 6", "U2 C2 M2 CLOSED MUTED 7 8 9 10 11 12 13");
    List<String> users =
        place
            .open()
            .read(
                tx ->
                    tx.query("SELECT user_sid FROM inbox ORDER BY user_sid")
                        .list(row -> row.text("user_sid")));
    assertThat(users).as("a row of a conversation that is gone").containsExactly("U1", "U2");
  }

  @Test
  void templatesThatWereNeverSetAndMessagingServicesAreMadeUpFor() {
    earlier(
        4,
        "INSERT INTO accounts (sid, created_at) VALUES ('AC1', 1)",
        """
        INSERT INTO services (sid, account_sid, friendly_name,
          default_conversation_creator_role_sid, default_conversation_role_sid,
          default_chat_service_role_sid, created_at, updated_at)
        VALUES ('IS1', 'AC1', 's', 'RL1', 'RL2', 'RL3', 1, 1)\
        """,
        """
        INSERT INTO notification_settings (service_sid, log_enabled, new_message_enabled,
          new_message_template, badge_count_enabled, with_media_enabled, with_media_template,
          added_enabled, added_template, removed_enabled, removed_template, removed_sound)
        VALUES ('IS1', 1, 0, '${CONVERSATION}:${PARTICIPANT}: ${MESSAGE}', 0, 1, 'mine', 0,
          'You have been added to the conversation ${CONVERSATION} by ${PARTICIPANT}', 0,
          '${PARTICIPANT} has removed you from the conversation ${CONVERSATION}', 'gong')\
        """);
    migrate();
    List<String> lines =
        place
            .open()
            .read(
                tx ->
                    tx.query(
                            """
                            SELECT concat_ws(' ', service_sid, log_enabled, new_message_template,
                              with_media_enabled, with_media_template, added_template,
                              removed_template, removed_sound,
                              default_messaging_service_sid) AS line
                            FROM notification_settings, accounts\
                            """)
                        .list(row -> row.text("line")));
    assertThat(lines).containsExactly("IS1 1 1 mine gong MG1");
  }

  @Test
  void timersThatWereOnlyShownGetTheirPlaceAmongWhatIsDue() {
    earlier(
        11,
        "INSERT INTO accounts (sid, created_at) VALUES ('AC1', 1)",
        """
        INSERT INTO services (sid, account_sid, friendly_name,
          default_conversation_creator_role_sid, default_conversation_role_sid,
          default_chat_service_role_sid, created_at, updated_at)
        VALUES ('IS1', 'AC1', 's', 'RL1', 'RL2', 'RL3', 1, 1)\
        """,
        """
        INSERT INTO conversations (sid, account_sid, service_sid, attributes, state, created_by,
          created_at, updated_at, activity_at, inactive_at, closed_at)
        VALUES ('C1', 'AC1', 'IS1', '', 'ACTIVE', 's', 1, 1, 1, 5, 7),
          ('C2', 'AC1', 'IS1', '', 'ACTIVE', 's', 1, 1, 1, 9, 8),
          ('C3', 'AC1', 'IS1', '', 'ACTIVE', 's', 1, 1, 1, 6, NULL),
          ('C4', 'AC1', 'IS1', '', 'INACTIVE', 's', 1, 1, 1, NULL, 4),
          ('C5', 'AC1', 'IS1', '', 'CLOSED', 's', 1, 1, 1, NULL, NULL)\
        """);
    migrate();
    List<String> lines =
        place
            .open()
            .read(
                tx ->
                    tx.query("SELECT kind, subject, due_at FROM due ORDER BY subject")
                        .list(
                            row ->
                                row.text("kind")
                                    + " "
                                    + row.text("subject")
                                    + " "
                                    + row.number("due_at")));
    assertThat(lines)
        .containsExactly(
            "conversation-timers C1 5",
            "conversation-timers C2 8",
            "conversation-timers C3 6",
            "conversation-timers C4 4");
  }

  /** The database as an earlier program left it: its schema's version, and some rows. */
  private void earlier(int version, String... rows) {
    try (var database = Database.open(place.url())) {
      new Migrations(database, Clock.systemUTC()).run(version);
      database.change(tx -> List.of(rows).forEach(row -> tx.update(row).run()));
    }
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
