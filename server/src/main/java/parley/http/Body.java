package parley.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of an answer, and the same compressed, made when first asked for and then kept. */
public final class Body {
  /** Below about one packet compression costs more than it saves. */
  private static final int COMPRESSIBLE_FROM = 1200;

  private final byte[] plain;
  private volatile byte @Nullable [] gzip;
  private volatile @Nullable String tag;

  private Body(byte[] plain) {
    this.plain = plain;
  }

  /** A body whose digest is known already. */
  Body(byte[] plain, Digest digest) {
    this(plain);
    this.tag = tag(digest);
  }

  private static String tag(Digest digest) {
    return "W/\"" + digest.text() + "\"";
  }

  /** Bytes of any type, which the answer's headers name. */
  static Body of(byte[] bytes) {
    return new Body(bytes);
  }

  /** The bytes of one JSON object. */
  public static Body json(Json.Properties content) {
    var bytes = new ByteArrayOutputStream(2048);
    try (var json = new Json(bytes)) {
      json.object(content);
    }
    return new Body(bytes.toByteArray());
  }

  /** The bytes of a JSON array of objects. */
  static <T> Body jsonArray(List<T> elements, Json.Element<T> element) {
    return new Body(Json.arrayText(elements, element).getBytes(StandardCharsets.UTF_8));
  }

  public byte[] plain() {
    return plain;
  }

  boolean isWorthCompressing() {
    return plain.length >= COMPRESSIBLE_FROM;
  }

  byte[] gzip() {
    var kept = gzip;
    if (kept == null) {
      kept = compress();
      gzip = kept;
    }
    return kept;
  }

  /** The entity tag: the same for the same bytes, made when first asked for. */
  String tag() {
    var kept = tag;
    if (kept == null) {
      var digest = new Digest();
      digest.add(plain);
      kept = tag(digest);
      tag = kept;
    }
    return kept;
  }

  /** Bytes held in memory. */
  public int size() {
    var kept = gzip;
    return plain.length + (kept == null ? 0 : kept.length);
  }

  /** At the fastest level: the next one costs twice the time for a tenth fewer bytes. */
  private byte[] compress() {
    var out = new ByteArrayOutputStream(plain.length / 4);
    try (var gzipping = new FastGzip(out)) {
      gzipping.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return out.toByteArray();
  }

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 8192);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
