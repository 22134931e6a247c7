package parley.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.value.Page;

/**
 * What a handler answers.
 *
 * @param body null for an answer without one
 * @param headers beside those that every answer has
 */
public record Reply(int status, @Nullable Body body, Map<String, String> headers) {
  private static final Reply GONE = new Reply(204, null, Map.of());

  public static Reply ok(Json.Body content) {
    return new Reply(200, Body.json(content), Map.of());
  }

  public static Reply created(Json.Body content) {
    return new Reply(201, Body.json(content), Map.of());
  }

  public static Reply accepted(Json.Body content) {
    return new Reply(202, Body.json(content), Map.of());
  }

  /** The answer to a delete. */
  public static Reply gone() {
    return GONE;
  }

  /**
   * One page of a list under its key, with the {@code meta} that leads on (rest-behaviour.md 1.7).
   */
  public static <T> Reply page(String key, Page<T> page, Paging paging, Json.Element<T> element) {
    return ok(
        json -> {
          json.objects(key, page.rows(), element);
          paging.writeMeta(json, key, page);
        });
  }

  /** The body with its ETag, or 304 without it when the caller has it already. */
  public static Reply unlessKnown(Call call, Body body) {
    var tag = body.tag();
    var headers = Map.of("ETag", tag);
    return EntityTags.match(call.header("If-None-Match"), tag)
        ? new Reply(304, null, headers)
        : new Reply(200, body, headers);
  }

  /** The rows of a short list that has no pages. */
  public static <T> Reply list(String key, List<T> rows, Json.Element<T> element) {
    return ok(json -> json.objects(key, rows, element));
  }
}
