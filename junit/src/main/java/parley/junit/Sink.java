package parley.junit;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import parley.http.JsonValue;

/** A receiver for webhooks, built into the server. */
public final class Sink {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Api api;
  private final URI server;
  private final String path;

  Sink(Api api, URI server, String name) {
    this.api = api;
    this.server = server;
    this.path = "/parley/v1/Test/Sink/" + Api.encoded(name);
  }

  /** Where webhooks are to be sent. */
  public URI url() {
    return server.resolve(path);
  }

  /** What has come, in order. */
  public List<SinkRequest> requests() {
    return read("");
  }

  /**
   * As above, as soon as it is so much.
   *
   * @throws AssertionError when it is not within ten seconds
   */
  public List<SinkRequest> await(int atLeast) {
    var came = read("?AtLeast=%d&WaitMs=%d".formatted(atLeast, PATIENCE.toMillis()));
    if (came.size() < atLeast) {
      throw new AssertionError(
          "%d requests came to %s within %s, not %d: %s"
              .formatted(came.size(), url(), PATIENCE, atLeast, came));
    }
    return came;
  }

  private List<SinkRequest> read(String query) {
    var answer = JsonValue.parse(api.get(path + "/Requests" + query));
    return Api.in(answer, "requests").elements().stream().map(SinkRequest::of).toList();
  }

  /** Answers this from now on; else it is 200 and empty. */
  public void answer(int status, String body) {
    answer(Map.of("Status", "" + status, "Body", body));
  }

  /** As above, with all the parameters that docs/testing.md names, such as {@code DelayMs}. */
  public void answer(Map<String, String> parameters) {
    api.post(path + "/Answer", parameters);
  }

  /** Forgets what has come and what is to be answered. */
  public void clear() {
    api.delete(path);
  }
}
