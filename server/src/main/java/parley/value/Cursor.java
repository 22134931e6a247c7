package parley.value;

import java.util.List;

/**
 * A place in an ordered list: the key of a row, and on which side of that row to go on. The parts
 * are the row's sort columns as text.
 */
public record Cursor(boolean backwards, List<String> parts) {

  public static Cursor after(List<String> parts) {
    return new Cursor(false, parts);
  }

  public static Cursor before(List<String> parts) {
    return new Cursor(true, parts);
  }
}
