package parley.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import parley.problem.Code;
import parley.problem.Problem;

/** Reads a body into memory as a whole, up to a limit. */
final class WholeBody {
  /** Bytes of a body that are in memory before they are weighed. */
  private static final int PIECE_BYTES = 16 << 10;

  private WholeBody() {}

  /**
   * The bytes, which count as held until the request is answered.
   *
   * @throws Problem 20413 for more than {@code most} of them
   */
  static byte[] read(IncomingBody body, int most) {
    if (body.length() > most) {
      throw tooLarge(most);
    }
    var bytes = new ByteArrayOutputStream();
    try {
      for (var piece = body.readNBytes(PIECE_BYTES);
          piece.length > 0;
          piece = body.readNBytes(PIECE_BYTES)) {
        body.hold(piece.length);
        bytes.write(piece);
        if (bytes.size() > most) {
          throw tooLarge(most);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // neither side of it fails with one
    }
    return bytes.toByteArray();
  }

  private static Problem tooLarge(int most) {
    return Code.BODY_TOO_LARGE.because("at most " + most + " bytes are read");
  }
}
