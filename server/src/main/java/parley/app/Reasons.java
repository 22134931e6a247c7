package parley.app;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** Says in few words why something could not be done. */
final class Reasons {
  private Reasons() {}

  /** The reason at the bottom, in one line; file-system failures say nothing but a path. */
  static String of(Throwable failure) {
    var reason = failure;
    while (reason.getCause() != null) {
      reason = reason.getCause();
    }
    var text = reason.getMessage() == null ? "" : reason.getMessage().strip();
    return switch (reason) {
      case AccessDeniedException e -> "permission denied: " + e.getFile();
      case NoSuchFileException e -> "no such file or directory: " + e.getFile();
      case FileSystemException e -> text;
      default -> text.isEmpty() ? words(reason) : text.lines().findFirst().orElse(text);
    };
  }

  /** A text with names in it, none of which ends the line: one may come from an archive. */
  static String inOneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  /** The name of a failure without words, as words: OutOfMemoryError is "out of memory error". */
  private static String words(Throwable failure) {
    return failure
        .getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }
}
