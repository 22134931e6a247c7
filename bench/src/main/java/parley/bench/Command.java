package parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Other programs, run to their end. */
public final class Command {
  private Command() {}

  /** What a program prints. It must end well. */
  public static String output(List<String> command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + " failed:\n" + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Where a program is that has to be there. */
  public static Path find(String program) {
    return look(program)
        .orElseThrow(() -> new IllegalStateException(program + " is not installed"));
  }

  /** Where a program is: on the PATH, or where Debian keeps those of PostgreSQL. */
  public static Optional<Path> look(String program) {
    var path = Stream.of(System.getenv("PATH").split(":", -1)).map(Path::of);
    return Stream.concat(path, Stream.concat(Stream.of(Path.of("/usr/sbin")), postgresFolders()))
        .map(folder -> folder.resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The newest first. */
  private static Stream<Path> postgresFolders() {
    try (var versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      return versions
          .sorted((a, b) -> Integer.compare(version(b), version(a)))
          .map(version -> version.resolve("bin"))
          .toList()
          .stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static int version(Path folder) {
    return Integer.parseInt(folder.getFileName().toString().replaceAll("\\D", "0"));
  }
}
