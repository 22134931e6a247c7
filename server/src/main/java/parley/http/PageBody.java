package parley.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import parley.value.Page;

/**
 * A page of a list, joined from the texts of its rows. When the page is made anew, the rows that
 * are as before are copied from the earlier one: of a busy list one row in many has changed.
 *
 * @param <R> a row; equal rows have equal texts
 */
public final class PageBody<R> {
  private static final int ROW_BYTES = 1024;

  private final Map<R, Piece> pieces;
  private final Body body;

  private PageBody(Map<R, Piece> pieces, Body body) {
    this.pieces = pieces;
    this.body = body;
  }

  /** The text of one row, somewhere in a longer one, and its digest. */
  private static final class Piece {
    final byte[] text;
    final int start;
    final int length;
    final byte[] digest;

    Piece(byte[] text, int start, int length, byte[] digest) {
      this.text = text;
      this.start = start;
      this.length = length;
      this.digest = digest;
    }

    static Piece of(byte[] text, int start, int end) {
      return new Piece(text, start, end - start, Digest.of(text, start, end - start));
    }

    /** The same piece at its place in a longer text, to which it is copied. */
    Piece copyTo(byte[] longer, int at) {
      System.arraycopy(text, start, longer, at, length);
      return new Piece(longer, at, length, digest);
    }
  }

  /**
   * Words a page.
   *
   * @param key the property that holds the rows
   * @param earlier the page as it was; null for none
   * @param element words a row that the earlier page does not have
   * @param more writes what stands beside {@code meta}
   */
  public static <R> PageBody<R> of(
      String key,
      Page<R> page,
      Paging paging,
      @Nullable PageBody<R> earlier,
      Json.Element<R> element,
      Json.Properties more) {
    var known = earlier == null ? Map.<R, Piece>of() : earlier.pieces;
    var fresh = word(page.rows().stream().filter(row -> !known.containsKey(row)).toList(), element);
    var pieces =
        page.rows().stream()
            .map(row -> Objects.requireNonNullElseGet(known.get(row), () -> fresh.get(row)))
            .toList();
    var meta =
        Body.json(
            json -> {
              paging.writeMeta(json, key, page);
              more.write(json);
            });
    return join("{\"" + key + "\":[", page.rows(), pieces, meta.plain());
  }

  /** Words rows, one after the other. */
  private static <R> Map<R, Piece> word(List<R> rows, Json.Element<R> element) {
    var out = new ByteArrayOutputStream(ROW_BYTES * rows.size());
    var pieces = new HashMap<R, Piece>(2 * rows.size());
    var ends = new int[rows.size()];
    try (var json = new Json(out)) {
      json.array(
          rows.size(),
          i -> {
            json.object(object -> element.write(object, rows.get(i)));
            json.flush();
            ends[i] = out.size();
          });
    }
    var text = out.toByteArray();
    var start = 1; // behind the bracket; later behind a comma
    for (var i = 0; i < ends.length; i++) {
      pieces.put(rows.get(i), Piece.of(text, start, ends[i]));
      start = ends[i] + 1;
    }
    return pieces;
  }

  private static <R> PageBody<R> join(
      String opening, List<R> rows, List<Piece> pieces, byte[] meta) {
    var head = opening.getBytes(StandardCharsets.UTF_8);
    var size = head.length + Math.max(0, rows.size() - 1) + 1 + meta.length;
    for (var piece : pieces) {
      size += piece.length;
    }
    var text = Arrays.copyOf(head, size);
    var at = head.length;
    var digest = new Digest();
    var joined = new HashMap<R, Piece>(2 * rows.size());
    for (var i = 0; i < pieces.size(); i++) {
      if (i > 0) {
        text[at++] = ',';
      }
      var piece = pieces.get(i).copyTo(text, at);
      joined.put(rows.get(i), piece);
      digest.add(piece.digest);
      at += piece.length;
    }
    text[at++] = ']';
    meta[0] = ','; // in place of its brace
    System.arraycopy(meta, 0, text, at, meta.length);
    digest.add(meta);
    return new PageBody<>(joined, new Body(text, digest));
  }

  public Body body() {
    return body;
  }

  /** Whether the text of this row is here. */
  public boolean has(R row) {
    return pieces.containsKey(row);
  }
}
