package parley.value;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted.
 *
 * @param size rows on the page, 1 to 1000
 * @param number the client's own count of pages, from 0; it places the page only where there is no
 *     cursor (docs/behaviour.md 1.7)
 * @param cursor where to go on, from a page token
 */
public record PageAsked(int size, int number, @Nullable Cursor cursor) {

  public static PageAsked first(int size) {
    return new PageAsked(size, 0, null);
  }

  /** Whether the list's first rows are wanted. */
  public boolean isFirst() {
    return cursor == null && number == 0;
  }

  /** Rows to skip: only a hand-made page number without a token needs it. */
  public long offset() {
    return cursor == null ? (long) number * size : 0;
  }

  /** Whether the page begins at an end of the list, and not at another page. */
  boolean fromEnd() {
    return cursor == null ? number == 0 : cursor.isEnd();
  }

  public boolean backwards() {
    return cursor != null && cursor.backwards();
  }
}
