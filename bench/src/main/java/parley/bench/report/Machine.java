package parley.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import parley.bench.Command;

/** What was measured on, in a few lines. */
public record Machine(Path root, String postgres) {

  List<String> lines() {
    return List.of(
        "processors: %d x %s".formatted(Runtime.getRuntime().availableProcessors(), processor()),
        "memory: %.0f GiB".formatted(kibibytes("/proc/meminfo", "MemTotal") / 1024 / 1024),
        "system: %s, Linux %s, files on %s".formatted(system(), kernel(), disk()),
        "Java: %s %s".formatted(property("java.vendor"), property("java.vm.version")),
        "PostgreSQL %s, nginx %s, Node %s".formatted(postgres, nginx(), node()),
        "load of others at the start (1, 5, 15 minutes): " + load(),
        "date: %s, revision %s".formatted(LocalDate.now(ZoneOffset.UTC), revision()));
  }

  private static String property(String name) {
    return System.getProperty(name, "");
  }

  private static String processor() {
    return value("/proc/cpuinfo", "model name").strip();
  }

  private static double kibibytes(String file, String name) {
    return Double.parseDouble(value(file, name).replaceAll("\\D", ""));
  }

  private static String value(String file, String name) {
    try (var lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1))
          .findFirst()
          .orElse("?");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String system() {
    try (var lines = Files.lines(Path.of("/etc/os-release"))) {
      return lines
          .filter(line -> line.startsWith("PRETTY_NAME="))
          .map(line -> line.substring(12).replace("\"", ""))
          .findFirst()
          .orElse("?");
    } catch (IOException e) {
      return "?";
    }
  }

  private static String kernel() {
    return property("os.version").replaceFirst("^(\\d+\\.\\d+).*", "$1");
  }

  private String disk() {
    try {
      return Files.getFileStore(root).type();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String nginx() {
    var said = Command.output(List.of(Command.find("nginx").toString(), "-v"));
    return said.strip().replaceFirst(".*/", "");
  }

  private static String node() {
    return Command.look("node")
        .map(node -> Command.output(List.of(node.toString(), "--version")).strip().substring(1))
        .orElse("not there");
  }

  static String load() {
    try {
      var words = Files.readString(Path.of("/proc/loadavg")).split(" ", -1);
      return String.format(Locale.ROOT, "%s, %s, %s", words[0], words[1], words[2]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String revision() {
    var git = List.of("git", "-C", root.toString(), "describe", "--always", "--dirty");
    try {
      return Command.output(git).strip();
    } catch (IllegalStateException e) {
      return "unknown";
    }
  }
}
