package parley.bench.gauge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The processor time that a process takes, user and system, with all its threads and children: by
 * the scheduler's own count in nanoseconds ({@code schedstat}), where {@code stat} counts in ticks
 * of 10 ms. Of a child that has ended its ticks count.
 */
public final class ProcessorTime {
  private static final long TICK_NANOS = 10_000_000;
  private static final int OWN_USER = 11; // utime of proc(5), counted from the state
  private static final int ENDED_USER = 13; // cutime; the system's time follows either

  private final long root;
  private Count before;

  /**
   * What a process has taken since it began, its threads and children that have ended included; to
   * a tick of 10 ms.
   */
  public static double millisSinceStart(long pid) {
    var stat = Path.of("/proc/" + pid + "/stat");
    return (ticks(stat, OWN_USER) + ticks(stat, ENDED_USER)) * TICK_NANOS / 1e6;
  }

  /** Begins to count. */
  ProcessorTime(long root) {
    this.root = root;
    before = read();
  }

  /**
   * What there was at one moment.
   *
   * @param threads of every process alive, the nanoseconds of each of its threads
   * @param ended ticks of the children that have ended
   */
  private record Count(Map<Long, Map<String, Long>> threads, long ended) {}

  /** Nanoseconds since this was last asked, or since it began. */
  long nanos() {
    var now = read();
    var sum = (now.ended() - before.ended()) * TICK_NANOS;
    for (var process : now.threads().entrySet()) {
      var old = before.threads().getOrDefault(process.getKey(), Map.of());
      for (var thread : process.getValue().entrySet()) {
        sum += thread.getValue() - old.getOrDefault(thread.getKey(), 0L);
      }
    }
    // What a process that has ended meanwhile had taken before is no longer of interest.
    for (var process : before.threads().entrySet()) {
      if (!now.threads().containsKey(process.getKey())) {
        sum -= process.getValue().values().stream().mapToLong(Long::longValue).sum();
      }
    }
    before = now;
    return sum;
  }

  /** Once more where a process began or ended meanwhile: it may be missing, or count twice. */
  private Count read() {
    while (true) {
      var processes = processes();
      var count = read(processes);
      if (processes.equals(processes())) {
        return count;
      }
    }
  }

  private Set<Long> processes() {
    var handle = ProcessHandle.of(root).orElseThrow();
    return Stream.concat(Stream.of(handle), handle.descendants())
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  private static Count read(Set<Long> processes) {
    var threads = new HashMap<Long, Map<String, Long>>();
    var ended = 0L;
    for (var pid : processes) {
      var times = threadTimes(Path.of("/proc/" + pid + "/task"));
      if (!times.isEmpty()) {
        threads.put(pid, times);
        ended += ticks(Path.of("/proc/" + pid + "/stat"), ENDED_USER);
      }
    }
    return new Count(threads, ended);
  }

  private static Map<String, Long> threadTimes(Path tasks) {
    var times = new HashMap<String, Long>();
    try (var threads = Files.newDirectoryStream(tasks)) {
      for (var thread : threads) {
        var line = read(thread.resolve("schedstat"));
        if (!line.isEmpty()) {
          times.put(thread.toString(), Long.parseLong(line.substring(0, line.indexOf(' '))));
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Map.of(); // ended meanwhile
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return times;
  }

  /** A field of user time and the one of system time behind it. */
  private static long ticks(Path stat, int user) {
    var line = read(stat);
    if (line.isEmpty()) {
      return 0;
    }
    // The name that stands before the state may hold anything.
    var fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[user]) + Long.parseLong(fields[user + 1]);
  }

  /** Nothing when the process or thread has ended meanwhile. */
  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
