package parley.bench.gauge;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import parley.bench.Command;

/**
 * Where the processor time of a server goes, by the flight recorder's samples of processor time.
 * They cover Java threads with the native code they call; compilers and collectors they leave out.
 */
public final class Profile {
  private static final String SAMPLE = "jdk.CPUTimeSample";
  private static final int SHOWN = 25;

  private final Path settings;
  private final Path folder;
  private final long pid;

  public Profile(Path settings, Path folder, long pid) {
    this.settings = settings;
    this.folder = folder;
    this.pid = pid;
  }

  /** Records while something runs, and prints what stood on top. */
  public void around(String name, Runnable work, PrintStream out) {
    var file = folder.resolve(name.replaceAll("\\W+", "-") + ".jfr");
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(file);
      command("JFR.start", "name=bench", "settings=" + settings);
      work.run();
      command("JFR.dump", "name=bench", "filename=" + file);
      command("JFR.stop", "name=bench");
      print(name, file, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void command(String... words) {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var command = new ArrayList<>(List.of(jcmd, Long.toString(pid)));
    command.addAll(List.of(words));
    Command.output(command);
  }

  private static void print(String name, Path file, PrintStream out) throws IOException {
    var self = new HashMap<String, Integer>();
    var ours = new HashMap<String, Integer>();
    var within = new HashMap<String, Integer>();
    var samples = 0;
    try (var recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        var event = recording.readEvent();
        var stack = event.getStackTrace();
        // Libraries write events of their own into every recording.
        if (!SAMPLE.equals(event.getEventType().getName())
            || stack == null
            || stack.getFrames().isEmpty()) {
          continue;
        }
        samples++;
        var frames = stack.getFrames().stream().map(Profile::name).toList();
        self.merge(frames.getFirst(), 1, Integer::sum);
        frames.stream()
            .filter(frame -> frame.startsWith("parley."))
            .findFirst()
            .ifPresent(frame -> ours.merge(frame, 1, Integer::sum));
        new HashSet<>(frames)
            .stream()
                .filter(frame -> frame.startsWith("parley."))
                .forEach(frame -> within.merge(frame, 1, Integer::sum));
      }
    }
    out.printf("%n%s: %d samples%n", name, samples);
    top("in this method itself", self, samples, out);
    top("in this method of ours or below it, outside our code", ours, samples, out);
    top("in this method of ours and all below it", within, samples, out);
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }

  private static void top(String title, Map<String, Integer> counts, int samples, PrintStream out) {
    out.println("  " + title);
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(SHOWN)
        .forEach(
            entry ->
                out.printf(
                    Locale.ROOT,
                    "    %5.1f %%  %s%n",
                    100.0 * entry.getValue() / samples,
                    entry.getKey()));
  }
}
