package parley.snippets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What goes on beside what is typed, and where it prints. */
record Beside(long pid, Path printed) {
  boolean runs() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  String said() {
    try {
      return Files.readString(printed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void end() {
    ProcessHandle.of(pid)
        .ifPresent(
            one -> {
              one.destroyForcibly();
              one.onExit().join();
            });
  }
}
