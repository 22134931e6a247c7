package parley.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.eclipse.jetty.http.ByteRange;
import org.eclipse.jetty.util.IO;
import org.jspecify.annotations.Nullable;
import parley.problem.Code;
import parley.value.Page;

/**
 * What a handler answers.
 *
 * @param body null for an answer without one, or with a download
 * @param headers beside those that every answer has
 * @param download bytes that are sent as they are read, instead of a body
 */
public record Reply(
    int status, @Nullable Body body, Map<String, String> headers, @Nullable Download download) {
  private static final Reply GONE = new Reply(204, null, Map.of());

  /** No status that is sent: what watchers are told of an answer that never is. */
  private static final Reply CUT = new Reply(0, null, Map.of());

  public Reply(int status, @Nullable Body body, Map<String, String> headers) {
    this(status, body, headers, null);
  }

  /** The same, with one more header. */
  Reply with(String header, String value) {
    var more = new HashMap<>(headers);
    more.put(header, value);
    return new Reply(status, body, more, download);
  }

  /** The same, kept by nobody on its way: it bears a secret. */
  public Reply unstored() {
    return with("Cache-Control", "no-store");
  }

  public static Reply ok(Json.Properties content) {
    return new Reply(200, Body.json(content), Map.of());
  }

  public static Reply created(Json.Properties content) {
    return new Reply(201, Body.json(content), Map.of());
  }

  public static Reply accepted(Json.Properties content) {
    return new Reply(202, Body.json(content), Map.of());
  }

  /** A list that is answered as it is, without an object around it. */
  public static <T> Reply array(List<T> elements, Json.Element<T> element) {
    return new Reply(200, Body.jsonArray(elements, element), Map.of());
  }

  /** The answer to a delete. */
  public static Reply gone() {
    return GONE;
  }

  /** No answer at all: the connection ends without one, whatever this answer would have been. */
  public Reply cut() {
    if (download != null) {
      IO.close(download.bytes());
    }
    return CUT;
  }

  /** As {@link #cut()}, where there is no answer yet. */
  public static Reply cutAtOnce() {
    return CUT;
  }

  /** Whether it stands for no answer at all, see {@link #cut}. */
  public boolean isCut() {
    return status == CUT.status;
  }

  /** An error in the API's own form, with a number that need not be among ours. */
  public static Reply failure(Call call, int status, int code, String message) {
    return new Reply(
        status,
        Body.json(
            json ->
                json.number("code", code)
                    .text("message", message)
                    .text("more_info", call.publicLink(Code.PAGES + "/" + code))
                    .number("status", status)),
        Map.of());
  }

  /** Bytes of any type. */
  public static Reply bytes(int status, String contentType, byte[] bytes) {
    var headers = Map.of("Content-Type", contentType);
    var download = new Download(bytes.length, new ByteArrayInputStream(bytes));
    return new Reply(status, null, headers, bytes.length == 0 ? null : download);
  }

  /**
   * A file, or the range of it that the request asks for (RFC 9110, part 14). Several ranges at
   * once, and a range outside the file, are answered with the whole file, which is allowed; so is a
   * range under a condition, because files bear nothing that an {@code If-Range} could name.
   *
   * @param size of the whole file, in bytes
   * @param open opens the file at a byte of it
   */
  public static Reply file(
      Call call, long size, Map<String, String> headers, LongFunction<InputStream> open) {
    var all = new HashMap<>(headers);
    all.put("Accept-Ranges", "bytes");
    var asked = call.header("If-Range") == null ? call.header("Range") : null;
    var ranges = asked == null ? List.<ByteRange>of() : ByteRange.parse(List.of(asked), size);
    if (ranges.size() != 1) {
      return new Reply(200, null, all, new Download(size, open.apply(0)));
    }
    var range = ranges.getFirst();
    all.put("Content-Range", range.toHeaderValue(size));
    return new Reply(206, null, all, new Download(range.getLength(), open.apply(range.first())));
  }

  /**
   * One page of a list under its key, with the {@code meta} that leads on (docs/behaviour.md 1.7).
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
    return unlessKnown(call, body, Map.of());
  }

  /** As above, with more headers, the same with and without the body. */
  static Reply unlessKnown(Call call, Body body, Map<String, String> more) {
    var tag = body.tag();
    var headers = new HashMap<>(more);
    headers.put("ETag", tag);
    return EntityTags.match(call.header("If-None-Match"), tag)
        ? new Reply(304, null, headers)
        : new Reply(200, body, headers);
  }

  /** The rows of a short list that has no pages. */
  public static <T> Reply list(String key, List<T> rows, Json.Element<T> element) {
    return ok(json -> json.objects(key, rows, element));
  }
}
