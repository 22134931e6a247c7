package parley.snippets;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/** The programs by which snippets are tried; where one is missing its snippets are left out. */
final class Tools {
  private static final ConcurrentHashMap<String, Boolean> THERE = new ConcurrentHashMap<>();

  private Tools() {}

  /** Leaves a test out, with the reason, where a command does not run. */
  static void need(String what, String... command) {
    assumeTrue(
        THERE.computeIfAbsent(String.join(" ", command), key -> runs(command)),
        "left out: there is no " + what + " on this machine");
  }

  private static boolean runs(String... command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** That of the tests, from wherever it is used. */
  static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Compiles a program with the official SDK and whatever else tests have; what runs it. */
  static String java(Path source) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var classes = Files.createDirectories(source.resolveSibling(source.getFileName() + ".classes"));
    var path = classPath();
    var options = List.of("-d", classes.toString(), "-cp", path, "-proc:none");
    var faults = new ArrayList<String>();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var task =
          compiler.getTask(
              new StringWriter(),
              files,
              fault -> faults.add(fault.toString()),
              options,
              null,
              files.getJavaFileObjects(source));
      if (!task.call()) {
        throw new AssertionError(String.join("\n", faults));
      }
    }
    var main = source.getFileName().toString().replace(".java", "");
    return "'%s' -XX:TieredStopAtLevel=1 -cp '%s:%s' %s"
        .formatted(Path.of(System.getProperty("java.home"), "bin", "java"), classes, path, main);
  }
}
