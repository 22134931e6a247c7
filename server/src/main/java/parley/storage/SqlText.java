package parley.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a statement, taken apart once: where its named parameters stand, and which columns
 * its answer has. There are as many as the program has statements, so all are remembered.
 */
final class SqlText {
  /** A quoted text, a cast of PostgreSQL, or a parameter. */
  private static final Pattern TOKEN = Pattern.compile("'[^']*'|::|:(\\w+)");

  private static final Map<String, SqlText> KNOWN = new ConcurrentHashMap<>();

  /** With question marks where the names were, as drivers want it. */
  final String text;

  /** How many parameters there are; one that is named twice counts twice. */
  final int count;

  private final Map<String, int[]> places;
  private volatile @Nullable Map<String, Integer> columns;

  private SqlText(String text, int count, Map<String, int[]> places) {
    this.text = text;
    this.count = count;
    this.places = places;
  }

  static SqlText of(String named) {
    var known = KNOWN.get(named);
    return known != null ? known : KNOWN.computeIfAbsent(named, SqlText::parse);
  }

  private static SqlText parse(String named) {
    var text = new StringBuilder(named.length());
    var found = new HashMap<String, List<Integer>>();
    var count = 0;
    var tokens = TOKEN.matcher(named);
    while (tokens.find()) {
      var name = tokens.group(1);
      if (name != null) {
        tokens.appendReplacement(text, "?");
        found.computeIfAbsent(name, none -> new ArrayList<>(1)).add(count++);
      }
    }
    tokens.appendTail(text);
    var places = new HashMap<String, int[]>();
    found.forEach((name, all) -> places.put(name, all.stream().mapToInt(one -> one).toArray()));
    return new SqlText(text.toString(), count, places);
  }

  /** Where a parameter stands, counted from 0. */
  int[] places(String name) {
    var known = places.get(name);
    if (known == null) {
      throw new IllegalArgumentException("no parameter " + name + " in " + text);
    }
    return known;
  }

  /** The columns of the answer, by name, counted from 1; null until they were asked for once. */
  @Nullable Map<String, Integer> columns() {
    return columns;
  }

  void columns(Map<String, Integer> found) {
    columns = found;
  }
}
