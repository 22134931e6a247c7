package parley.http;

import java.io.InputStream;
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
 * read; parts before it are skipped, and what comes after it is left.
 */
final class FilePart extends InputStream {
  private static final int PIECE_BYTES = 16 * 1024;

  private final IncomingBody form;
  private final MultiPart.Parser parser;
  private final Listener listener = new Listener();
  private final Queue<ByteBuffer> content = new ArrayDeque<>();
  private long before;
  private boolean found;
  private boolean ended;
  private @Nullable String contentType;
  private @Nullable String filename;

  private FilePart(IncomingBody form, String boundary) {
    this.form = form;
    this.parser = new MultiPart.Parser(boundary, listener);
    parser.setMaxParts(-1); // their bytes are bounded
  }

  /**
   * Reads up to the first file of a form.
   *
   * @throws Problem 20422 for a form without one, or with too much before it
   */
  static FilePart in(IncomingBody form, String type) {
    var boundary = MultiPart.extractBoundary(type);
    if (boundary == null) {
      throw malformed("has no boundary");
    }
    var part = new FilePart(form, boundary);
    while (!part.found) {
      part.parseMore();
      part.boundWhatIsBefore();
    }
    return part;
  }

  @Nullable String contentType() {
    return contentType;
  }

  @Nullable String filename() {
    return filename;
  }

  /** The parser keeps what it has of a part's headers, and would read fields without end. */
  private void boundWhatIsBefore() {
    if (!found && before > form.limits().fieldBytes()) {
      throw malformed("has more than " + form.limits().fieldBytes() + " bytes before its file");
    }
  }

  private void parseMore() {
    // A fresh array each time: the parser hands on slices of it.
    var piece = new byte[PIECE_BYTES];
    var count = form.read(piece, 0, piece.length);
    if (count < 0) {
      throw malformed(found ? "ends within the file" : "has no file");
    }
    before += found ? 0 : count;
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
  public int read() {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int count) {
    while (content.isEmpty() && !ended) {
      parseMore();
    }
    var next = content.peek();
    if (next == null) {
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
