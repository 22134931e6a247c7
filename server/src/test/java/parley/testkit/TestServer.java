package parley.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import parley.access.AccessRules;
import parley.access.AccessTokens;
import parley.access.Account;
import parley.access.Accounts;
import parley.access.ApiKey;
import parley.access.ApiKeys;
import parley.access.Vault;
import parley.app.Ground;
import parley.app.Rules;
import parley.app.Wiring;
import parley.delivery.DeliveryRules;
import parley.http.Filter;
import parley.http.HttpLimits;
import parley.http.HttpServer;
import parley.http.Routes;
import parley.http.Watcher;
import parley.inbox.Answers;
import parley.inbox.kept.KeptAnswers;
import parley.media.DiskBlobs;
import parley.operations.RateRules;
import parley.outbound.OutboundRules;
import parley.problem.Limits;
import parley.realtime.RealtimeLimits;
import parley.storage.Database;
import parley.storage.Dialect;
import parley.value.MovableClock;
import parley.value.Sids;
import parley.webhook.WebhookRules;

/**
 * The whole server, as it is wired in earnest, on a free port and an empty database; a new one for
 * every test. Calls made here bear the account's credentials.
 */
public final class TestServer implements BeforeEachCallback, AfterEachCallback, AutoCloseable {
  public static final String ACCOUNT = "AC" + "0123456789abcdef".repeat(2);
  public static final String TOKEN = "the token of the tests";

  /** The header of the account's credentials, for requests written by hand. */
  public static final String AUTHORIZATION = TestClient.basic(ACCOUNT, TOKEN);

  private static final Vault VAULT = new Vault(new byte[Vault.KEY_BYTES]);

  private final Dialect dialect;
  private final TestClock clock = new TestClock();
  private boolean testControls;
  private Limits limits = Limits.DOCUMENTED;

  /** No test waits for the answer to a wrong password but those that are about it. */
  private HttpLimits httpLimits = HttpLimits.but(draft -> draft.wrongTryDelay = Duration.ZERO);

  private OutboundRules outboundRules = OutboundRules.LOCAL;
  private RateRules rateRules = RateRules.NONE;
  private RealtimeLimits realtimeLimits = RealtimeLimits.DEFAULT;
  private WebhookRules webhookRules = WebhookRules.DOCUMENTED;
  private @Nullable Answers answers;
  private UnaryOperator<TestDatabase> databaseWith = UnaryOperator.identity();
  private final List<Watcher> watchers = new ArrayList<>();
  private final List<Filter> filters = new ArrayList<>();
  private Consumer<HttpServer> prepare = server -> {};
  private @Nullable String publicUrl;
  private @Nullable TestServer first;
  private @Nullable TestDatabase place;
  private @Nullable Database database;
  private @Nullable ApiKeys apiKeys;
  private @Nullable Path files;
  private @Nullable Wiring wiring;
  private @Nullable HttpServer server;
  private @Nullable Routes routes;
  private @Nullable HttpClient http;

  private TestServer(Dialect dialect) {
    this.dialect = dialect;
  }

  public static TestServer on(Dialect dialect) {
    return new TestServer(dialect);
  }

  public static TestServer onSqlite() {
    return on(Dialect.SQLITE);
  }

  public static TestServer onPostgres() {
    return on(Dialect.POSTGRESQL);
  }

  public TestServer withLimits(Limits other) {
    limits = other;
    return this;
  }

  public TestServer withHttpLimits(HttpLimits other) {
    httpLimits = other;
    return this;
  }

  /** Takes changes no faster than these allow. */
  public TestServer withRateRules(RateRules other) {
    rateRules = other;
    return this;
  }

  /** Takes of connected clients what these allow. */
  public TestServer withRealtimeLimits(RealtimeLimits other) {
    realtimeLimits = other;
    return this;
  }

  /** A client that stays connected, as this user of the default service; to be closed. */
  public LiveClient live(String identity) {
    var service = client().get("/v1/Configuration").text("default_chat_service_sid");
    return LiveClient.connect(address(), token(identity, service));
  }

  /** Calls webhooks by these rules. */
  public TestServer withWebhookRules(WebhookRules other) {
    webhookRules = other;
    return this;
  }

  /** Calls outside what these allow; else also this machine, where the tests' far ends are. */
  public TestServer withOutboundRules(OutboundRules other) {
    outboundRules = other;
    return this;
  }

  /** Makes the answer to every list request anew, or keeps them as it does in earnest. */
  public TestServer keepingAnswers(boolean kept) {
    return kept ? this : withAnswers(Answers.ANEW);
  }

  public TestServer withAnswers(Answers others) {
    answers = others;
    return this;
  }

  /** Stands upon a database that is opened in another way, like {@link TestDatabase#overWire}. */
  public TestServer withDatabase(UnaryOperator<TestDatabase> other) {
    databaseWith = other;
    return this;
  }

  /** Has somebody hear of every answer. */
  public TestServer withWatcher(Watcher watcher) {
    watchers.add(watcher);
    return this;
  }

  /** Has every call go by this filter, before those of the server. */
  public TestServer withFilter(Filter filter) {
    filters.add(filter);
    return this;
  }

  /** Does something with the server before it starts. */
  public TestServer prepared(Consumer<HttpServer> how) {
    prepare = how;
    return this;
  }

  public TestServer withPublicUrl(String url) {
    publicUrl = url;
    return this;
  }

  /** Lets tests move its clock and empty it, as {@code serve --test-controls} does. */
  public TestServer withTestControls() {
    testControls = true;
    return this;
  }

  /** A second server over the database of this one, started; to be closed before it. */
  public TestServer beside() {
    var second = new TestServer(dialect);
    second.first = this;
    second.realtimeLimits = realtimeLimits;
    return second.start();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    start();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close();
  }

  public TestServer start() {
    http = TestClient.newHttp();
    place =
        first == null
            ? databaseWith.apply(TestDatabase.fresh(dialect))
            : Objects.requireNonNull(first.place);
    files = first == null ? TestDatabase.newDirectory() : first.files();
    serveFrom(place.open(), 0);
    return this;
  }

  /** Stops, and starts with the same data on the same port. */
  public void restart() {
    restart(() -> {});
  }

  /**
   * The same.
   *
   * @param meanwhile what happens while it is away
   */
  public void restart(Runnable meanwhile) {
    var port = address().getPort();
    wiring().live.close();
    wiring().realtime.close(); // as the program does
    Objects.requireNonNull(server).close();
    wiring().close();
    database().close();
    meanwhile.run();
    serveFrom(place().open(), port);
  }

  private void serveFrom(Database opened, int port) {
    database = opened;
    new Accounts(opened, clock).ensure(ACCOUNT);
    apiKeys = new ApiKeys(opened, VAULT, new Sids(clock), clock);
    wiring = wire(opened, testControls ? new MovableClock(clock) : clock);
    wiring.showMetrics();
    wiring.showServer(List.of());
    wiring.showChat(ACCOUNT);
    routes = wiring.routes;
    wiring.watchers.addAll(watchers);
    wiring.filters.addAll(0, filters);
    wiring.start();
    server = serve(wiring, port);
  }

  /** Serves these parts on a port of their own. */
  public HttpServer serve(Wiring parts) {
    return serve(parts, 0);
  }

  private HttpServer serve(Wiring parts, int port) {
    var one = parts.server("127.0.0.1", port, publicUrl, httpLimits);
    prepare.accept(one);
    try {
      one.start();
      return one;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Builds the parts once more, upon another view of the database and another clock. */
  public Wiring wire(Database view, Clock other) {
    return new Wiring(
        new Ground(
            view,
            new Account(ACCOUNT, TOKEN),
            apiKeys(),
            VAULT,
            new DiskBlobs(files()),
            new Rules(
                limits,
                outboundRules,
                webhookRules,
                DeliveryRules.DEFAULT,
                AccessRules.DEFAULT,
                rateRules,
                realtimeLimits),
            other,
            answers == null
                ? new KeptAnswers(view.dialect(), KeptAnswers.MEMORY_BYTES_MAX)
                : answers));
  }

  @Override
  public void close() {
    if (http != null) {
      http.shutdownNow(); // the server waits a second for connections that are kept alive
      http.close();
      http = null;
    }
    if (server != null) {
      server.close();
      server = null;
    }
    if (wiring != null) {
      wiring.close();
      wiring = null;
    }
    if (place != null && first == null) {
      place.close();
      TestDatabase.deleteAll(files);
    }
    place = null;
    files = null;
  }

  /** Every operation that is served. */
  public Routes routes() {
    return Objects.requireNonNull(routes);
  }

  /** Lets time pass, and whatever is due by then be done. */
  public void advance(Duration duration) {
    clock.advance(duration);
    settle();
  }

  /** Lets what is being done by itself end. */
  public void settle() {
    wiring().ground.due.settle();
  }

  public TestClock clock() {
    return clock;
  }

  public URI address() {
    return Objects.requireNonNull(server).address();
  }

  /** Where its database is. */
  public TestDatabase place() {
    return Objects.requireNonNull(place);
  }

  public Database database() {
    return Objects.requireNonNull(database);
  }

  /** All parts, for what no call over HTTP starts. */
  public Wiring wiring() {
    return Objects.requireNonNull(wiring);
  }

  /** Where the bytes of media are. */
  public Path files() {
    return Objects.requireNonNull(files);
  }

  public ApiKeys apiKeys() {
    return Objects.requireNonNull(apiKeys);
  }

  /** Calls with the account's credentials. */
  public TestClient client() {
    return anonymous().as(ACCOUNT, TOKEN);
  }

  /** The account's credentials as a header, for requests written by hand. */
  public String authorization() {
    return TestClient.basic(ACCOUNT, TOKEN);
  }

  /** Calls as a user of the default service, with an access token of an hour. */
  public TestClient as(String identity) {
    return as(identity, get("/v1/Configuration").text("default_chat_service_sid"));
  }

  /** As above, of another service. */
  public TestClient as(String identity, String service) {
    return anonymous().with("Authorization", "Bearer " + token(identity, service));
  }

  /** An access token of an hour. */
  public String token(String identity, String service) {
    return token(identity, service, apiKeys().add(ACCOUNT, "for a token"));
  }

  /** As above, signed with a key that is there. */
  public String token(String identity, String service, ApiKey key) {
    return new AccessTokens(clock).make(key, identity, service, Duration.ofHours(1));
  }

  /** Calls without credentials. */
  public TestClient anonymous() {
    return new TestClient(Objects.requireNonNull(http), address(), Map.of());
  }

  /** What tests do often, in few words. */
  public Chat chat() {
    return new Chat(client());
  }

  public Answer get(String pathOrUrl) {
    return client().get(pathOrUrl);
  }

  public Answer post(String path, String... form) {
    return client().post(path, form);
  }

  public Answer delete(String path) {
    return client().delete(path);
  }
}
