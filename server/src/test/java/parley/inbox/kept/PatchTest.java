package parley.inbox.kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import parley.inbox.InboxQuery.Order;
import parley.inbox.Listing;
import parley.inbox.RowChange;
import parley.inbox.RowText;
import parley.inbox.Walk;
import parley.storage.Settled;
import parley.testkit.Seed;

/** A first page brought up to date by changes is the page that the whole list would give. */
class PatchTest {
  private static final int SIZE = 5;

  /** The number of the transaction that was last to move a row. */
  private long number;

  @Test
  void aPatchedPageIsThePageOfTheWholeList() {
    Seed.rounds(
        "patch",
        400,
        random -> {
          for (var order : Order.values()) {
            var list = new HashMap<String, RowText>();
            var count = random.nextInt(12);
            for (var i = 0; i < count; i++) {
              list.put(sid(i), row(i, random));
            }
            var before = page(list, order);
            var changes = new ArrayList<RowChange>();
            for (var i = 0; i <= random.nextInt(3); i++) {
              changes.add(change(list, random));
            }
            var patched = Patch.of(before, changes, order, SIZE);
            if (patched != null) {
              assertThat(patched).isEqualTo(page(list, order));
            }
          }
        });
  }

  @Test
  void aNewMessageNeverNeedsALook() {
    var list = new HashMap<String, RowText>();
    for (var i = 0; i < 20; i++) {
      list.put(sid(i), row(i, 100 + i, 100 + i));
    }
    for (var order : Order.values()) {
      var before = page(list, order);
      for (var i = 0; i < 20; i++) {
        var after = new HashMap<>(list);
        after.put(sid(i), row(i, 100 + i, 500));
        var change = new RowChange("US1", sid(i), after.get(sid(i)));
        assertThat(Patch.of(before, List.of(change), order, SIZE)).isEqualTo(page(after, order));
      }
    }
  }

  @Test
  void aListThatMayBeThatOfNobodyIsLookedAt() {
    var list = new HashMap<String, RowText>();
    list.put(sid(1), row(1, 100, 100));
    var before = page(list, Order.CREATION);
    var gone = RowChange.gone("US1", sid(1));
    assertThat(Patch.of(before, List.of(gone), Order.CREATION, SIZE)).isNull();
  }

  /** Changes a list at random, and says how. */
  private RowChange change(Map<String, RowText> list, Random random) {
    var i = random.nextInt(14);
    if (random.nextInt(4) == 0) {
      list.remove(sid(i));
      return RowChange.gone("US1", sid(i));
    }
    var row = row(i, random);
    list.put(sid(i), row);
    return new RowChange("US1", sid(i), row);
  }

  /** The page as it is read once all that has happened is settled. */
  private Listing page(Map<String, RowText> list, Order order) {
    var time = order == Order.CREATION ? 7 : 8;
    var sorted =
        list.values().stream()
            .sorted(
                Comparator.comparing((RowText row) -> column(row, time))
                    .thenComparing(RowText::conversationSid)
                    .reversed())
            .toList();
    return Walk.first(
        sorted.stream().limit(SIZE).toList(),
        sorted.size() > SIZE,
        order,
        Settled.NONE.andUpTo(number));
  }

  private static Long column(RowText row, int index) {
    return Long.parseLong(row.text().split(" ", -1)[index]);
  }

  private static String sid(int i) {
    return "CH%02d".formatted(i);
  }

  private RowText row(int i, Random random) {
    return row(i, random.nextInt(20), random.nextInt(20));
  }

  private RowText row(int i, long createdAt, long activityAt) {
    number++;
    return new RowText(
        "%s MB1 DEFAULT -1 0 1 1 %d %d %d".formatted(sid(i), createdAt, activityAt, number));
  }
}
