package parley.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.storage.OwnerOnly;

/**
 * A directory beside a file that is being made, for what it is made of. It goes with all that is in
 * it, also when the process is told to end: there may be secrets in it.
 */
final class Scratch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);

  /** Of a process that ends, another thread may still be making files. */
  private static final int TRIES = 10;

  private final Path path;
  private final Thread end = new Thread(this::end, "scratch");

  private Scratch(Path path) {
    this.path = path;
  }

  static Scratch beside(Path file) throws IOException {
    var made =
        new Scratch(
            Files.createTempDirectory(
                file.getParent(), file.getFileName() + ".", OwnerOnly.directory()));
    Runtime.getRuntime().addShutdownHook(made.end);
    return made;
  }

  Path file(String name) {
    return path.resolve(name);
  }

  private void end() {
    for (var left = TRIES; left > 0 && Files.exists(path); left--) {
      try {
        Disk.deleteAll(path);
      } catch (IOException e) {
        LOG.debug("a file has come into being meanwhile", e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      return; // it is under way, and does the same
    }
    Disk.deleteAll(path);
  }
}
