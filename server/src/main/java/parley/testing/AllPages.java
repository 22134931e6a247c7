package parley.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import parley.value.Page;
import parley.value.PageAsked;

/** Reads a list to its end. */
final class AllPages {
  private static final int SIZE = 1000;

  private AllPages() {}

  static <T> List<T> of(Function<PageAsked, Page<T>> list) {
    var page = list.apply(PageAsked.first(SIZE));
    var rows = new ArrayList<>(page.rows());
    for (var number = 1; page.next() != null; number++) {
      page = list.apply(new PageAsked(SIZE, number, page.next()));
      rows.addAll(page.rows());
    }
    return rows;
  }
}
