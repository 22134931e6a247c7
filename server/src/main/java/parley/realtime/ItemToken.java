package parley.realtime;

import parley.problem.Code;

/** A text by which a client asks for the page before or behind one that it has. */
final class ItemToken {
  private ItemToken() {}

  /** For the page behind. */
  static String after(SyncQuery query, SyncPage page) {
    return text(query, "n", page.items().isEmpty() ? "" : page.items().getLast().key());
  }

  /** For the page before. */
  static String before(SyncQuery query, SyncPage page) {
    return text(query, "p", page.items().isEmpty() ? "" : page.items().getFirst().key());
  }

  private static String text(SyncQuery query, String which, String key) {
    return which + "." + (query.descending() ? "d" : "a") + "." + query.size() + "." + key;
  }

  /**
   * The query that a text stands for.
   *
   * @throws parley.problem.Problem 21481 for what is none
   */
  static SyncQuery read(String token) {
    var parts = token.split("\\.", 4);
    if (parts.length != 4 || !token.matches("[np]\\.[ad]\\.[0-9]{1,3}\\..*")) {
      throw Code.BAD_PAGE_TOKEN.in("PageToken", "is not a token of this list");
    }
    var size = Math.clamp(Integer.parseInt(parts[2]), 1, SyncQuery.SIZE_MAX);
    var from = parts[3].isEmpty() ? null : parts[3];
    return new SyncQuery(from, true, parts[0].equals("p"), parts[1].equals("d"), size, null);
  }
}
