package parley.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import parley.problem.Code;
import parley.value.Cursor;
import parley.value.Page;
import parley.value.PageAsked;

/**
 * The paging of one list request: which page is asked for, and the links to its neighbours
 * (docs/behaviour.md 1.7).
 *
 * <p>A larger PageSize than the list's maximum is clamped and reported as it is used, because the
 * official SDKs send their limit as it is.
 */
public final class Paging {
  /** The default of every list but the scoped webhooks. */
  public static final int SIZE = 50;

  /** Our maximum for every list but the scoped webhooks: the API's own ceiling. */
  public static final int SIZE_MAX = 1000;

  private final String url;
  private final String binding;
  private final List<Map.Entry<String, String>> filters;
  private final PageAsked asked;

  private Paging(
      String url, String binding, List<Map.Entry<String, String>> filters, PageAsked asked) {
    this.url = url;
    this.binding = binding;
    this.filters = filters;
    this.asked = asked;
  }

  /** The paging of a page of a service's list that was read from a request before. */
  public static Paging of(
      String root,
      String service,
      String path,
      List<Map.Entry<String, String>> filters,
      PageAsked asked) {
    return new Paging(root + path, service + path, filters, asked);
  }

  /**
   * Reads the paging of a list.
   *
   * @param url the list's own URL, without a query
   * @param binding names the list, whichever way the caller took to it; a token fits one list alone
   * @param filters the list's own parameters, as they go into links, in order
   */
  public static Paging read(
      Call call, String url, String binding, List<Map.Entry<String, String>> filters) {
    return read(call, url, binding, filters, SIZE, SIZE_MAX);
  }

  /** As above, for a list with a default and maximum of its own. */
  public static Paging read(
      Call call,
      String url,
      String binding,
      List<Map.Entry<String, String>> filters,
      int sizeDefault,
      int sizeMax) {
    var query = call.query();
    var size = query.field("PageSize").number(1, Long.MAX_VALUE, Code.BAD_PARAMETER);
    var number = query.field("Page").number(0, Integer.MAX_VALUE, Code.BAD_PARAMETER);
    var token = query.field("PageToken").textOrNull();
    var asked =
        new PageAsked(
            size == null ? sizeDefault : (int) Math.min(size, sizeMax),
            number == null ? 0 : number.intValue(),
            token == null ? null : PageToken.read(token, bound(binding, filters)));
    return new Paging(url, binding, filters, asked);
  }

  /** The paging of a list without filters, bound to its own path. */
  public static Paging read(Call call, String path) {
    return read(call, path, List.of());
  }

  /** The paging of a list of the service, bound to its own path and filters. */
  public static Paging read(Call call, String path, List<Map.Entry<String, String>> filters) {
    return read(call, call.link(path), call.service() + path, filters);
  }

  public PageAsked asked() {
    return asked;
  }

  void writeMeta(Json json, String key, Page<?> page) {
    json.object("meta", meta -> writeMetaKeys(meta, key, page));
  }

  private void writeMetaKeys(Json meta, String key, Page<?> page) {
    var number = asked.number();
    meta.number("page", number);
    meta.number("page_size", asked.size());
    meta.text("first_page_url", link(0, null));
    meta.text(
        "previous_page_url",
        page.previous() == null ? null : link(Math.max(0, number - 1), page.previous()));
    meta.text("url", link(number, asked.cursor()));
    meta.text("next_page_url", page.next() == null ? null : link(number + 1, page.next()));
    meta.text("key", key);
  }

  private String link(int number, @Nullable Cursor cursor) {
    var link =
        new StringBuilder(url)
            .append('?')
            .append(encode(filters))
            .append("PageSize=")
            .append(asked.size())
            .append("&Page=")
            .append(number);
    if (cursor != null) {
      link.append("&PageToken=").append(PageToken.write(cursor, bound(binding, filters)));
    }
    return link.toString();
  }

  private static String encode(List<Map.Entry<String, String>> filters) {
    var encoded = new StringBuilder();
    for (var filter : filters) {
      encoded
          .append(filter.getKey())
          .append('=')
          .append(URLEncoder.encode(filter.getValue(), StandardCharsets.UTF_8).replace("+", "%20"))
          .append('&');
    }
    return encoded.toString();
  }

  /** What a token is bound to: a list, and its filters in whatever order they were sent. */
  private static String bound(String binding, List<Map.Entry<String, String>> filters) {
    var byName = new TreeMap<String, List<String>>();
    filters.forEach(
        filter ->
            byName
                .computeIfAbsent(filter.getKey(), key -> new ArrayList<>())
                .add(filter.getValue()));
    return binding + "?" + byName;
  }
}
