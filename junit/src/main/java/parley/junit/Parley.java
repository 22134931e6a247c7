package parley.junit;

import com.twilio.http.TwilioRestClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.app.EmbeddedServer;
import parley.http.JsonValue;

/** A Parley that runs within this JVM for tests, and what they may do with it (docs/testing.md). */
public final class Parley implements AutoCloseable {
  private static final String TEST = "/parley/v1/Test";
  private static final Duration TOKEN_TTL = Duration.ofHours(1);

  private final EmbeddedServer server;
  private final Api api;
  private @Nullable TwilioRestClient client;

  private Parley(EmbeddedServer server) {
    this.server = server;
    this.api = new Api(server.baseUrl(), server.accountSid(), server.authToken());
  }

  /**
   * Starts one on a free port, with nothing in it. To be closed.
   *
   * @param options as of {@code parley serve}, such as {@code --webhooks-for-rest=on}
   */
  public static Parley start(String... options) {
    return new Parley(EmbeddedServer.start(options));
  }

  /** Where it is, such as {@code http://127.0.0.1:40123}. */
  public URI url() {
    return server.baseUrl();
  }

  public String accountSid() {
    return server.accountSid();
  }

  public String authToken() {
    return server.authToken();
  }

  /** An API key, with whose secret access tokens can be signed. A reset leaves it. */
  public String keySid() {
    return server.apiKeySid();
  }

  public String keySecret() {
    return server.apiKeySecret();
  }

  /** A client of the official SDK, unchanged, whose calls lead here. The SDK is yours to add. */
  public synchronized TwilioRestClient client() {
    if (client == null) {
      client = Sdk.client(url(), accountSid(), authToken());
    }
    return client;
  }

  /** An access token of an hour, in the default service. */
  public String token(String identity) {
    return token(identity, TOKEN_TTL);
  }

  /** As above, for another time, of a second to a day. */
  public String token(String identity, Duration ttl) {
    var form = Map.of("Identity", identity, "Ttl", "" + ttl.toSeconds());
    return Api.text(JsonValue.parse(api.post("/parley/v1/Tokens", form)), "token");
  }

  /** Makes everything as it was at the start: data, clock, faults, sinks. */
  public void reset() {
    server.reset();
  }

  /** What time it is here. */
  public Instant now() {
    return Instant.parse(Api.text(JsonValue.parse(api.get(TEST + "/Clock")), "now"));
  }

  /** Lets time pass; returns when all is done that is due by then. */
  public void advance(Duration by) {
    clock("Advance", by.toString());
  }

  /** Sets what time it is, from 1970 to the year 3000. */
  public void setNow(Instant now) {
    clock("Now", now.toString());
  }

  /** Has the clock stand, or go on. */
  public void freeze(boolean frozen) {
    clock("Frozen", "" + frozen);
  }

  private void clock(String parameter, String value) {
    api.post(TEST + "/Clock", Map.of(parameter, value));
  }

  /**
   * Makes what a document says, with names in place of SIDs (docs/fixtures.md).
   *
   * @throws ParleyException which names what is wrong by its place
   */
  public Made fixtures(String json) {
    return Made.of(JsonValue.parse(api.postJson(TEST + "/Fixtures", json)));
  }

  /** What is there, as such a document. */
  public String fixtures() {
    return api.get(TEST + "/Fixtures");
  }

  /** Keeps how everything is, by a name of 1 to 64 letters, digits, dots, hyphens, underscores. */
  public void snapshot(String name) {
    api.post(TEST + "/Snapshots", Map.of("Name", name));
  }

  /** Makes everything as it was then. */
  public void restore(String name) {
    api.post(TEST + "/Snapshots/" + Api.encoded(name) + "/Restore", Map.of());
  }

  /** Has calls or deliveries go wrong, until a reset or {@link #clearFaults}. */
  public void fault(Fault fault) {
    api.post(TEST + "/Faults", fault.parameters());
  }

  public void clearFaults() {
    api.delete(TEST + "/Faults");
  }

  /** A receiver for webhooks; it needs no making. */
  public Sink sink(String name) {
    return new Sink(api, url(), name);
  }

  /** Ends it. */
  @Override
  public void close() {
    api.close();
    server.close();
  }
}
