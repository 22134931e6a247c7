package parley.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import parley.value.Page;
import parley.value.PageAsked;

/** Reads a list to its end. */
final class AllPages {
  private static final int SIZE = 1000;

  private AllPages() {}

  static <T> List<T> of(Function<PageAsked, Page<T>> list) {
    return of(list, row -> {});
  }

  /** As above, looking at each row as it is read: it may end the reading by an exception. */
  static <T> List<T> of(Function<PageAsked, Page<T>> list, Consumer<T> look) {
    var page = list.apply(PageAsked.first(SIZE));
    var rows = new ArrayList<T>();
    for (var number = 1; ; number++) {
      page.rows().forEach(look);
      rows.addAll(page.rows());
      if (page.next() == null) {
        return rows;
      }
      page = list.apply(new PageAsked(SIZE, number, page.next()));
    }
  }
}
