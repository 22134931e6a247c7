package parley.bench.load;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.bench.Command;
import parley.bench.gauge.Processors;

/** Runs wrk, the HTTP load generator. */
public final class Wrk {
  private static final Pattern RESULT =
      Pattern.compile("RESULT (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

  private final Path script;

  public Wrk(Path script) {
    this.script = script;
  }

  /**
   * Sends requests for some seconds, each connection the next one as soon as it has its answer.
   *
   * @param authorization the header's value; null to send none
   */
  public Measure run(
      URI server,
      Requests requests,
      @Nullable String authorization,
      int connections,
      int seconds,
      Processors processors) {
    var command =
        new ArrayList<>(
            List.of(
                "wrk",
                "-t1",
                "-c" + connections,
                "-d" + seconds + "s",
                "--timeout",
                "30s",
                "-s",
                script.toString(),
                server.toString(),
                "--",
                requests.file().toString()));
    if (authorization != null) {
      command.add(authorization);
    }
    processors.taken();
    var output = Command.output(command);
    var taken = processors.taken();
    var result = RESULT.matcher(output);
    if (!result.find()) {
      throw new IllegalStateException("wrk said: " + output);
    }
    var count = Long.parseLong(result.group(1));
    if (!result.group(5).equals("0") || !result.group(6).equals("0") || count == 0) {
      throw new IllegalStateException(
          "wrk met %s refused and %s failed of %d requests of %s"
              .formatted(result.group(5), result.group(6), count, requests.file()));
    }
    return Measure.of(
        count * 1e6 / Double.parseDouble(result.group(2)),
        Double.parseDouble(result.group(3)),
        Double.parseDouble(result.group(4)),
        taken,
        count);
  }
}
