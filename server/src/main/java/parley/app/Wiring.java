package parley.app;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.access.Access;
import parley.access.Accounts;
import parley.access.Sessions;
import parley.access.SignInLink;
import parley.console.ConfiguredValue;
import parley.console.ConsoleFacts;
import parley.console.LiveFeed;
import parley.console.ServerResource;
import parley.http.Filter;
import parley.http.Gate;
import parley.http.HttpLimits;
import parley.http.HttpServer;
import parley.http.Routes;
import parley.http.Tunnel;
import parley.http.Watcher;
import parley.inbox.CardKeeper;
import parley.inbox.InboxKeeper;
import parley.key.Tokens;
import parley.operations.MetricsResource;
import parley.operations.RateFilter;
import parley.permission.Guard;
import parley.realtime.Realtime;
import parley.realtime.RealtimeDeeds;
import parley.realtime.SyncAnnouncer;
import parley.site.ChatPage;
import parley.site.Health;
import parley.site.Pages;

/**
 * Builds every part by hand, from the ground up; nothing is built later, so nothing is built by two
 * requests at once. Each part's constructor says what it leans on.
 */
public final class Wiring implements AutoCloseable {
  private static final int ADMIN_CONNECTIONS = 64;

  public final Ground ground;
  public final Subjects subjects;
  public final Exchange exchange;
  public final Chores chores;
  public final Observers observers;
  public final Realtime realtime;

  /** What consoles are told as it happens. */
  public final LiveFeed live;

  public final Routes routes = new Routes();

  /** The filters of every call on its way to its handler, in order. */
  public final List<Filter> filters = new ArrayList<>();

  /** Who hears of every answer. */
  public final List<Watcher> watchers = new ArrayList<>();

  public final Gate gate = new Gate();
  public final Health health;
  public final SignInLink signInLink = new SignInLink(Clock.systemUTC());
  final Sessions sessions;
  final Tokens tokens;
  final Pages pages = new Pages(Version.NUMBER);
  final Rehearsal rehearsal;
  private final Access access;

  public Wiring(Ground on) {
    ground = on;
    subjects = new Subjects(on);
    exchange = new Exchange(on, subjects);
    chores = new Chores(on, subjects);
    sessions = new Sessions(on.vault, on.account, on.news, Clock.systemUTC());
    access =
        new Access(
            on.account,
            on.apiKeys::find,
            on.rules.webhooks().forRest(),
            on.rules.access(),
            sessions,
            on.clock);
    tokens = new Tokens(on.apiKeys, on.clock);
    health = new Health(gate, () -> new Accounts(on.database, on.clock).find());
    live = new LiveFeed(access, on.clock);
    connect();
    var rates = new RateFilter(on.rules.rates(), subjects.conversations);
    filters.add(new Guard(on.database, subjects.services, subjects.users, subjects.permissions));
    if (on.rules.rates().areAny()) {
      filters.add(rates);
    }
    rehearsal = new Rehearsal(on, exchange, chores);
    rehearsal.stepBefore(filters, on, rates);
    realtime = realtime();
    realtime.tell(live);
    observers = new Observers(on, subjects, exchange, realtime);
    watchers.addAll(observers.watchers());
    Doors.open(this, routes);
    plan();
  }

  /** Has everybody hear of what happens who writes something down of it; in this order. */
  private void connect() {
    var keeper =
        new InboxKeeper(
            subjects.users,
            subjects.conversations,
            subjects.participants,
            subjects.messages,
            subjects.inbox,
            ground.limits,
            ground.clock);
    ground.events.connect(
        List.of(
            subjects.roles,
            subjects.participants,
            subjects.media,
            subjects.receipts,
            keeper,
            new CardKeeper(subjects.inbox),
            exchange.addresses,
            chores.timers,
            exchange.announcer,
            new SyncAnnouncer(ground.news, subjects.participants),
            live));
  }

  private Realtime realtime() {
    var deeds =
        new RealtimeDeeds(
            ground.database,
            subjects.services,
            subjects.users,
            subjects.presences,
            subjects.conversations,
            subjects.participants,
            subjects.messages,
            subjects.media,
            subjects.receipts,
            subjects.inbox,
            subjects.bindings,
            subjects.permissions,
            ground.limits);
    return new Realtime(
        deeds,
        access,
        own -> new Tunnel(own, gate, subjects.services, ground.limits, filters, watchers),
        ground.news,
        ground.rules.realtime(),
        ground.due,
        ground.clock);
  }

  private void plan() {
    chores.plan(subjects, exchange, realtime, observers);
    if (!ground.database.dialect().ownsEveryWrite()) {
      var token = ground.account.authToken();
      var fitness = new Fitness(ground.database, ground.vault, token, gate, ground.clock);
      ground.due.every(
          Duration.ofSeconds(5), "look whether the database is still ours", fitness::look);
    }
  }

  /** What the console is told of this server. */
  ConsoleFacts facts() {
    return new ConsoleFacts(ground.account.sid(), Version.NUMBER, rehearsal.isOn());
  }

  /** Begins to hear news and to do what is due. */
  public void start() {
    exchange.relay.start();
    ground.news.start();
    realtime.start();
    ground.due.start();
  }

  /** Lets what is being done by itself finish; what is due later is not done. */
  @Override
  public void close() {
    live.close();
    realtime.close();
    exchange.relay.close();
    ground.outbound.close();
    ground.due.close();
    observers.close();
  }

  /** As above, but within a time: what is not finished then is left to the next start. */
  void close(Duration within) {
    var began = System.nanoTime();
    live.close();
    realtime.close();
    exchange.relay.close(within);
    ground.outbound.close();
    ground.due.close(within.minusNanos(System.nanoTime() - began));
    observers.close();
  }

  /** The HTTP server over all routes; not started. */
  public HttpServer server(
      String host, int port, @Nullable String publicUrl, HttpLimits httpLimits) {
    var server =
        new HttpServer(
            host,
            port,
            publicUrl,
            httpLimits,
            ground.limits,
            routes,
            gate,
            access,
            subjects.services,
            filters,
            watchers);
    observers.add(server::load);
    return server
        .talkAt(Realtime.PATH, realtime, realtime.socketLimits())
        .talkAt(LiveFeed.PATH, live, LiveFeed.LIMITS);
  }

  /** Shows metrics beside all else, to who has the account's credentials. */
  public void showMetrics() {
    new MetricsResource(observers.metrics).routes(routes);
  }

  /** Tells who has the account's credentials what this server is, and what it was started with. */
  public void showServer(List<ConfiguredValue> settings) {
    new ServerResource(
            Version.NUMBER,
            ground.database,
            subjects.media,
            exchange.deliveries,
            settings,
            ground.clock)
        .routes(routes);
  }

  /** Shows the demo as a chat, with tokens for its people, to whoever reaches the server. */
  public void showChat(String account) {
    List.of(new ChatPage(), new DemoPeople(account, subjects.services, tokens))
        .forEach(resource -> resource.routes(routes));
    pages.leadToChat();
  }

  /**
   * A server that shows health and metrics to whoever reaches it, and nothing else; not started.
   */
  public HttpServer adminServer(String host, int port) {
    var open = new Routes();
    health.routes(open);
    new MetricsResource(observers.metrics).openRoutes(open);
    var few =
        HttpLimits.but(
            draft -> {
              draft.connections = ADMIN_CONNECTIONS;
              draft.drainTime = Duration.ofSeconds(1);
            });
    return new HttpServer(
        host,
        port,
        null,
        few,
        ground.limits,
        open,
        new Gate(),
        access,
        subjects.services,
        List.of(),
        List.of());
  }
}
