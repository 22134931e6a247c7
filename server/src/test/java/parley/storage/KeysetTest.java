package parley.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Keyset.Column;
import parley.testkit.Seed;
import parley.testkit.TestDatabase;
import parley.value.BadCursor;
import parley.value.Cursor;
import parley.value.Page;
import parley.value.PageAsked;

@ParameterizedClass
@EnumSource(Dialect.class)
class KeysetTest {
  private static final Keyset UP = Keyset.ascending(Column.number("day"), Column.text("name"));
  private static final Keyset DOWN = Keyset.descending(Column.number("day"), Column.text("name"));

  @AutoClose final TestDatabase place;
  private final Database database;

  KeysetTest(Dialect dialect) {
    place = TestDatabase.fresh(dialect);
    database = place.open();
  }

  /** Few days and many names, so that the order hangs on the second column. */
  private record Note(long day, String name) {
    static Note any(Random random) {
      return new Note(random.nextInt(5), "n" + random.nextInt(1000));
    }
  }

  @BeforeEach
  void thereIsATable() {
    database.change(
        tx ->
            tx.update(
                    """
                    CREATE TABLE notes (owner BIGINT, day BIGINT, name %s, PRIMARY KEY (day, name))\
                    """
                        .formatted(database.dialect().migrationWords().get("key")))
                .run());
  }

  @Test
  void aWalkReturnsWhatWasThereThroughoutOnceWhateverComesAndGoesMeanwhile() {
    Seed.rounds(
        "keyset",
        25,
        random -> {
          database.change(tx -> tx.update("DELETE FROM notes").run());
          addAll(60, random);
          walkWhileThingsChange(random.nextBoolean() ? UP : DOWN, 1 + random.nextInt(13), random);
        });
  }

  private void walkWhileThingsChange(Keyset order, int size, Random random) {
    var throughout = new HashSet<>(all());
    var seen = new ArrayList<Note>();
    @Nullable Cursor cursor = null;
    do {
      var page = page(order, new PageAsked(size, 0, cursor));
      seen.addAll(page.rows());
      assertThat(page.rows().size()).isLessThanOrEqualTo(size);
      cursor = page.next();
      disturb(throughout, random);
    } while (cursor != null);
    assertThat(seen)
        .doesNotHaveDuplicates()
        .containsAll(throughout)
        .isSortedAccordingTo((one, other) -> (order == UP ? 1 : -1) * compare(one, other));
  }

  private void disturb(Set<Note> throughout, Random random) {
    database.change(
        tx -> {
          for (var i = 0; i < 3; i++) {
            add(tx, Note.any(random));
            var present = all(tx);
            var victim = present.get(random.nextInt(present.size()));
            remove(tx, victim);
            throughout.remove(victim);
          }
        });
  }

  @Test
  void aWalkBackFindsThePagesThatTheWalkForthFound() {
    Seed.rounds(
        "keyset back",
        20,
        random -> {
          database.change(tx -> tx.update("DELETE FROM notes").run());
          addAll(40, random);
          var order = random.nextBoolean() ? UP : DOWN;
          thereAndBack(order, 1 + random.nextInt(12));
        });
  }

  private void thereAndBack(Keyset order, int size) {
    var forth = new ArrayList<List<Note>>();
    var page = page(order, PageAsked.first(size));
    assertThat(page.previous()).as("nothing stands before the first page").isNull();
    forth.add(page.rows());
    while (page.next() != null) {
      page = page(order, new PageAsked(size, 0, page.next()));
      forth.add(page.rows());
    }
    var back = new ArrayList<List<Note>>();
    back.add(page.rows());
    while (page.previous() != null) {
      page = page(order, new PageAsked(size, 0, page.previous()));
      back.addFirst(page.rows());
    }
    assertThat(back).isEqualTo(forth);
  }

  @Test
  void aPageNumberWithoutACursorIsAnOffset() {
    for (var i = 0; i < 10; i++) {
      add(new Note(i, "n"));
    }
    assertThat(page(UP, new PageAsked(4, 1, null)).rows())
        .extracting(Note::day)
        .containsExactly(4L, 5L, 6L, 7L);
    assertThat(page(UP, new PageAsked(4, 9, null)).rows()).isEmpty();
  }

  @Test
  void whoeverFindsNothingBeyondAnEndIsLedBackToThePageThere() {
    for (var order : List.of(UP, DOWN)) {
      database.change(tx -> tx.update("DELETE FROM notes").run());
      for (var i = 0; i < 10; i++) {
        add(new Note(i, "n"));
      }
      var rows = page(order, PageAsked.first(10)).rows();
      var third = page(order, new PageAsked(4, 2, null));
      database.change(
          tx ->
              rows.stream()
                  .filter(note -> !third.rows().contains(note))
                  .forEach(n -> remove(tx, n)));
      var before = page(order, new PageAsked(4, 1, third.previous()));
      assertThat(before.rows()).isEmpty();
      assertThat(before.previous()).isNull();
      var first = page(order, new PageAsked(4, 0, before.next()));
      assertThat(first.rows()).isEqualTo(third.rows());
      assertThat(first.previous()).isNull();
    }
    for (var asked : List.of(new PageAsked(4, 9, null), behindTheLast())) {
      var beyond = page(UP, asked);
      assertThat(beyond.rows()).isEmpty();
      assertThat(beyond.next()).isNull();
      var last = page(UP, new PageAsked(4, 8, beyond.previous()));
      assertThat(last.rows()).isEqualTo(all());
      assertThat(last.next()).isNull();
      assertThat(last.previous()).isNull();
    }
  }

  private static PageAsked behindTheLast() {
    return new PageAsked(4, 3, Cursor.after(List.of("99", "n")));
  }

  @Test
  void anEmptyListHasNoOtherPages() {
    for (var cursor : List.of(Cursor.START, Cursor.END)) {
      var page = page(UP, new PageAsked(4, 3, cursor));
      assertThat(page).isEqualTo(new Page<>(List.of(), null, null));
    }
    assertThat(page(UP, PageAsked.first(4))).isEqualTo(new Page<>(List.of(), null, null));
  }

  @Test
  void aCursorOfAnotherShapeIsRefused() {
    for (var parts : List.of(List.of("1"), List.of("x", "n"), List.of("1", "n", "1"))) {
      assertThatThrownBy(() -> page(UP, new PageAsked(4, 0, Cursor.after(parts))))
          .isInstanceOf(BadCursor.class);
    }
  }

  private Page<Note> page(Keyset order, PageAsked asked) {
    return database.read(
        tx ->
            order.page(
                tx,
                asked,
                "SELECT day, name FROM notes WHERE owner = :owner",
                sql -> sql.set("owner", 1L),
                row -> new Note(row.number("day"), row.text("name")),
                note -> List.of(Long.toString(note.day()), note.name())));
  }

  private static int compare(Note one, Note other) {
    var byDay = Long.compare(one.day(), other.day());
    return byDay != 0 ? byDay : one.name().compareTo(other.name());
  }

  private void add(Note note) {
    database.change(tx -> add(tx, note));
  }

  private void addAll(int count, Random random) {
    database.change(
        tx -> {
          for (var i = 0; i < count; i++) {
            add(tx, Note.any(random));
          }
        });
  }

  private static void add(Tx tx, Note note) {
    tx.update(
            """
            INSERT INTO notes (owner, day, name) VALUES (1, :day, :name)
            ON CONFLICT (day, name) DO NOTHING\
            """)
        .set("day", note.day())
        .set("name", note.name())
        .run();
  }

  private static void remove(Tx tx, Note note) {
    tx.update("DELETE FROM notes WHERE day = :day AND name = :name")
        .set("day", note.day())
        .set("name", note.name())
        .run();
  }

  private List<Note> all() {
    return database.<List<Note>>read(KeysetTest::all);
  }

  private static List<Note> all(Tx tx) {
    return tx.query("SELECT day, name FROM notes")
        .list(row -> new Note(row.number("day"), row.text("name")));
  }
}
