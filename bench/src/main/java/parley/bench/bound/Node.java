package parley.bench.bound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import parley.bench.Command;
import parley.bench.load.Connection.Credentials;
import parley.bench.subject.Launch;
import parley.bench.subject.StartUp;

/** What it takes Node to come up as an HTTP server that knows nothing and opens nothing. */
public final class Node {
  private static final String SCRIPT =
      """
      require('node:http').createServer((request, response) => response.end('{}'))
        .listen(process.argv[1], '127.0.0.1')\
      """;

  private Node() {}

  /**
   * Starts it, and stops it after one answer.
   *
   * @param log for what it prints
   * @return nothing where Node is not installed
   */
  public static Optional<StartUp> start(Path log) {
    return Command.look("node").map(node -> start(node, log));
  }

  private static StartUp start(Path node, Path log) {
    try {
      var port = Launch.freePort();
      var program = new ProcessBuilder(node.toString(), "-e", SCRIPT, Integer.toString(port));
      try (var launch = Launch.of(program, port, "/", new Credentials("", ""), log)) {
        return launch.startUp();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
