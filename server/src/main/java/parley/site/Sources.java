package parley.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Texts and pictures that the program carries with it, by their places in the source. */
final class Sources {
  private Sources() {}

  /** A text; it has to be there. */
  static String text(String path) {
    return new String(bytes(path), StandardCharsets.UTF_8);
  }

  /** What is no text; it has to be there. */
  static byte[] bytes(String path) {
    try (var in = Sources.class.getResourceAsStream("/parley/" + path)) {
      if (in == null) {
        throw new IllegalStateException(path + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a text is there. */
  static boolean has(String path) {
    return Sources.class.getResource("/parley/" + path) != null;
  }
}
