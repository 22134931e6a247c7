package parley.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;
import parley.problem.Code;
import parley.problem.Problem;

/**
 * The first file of a multipart form, as a stream. The form is parsed piece by piece as the file is
 * read; parts before it are skipped, and so is what comes after it.
 */
final class FilePart extends InputStream {
  private static final int PIECE_BYTES = 16 * 1024;
  private static final int REST_BYTES_MAX = 64 * 1024;

  private final InputStream form;
  private final MultiPart.Parser parser;
  private final Listener listener = new Listener();
  private final Queue<ByteBuffer> content = new ArrayDeque<>();
  private boolean found;
  private boolean ended;
  private @Nullable String contentType;
  private @Nullable String filename;

  private FilePart(InputStream form, String boundary) {
    this.form = form;
    this.parser = new MultiPart.Parser(boundary, listener);
  }

  /** Reads up to the first file of a form; refuses a form without one. */
  static FilePart in(InputStream form, String type) {
    var boundary = MultiPart.extractBoundary(type);
    if (boundary == null) {
      throw malformed("has no boundary");
    }
    var part = new FilePart(form, boundary);
    try {
      while (!part.found) {
        part.parseMore();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the body cannot be read", e);
    }
    return part;
  }

  @Nullable String contentType() {
    return contentType;
  }

  @Nullable String filename() {
    return filename;
  }

  private void parseMore() throws IOException {
    // A fresh array each time: the parser hands on slices of it.
    var piece = new byte[PIECE_BYTES];
    var count = form.read(piece);
    if (count < 0) {
      throw malformed(found ? "ends within the file" : "has no file");
    }
    try {
      parser.parse(Content.Chunk.from(ByteBuffer.wrap(piece, 0, count), false));
    } catch (RuntimeException e) {
      throw malformed("is malformed");
    }
    if (listener.failed) {
      throw malformed("is malformed");
    }
  }

  private static Problem malformed(String how) {
    return Code.BAD_PARAMETER.because("the multipart form " + how);
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int count) throws IOException {
    while (content.isEmpty() && !ended) {
      parseMore();
    }
    var next = content.peek();
    if (next == null) {
      form.skip(REST_BYTES_MAX);
      return -1;
    }
    var taken = Math.min(count, next.remaining());
    next.get(into, from, taken);
    if (!next.hasRemaining()) {
      content.remove();
    }
    return taken;
  }

  /** Hears from the parser what it finds. */
  private final class Listener extends MultiPart.AbstractPartsListener {
    private @Nullable String type;
    private boolean failed;

    @Override
    public void onPartHeader(String name, String value) {
      super.onPartHeader(name, value);
      if (name.equalsIgnoreCase("Content-Type")) {
        type = value;
      }
    }

    @Override
    public void onPartHeaders() {
      super.onPartHeaders();
      if (!found && getFileName() != null) {
        found = true;
        filename = getFileName();
        contentType = type;
      }
    }

    @Override
    public void onPartContent(Content.Chunk chunk) {
      if (found && !ended && chunk.hasRemaining()) {
        content.add(chunk.getByteBuffer().slice());
      }
    }

    @Override
    public void onPart(@Nullable String name, @Nullable String file, HttpFields headers) {
      type = null;
      ended = found;
    }

    @Override
    public void onFailure(Throwable failure) {
      failed = true;
    }
  }
}
