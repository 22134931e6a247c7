package parley.value;

import java.util.List;

/**
 * A place in an ordered list: the key of a row, and on which side of that row to go on. The parts
 * are the row's sort columns as text; without parts it is an end of the list.
 */
public record Cursor(boolean backwards, List<String> parts) {

  /** Where a list begins. */
  public static final Cursor START = new Cursor(false, List.of());

  /** Where a list ends; a page there is its last. */
  public static final Cursor END = new Cursor(true, List.of());

  public static Cursor after(List<String> parts) {
    return new Cursor(false, parts);
  }

  public static Cursor before(List<String> parts) {
    return new Cursor(true, parts);
  }

  /** Whether this is an end of the list, and no row of it. */
  public boolean isEnd() {
    return parts.isEmpty();
  }
}
