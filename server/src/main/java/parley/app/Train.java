package parley.app;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import parley.http.HttpLimits;

/**
 * Starts a server on a free port with a directory of its own, sends it typical requests and ends.
 * The build runs it once, to make the start-up cache of what it loads.
 */
final class Train implements Command {
  private static final int ROUNDS = 20;

  private @Nullable HttpClient client;
  private URI base = URI.create("http://127.0.0.1");
  private String authorization = "";

  @Override
  public String name() {
    return "train";
  }

  @Override
  public String summary() {
    return "Runs typical requests, for a start-up cache.";
  }

  @Override
  public int run(Arguments arguments) throws IOException, InterruptedException {
    var directory = Files.createTempDirectory("parley-train");
    try {
      serveAndAsk(directory);
    } finally {
      delete(directory);
    }
    return 0;
  }

  private void serveAndAsk(Path directory) throws IOException, InterruptedException {
    var clock = Clock.systemUTC();
    try (var installation = Installation.claim(Settings.in(directory), clock)) {
      var account = installation.account();
      var wiring = installation.wire(clock);
      wiring.showMetrics();
      installation.fillWithDemo(clock);
      try (var server = wiring.server("127.0.0.1", 0, null, HttpLimits.DEFAULT)) {
        server.start();
        base = server.address();
        authorization =
            "Basic "
                + Base64.getEncoder()
                    .encodeToString(
                        (account.sid() + ":" + account.authToken())
                            .getBytes(StandardCharsets.UTF_8));
        for (var round = 0; round < ROUNDS; round++) {
          ask(round);
        }
      }
    }
  }

  private void ask(int round) throws IOException, InterruptedException {
    post("/v1/Conversations", "UniqueName=training-" + round);
    post("/v1/Conversations/training-" + round + "/Participants", "Identity=ada");
    post("/v1/Conversations/training-" + round + "/Messages", "Author=ada&Body=hello");
    post("/v1/Users/ada/Conversations/training-" + round, "LastReadMessageIndex=0");
    get("/v1/Conversations");
    get("/v1/Users/ada/Conversations");
    get("/v1/Users/ada/Conversations?OrderBy=LastActivity&Include=LastMessage&Include=Totals");
    get("/v1/Conversations/training-" + round + "/Messages?Order=desc");
    get("/metrics");
    get("/v1/Conversations/" + URLEncoder.encode("not there", StandardCharsets.UTF_8));
  }

  private void get(String path) throws IOException, InterruptedException {
    send(HttpRequest.newBuilder(base.resolve(path)));
  }

  private void post(String path, String form) throws IOException, InterruptedException {
    send(
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
    if (client == null) {
      client = HttpClient.newHttpClient(); // not sooner: it reads the system's certificates
    }
    client.send(
        request.header("Authorization", authorization).header("Accept-Encoding", "gzip").build(),
        HttpResponse.BodyHandlers.discarding());
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
