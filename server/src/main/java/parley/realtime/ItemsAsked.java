package parley.realtime;

import parley.http.Form;
import parley.http.Json;
import parley.problem.Code;
import parley.value.Word;

/** Which items a query asks for, and how to go on from there. */
record ItemsAsked(SyncQuery query) {
  static final int PAGE_SIZE = 50;

  /** The order of items. */
  private enum ItemOrder implements Word {
    ASC,
    DESC
  }

  static ItemsAsked from(Form form) {
    var token = form.field("PageToken").textOrNull();
    if (token != null) {
      return new ItemsAsked(ItemToken.read(token));
    }
    var only = form.field("Key").textOrNull();
    var size = form.field("PageSize").number(1, Integer.MAX_VALUE, Code.BAD_PARAMETER);
    return new ItemsAsked(
        new SyncQuery(
            form.field("From").textOrNull(),
            false,
            false,
            form.field("Order").choice(ItemOrder.class, Code.BAD_PARAMETER) == ItemOrder.DESC,
            size == null ? PAGE_SIZE : (int) Math.min(size, SyncQuery.SIZE_MAX),
            only == null ? form.field("Index").textOrNull() : only));
  }

  void writeMeta(Json meta, SyncPage page) {
    meta.text("previous_token", page.before() ? ItemToken.before(query, page) : null);
    meta.text("next_token", page.after() ? ItemToken.after(query, page) : null);
    meta.number("page_size", query.size());
  }
}
