package parley.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.house.Lists.Listed;
import parley.storage.Dialect;
import parley.testkit.Answer;
import parley.testkit.Furnished;
import parley.testkit.TestServer;

/**
 * Walks of every list while rows come and go between the pages: each row that was there throughout
 * comes exactly once, forwards and backwards.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
class EveryListTest {
  @RegisterExtension final TestServer server;

  EveryListTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  @TestFactory
  Stream<DynamicTest> everyWalkOfTheShortPathsShowsWhatStaysExactlyOnce() {
    return tests(new Lists(server, Furnished.defaultService(server)));
  }

  @TestFactory
  Stream<DynamicTest> everyWalkOfTheLongPathsShowsWhatStaysExactlyOnce() {
    return tests(new Lists(server, Furnished.namedService(server)));
  }

  @TestFactory
  Stream<DynamicTest> aPageBeyondTheEndLeadsBackToTheLast() {
    return Stream.of(Furnished.defaultService(server), Furnished.namedService(server))
        .flatMap(family -> new Lists(server, family).all.stream())
        .map(list -> DynamicTest.dynamicTest(list.path(), () -> beyond(server, list)));
  }

  private static void beyond(TestServer server, Listed list) {
    for (var i = 0; i < list.rows(); i++) {
      assertThat(list.add().apply(i)).isNotEmpty();
    }
    var all = keys(server, list, "PageSize=1000");
    var beyond = server.get(list.path() + join(list) + "PageSize=2&Page=50").is(200);
    assertThat(beyond.rows()).isEmpty();
    assertThat(beyond.next()).isNull();
    var last = server.get(Objects.requireNonNull(beyond.previous())).is(200);
    assertThat(last.column(list.key())).isEqualTo(all.subList(all.size() - 2, all.size()));
    assertThat(last.next()).isNull();
    back(server, list, all, last);
  }

  private Stream<DynamicTest> tests(Lists lists) {
    return lists.all.stream()
        .map(list -> DynamicTest.dynamicTest(list.path(), () -> walk(server, list)));
  }

  private static void walk(TestServer server, Listed list) {
    var rows = new ArrayList<String>();
    for (var i = 0; i < list.rows(); i++) {
      rows.add(list.add().apply(i));
    }
    var stable = new ArrayList<>(keys(server, list, "PageSize=1000"));
    var pages = new ArrayList<Answer>();
    var size = list.rows() == 4 ? 1 : 2;
    var next = list.path() + join(list) + "PageSize=" + size;
    for (var number = 100; next != null; number++) {
      pages.add(server.get(next).is(200));
      assertThat(pages.size()).as("pages").isLessThan(100);
      if (number < 106) {
        disturb(list, rows, stable, number);
      }
      next = pages.getLast().next();
    }
    assertOnce(stable, pages, list);
    back(server, list, stable, pages.getLast());
  }

  /** Something goes and something comes, now before and now behind where the walk is. */
  private static void disturb(Listed list, List<String> rows, List<String> stable, int number) {
    if (rows.size() > 2) {
      var gone = rows.remove(number % 2 == 0 ? 0 : rows.size() - 1);
      list.remove().accept(gone);
      stable.remove(gone);
      assertThat(list.add().apply(number)).isNotEmpty();
    }
  }

  private static void back(TestServer server, Listed list, List<String> stable, Answer last) {
    var pages = new ArrayList<>(List.of(last));
    for (var previous = last.previous(); previous != null; previous = pages.getLast().previous()) {
      pages.add(server.get(previous).is(200));
      assertThat(pages.size()).as("pages back").isLessThan(100);
    }
    Collections.reverse(pages);
    assertOnce(stable, pages, list);
  }

  private static void assertOnce(List<String> stable, List<Answer> pages, Listed list) {
    var shown =
        pages.stream()
            .flatMap(page -> page.column(list.key()).stream())
            .collect(Collectors.toCollection(ArrayList::new));
    assertThat(shown).doesNotHaveDuplicates();
    shown.retainAll(stable);
    assertThat(shown).isEqualTo(stable);
  }

  private static List<String> keys(TestServer server, Listed list, String query) {
    return server.get(list.path() + join(list) + query).is(200).column(list.key());
  }

  private static String join(Listed list) {
    return list.path().contains("?") ? "&" : "?";
  }
}
