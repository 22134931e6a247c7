package parley.app;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import parley.access.Access;
import parley.access.Account;
import parley.access.Accounts;
import parley.access.ApiKeys;
import parley.access.Sessions;
import parley.access.SignInLink;
import parley.access.Vault;
import parley.address.AddressConfigurations;
import parley.configuration.AccountConfigurations;
import parley.console.ConfiguredValue;
import parley.console.ConsoleFacts;
import parley.console.LiveFeed;
import parley.console.LoadHistory;
import parley.console.RequestLog;
import parley.console.ServerResource;
import parley.conversation.Conversations;
import parley.conversation.TimerKeeper;
import parley.conversation.TombstoneSweep;
import parley.delivery.Deliveries;
import parley.delivery.DeliverySweep;
import parley.delivery.Relay;
import parley.due.Agenda;
import parley.due.Due;
import parley.event.Advice;
import parley.event.Events;
import parley.http.Filter;
import parley.http.Gate;
import parley.http.HttpLimits;
import parley.http.HttpServer;
import parley.http.Routes;
import parley.http.Tunnel;
import parley.http.Watcher;
import parley.inbound.InboundMessages;
import parley.inbound.InboundSweep;
import parley.inbox.Answers;
import parley.inbox.CardKeeper;
import parley.inbox.Inbox;
import parley.inbox.InboxKeeper;
import parley.inbox.ListChangeSweep;
import parley.inbox.kept.KeptAnswers;
import parley.key.Tokens;
import parley.media.Blobs;
import parley.media.ContentUrls;
import parley.media.Media;
import parley.media.MediaSweep;
import parley.membership.Memberships;
import parley.message.MessageHistory;
import parley.message.Messages;
import parley.operations.MetricSources;
import parley.operations.Metrics;
import parley.operations.MetricsResource;
import parley.operations.RateFilter;
import parley.outbound.Outbound;
import parley.participant.ConversationsWithParticipants;
import parley.participant.Participants;
import parley.permission.Guard;
import parley.permission.Permissions;
import parley.problem.Limits;
import parley.push.Bindings;
import parley.push.Credentials;
import parley.realtime.Realtime;
import parley.realtime.RealtimeDeeds;
import parley.realtime.SyncAnnouncer;
import parley.receipt.Receipts;
import parley.role.Roles;
import parley.service.Services;
import parley.site.ChatPage;
import parley.site.Health;
import parley.site.Pages;
import parley.storage.Database;
import parley.storage.News;
import parley.testing.Deeds;
import parley.testing.Fixtures;
import parley.testing.PinnedBlobs;
import parley.testing.Stage;
import parley.testing.TestControls;
import parley.user.Presences;
import parley.user.Users;
import parley.value.MovableClock;
import parley.value.Sids;
import parley.webhook.Announcer;
import parley.webhook.ConversationWebhooks;
import parley.webhook.PreHooks;
import parley.webhook.Replays;
import parley.webhook.WebhookConfigurations;

/**
 * Builds every part by hand, from the ground up; nothing is built later, so nothing is built by two
 * requests at once. Each part's constructor says what it leans on.
 */
public final class Wiring implements AutoCloseable {
  private static final int ADMIN_CONNECTIONS = 64;

  public final Services services;
  public final Users users;
  public final Conversations conversations;
  public final Participants participants;
  public final Media media;
  public final MediaSweep mediaSweep;
  public final TombstoneSweep tombstoneSweep;
  public final ListChangeSweep listChangeSweep;
  public final Messages messages;
  public final Receipts receipts;
  public final Inbox inbox;
  public final Health health;
  final Pages pages = new Pages(Version.NUMBER);
  public final Routes routes = new Routes();
  public final Gate gate = new Gate();

  /** The filters of every call on its way to its handler, in order. */
  public final List<Filter> filters = new ArrayList<>();

  /** Who hears of every answer. */
  public final List<Watcher> watchers = new ArrayList<>();

  public final Due due;
  public final Outbound outbound;
  public final Relay relay;
  final Roles roles;
  public final Permissions permissions;
  final AccountConfigurations configurations;
  final ConversationsWithParticipants conversationsWithParticipants;
  final ContentUrls contentUrls;
  final Memberships memberships;
  final Credentials credentials;
  public final Bindings bindings;
  final ConversationWebhooks webhooks;
  final AddressConfigurations addresses;
  final InboundMessages inbound;
  public final Metrics metrics;
  public final Realtime realtime;

  public final LoadHistory loadHistory;
  final RequestLog requestLog;

  /** What consoles are told as it happens. */
  public final LiveFeed live;

  final Deliveries deliveries;
  final ApiKeys apiKeys;
  final Sessions sessions;
  public final SignInLink signInLink = new SignInLink(Clock.systemUTC());
  final Tokens tokens;
  final Database database;
  final Clock clock;

  /** There for whoever is given a clock that can be moved; null in production. */
  final @Nullable TestControls testControls;

  final Fixtures fixtures;
  final @Nullable Stage stage;

  private final InboundSweep inboundSweep;
  private final DeliverySweep deliverySweep;
  private final Agenda agenda;
  private final News news;
  public final WebhookConfigurations webhookConfigurations;
  private final Access access;
  private final Limits limits;
  private final String accountSid;

  public Wiring(
      Database database,
      Account account,
      ApiKeys apiKeys,
      Vault vault,
      Blobs blobs,
      Rules rules,
      Clock clock) {
    this(
        database,
        account,
        apiKeys,
        vault,
        blobs,
        rules,
        clock,
        new KeptAnswers(database.dialect(), KeptAnswers.MEMORY_BYTES_MAX));
  }

  /** As above, with a say in whether answers to list requests are kept; they are the same. */
  public Wiring(
      Database database,
      Account account,
      ApiKeys apiKeys,
      Vault vault,
      Blobs blobs,
      Rules rules,
      Clock clock,
      Answers answers) {
    this.database = database;
    this.clock = clock;
    this.limits = rules.limits();
    this.apiKeys = apiKeys;
    accountSid = account.sid();
    tokens = new Tokens(apiKeys, clock);
    due = new Due(clock);
    outbound = new Outbound(rules.outbound());
    agenda = new Agenda(database, due, clock);
    news = database.news();
    var sids = new Sids(clock);
    var events = new Events();
    var advice = new Advice();
    sessions = new Sessions(vault, account, news, Clock.systemUTC());
    access =
        new Access(
            account, apiKeys::find, rules.webhooks().forRest(), rules.access(), sessions, clock);
    services = new Services(database, events, sids, clock);
    roles = new Roles(database, events, services, sids, clock);
    configurations = new AccountConfigurations(database, services);
    users = new Users(database, events, advice, services, roles, sids, clock);
    conversations =
        new Conversations(database, events, advice, services, configurations, sids, clock);
    participants =
        new Participants(
            database,
            services,
            roles,
            users,
            conversations,
            advice,
            new MessageHistory(),
            limits,
            sids,
            clock);
    conversationsWithParticipants =
        new ConversationsWithParticipants(database, conversations, participants, clock);
    var files = new PinnedBlobs(blobs);
    media = new Media(database, files, limits, sids, clock);
    mediaSweep = new MediaSweep(database, files, media::isArriving, clock);
    tombstoneSweep = new TombstoneSweep(database, clock);
    listChangeSweep = new ListChangeSweep(database, clock);
    contentUrls = new ContentUrls(vault, clock);
    messages =
        new Messages(database, conversations, participants, media, advice, limits, sids, clock);
    receipts = new Receipts(database, conversations, participants, messages, sids, clock);
    inbox = new Inbox(database, users, conversations, participants, messages, answers);
    memberships = new Memberships(database, users, conversations, participants, inbox);
    var keeper =
        new InboxKeeper(users, conversations, participants, messages, inbox, limits, clock);

    var timers = new TimerKeeper(agenda, conversations);
    health = new Health(gate, () -> new Accounts(database, clock).find());
    credentials = new Credentials(database, vault, sids, clock);
    var presences = new Presences(database, events);
    bindings = new Bindings(database, presences, sids, clock);
    webhookConfigurations = new WebhookConfigurations(database, services, clock);
    relay = new Relay(database, outbound, account, rules.deliveries(), due, sids, clock);
    deliveries = new Deliveries(database, relay.outbox());
    deliverySweep = new DeliverySweep(database, rules.deliveries(), clock);
    var replays = new Replays(messages, relay.outbox(), clock);
    webhooks = new ConversationWebhooks(database, conversations, replays, limits, sids, clock);
    live = new LiveFeed(access, clock);
    var announcer = new Announcer(webhookConfigurations, relay.outbox(), clock);
    advice.connect(
        new PreHooks(webhookConfigurations, outbound, account.authToken(), rules.webhooks()));
    addresses = new AddressConfigurations(database, services, sids, clock);
    inbound =
        new InboundMessages(
            database,
            services,
            conversations,
            participants,
            messages,
            media,
            webhooks,
            addresses,
            outbound,
            clock);
    inboundSweep = new InboundSweep(database, clock);

    events.connect(
        List.of(
            roles,
            participants,
            media,
            receipts,
            keeper,
            new CardKeeper(inbox),
            addresses,
            timers,
            announcer,
            new SyncAnnouncer(news, participants),
            live));
    agenda.on(TimerKeeper.KIND, timers);
    var removals = due.every(Duration.ofSeconds(5), "services that go", services::finishRemovals);
    services.connect(List.of(conversations, users, webhookConfigurations), removals::wake);
    roles.connect(List.of(participants.roleHolders(), users));
    permissions =
        new Permissions(database, roles, users, conversations, participants, messages, media);
    filters.add(new Guard(database, services, users, permissions));
    var rates = new RateFilter(rules.rates(), conversations);
    if (rules.rates().areAny()) {
      filters.add(rates);
    }
    testControls =
        clock instanceof MovableClock movable
            ? new TestControls(
                database, movable, sids, account.sid(), due, agenda, relay, mediaSweep, files)
            : null;
    var time =
        Clock.tick(clock, Duration.ofMillis(1)); // of which nobody thinks that he may move it
    fixtures =
        new Fixtures(
            database,
            view -> new Wiring(view, account, apiKeys, vault, blobs, rules, time, answers).deeds(),
            account.sid(),
            limits,
            clock);
    stage = testControls == null ? null : new Stage(fixtures, account.authToken(), sids, clock);
    if (testControls != null && stage != null) {
      filters.addFirst(testControls.turnstile());
      filters.addFirst(stage.filter(testControls::sameWorld)); // who waits there is not inside
      outbound.lead(stage.detour());
      testControls.onReset(stage);
      testControls.onReset(rates);
    }
    realtime =
        new Realtime(
            new RealtimeDeeds(
                database,
                services,
                users,
                presences,
                conversations,
                participants,
                messages,
                media,
                receipts,
                inbox,
                bindings,
                permissions,
                limits),
            access,
            own -> new Tunnel(own, gate, services, limits, filters, watchers),
            news,
            rules.realtime(),
            due,
            clock);
    realtime.tell(live);
    var sources = sources(answers);
    metrics = new Metrics(sources);
    loadHistory = new LoadHistory(sources, clock);
    requestLog = new RequestLog(clock);
    watchers.addAll(List.of(metrics, loadHistory, requestLog));
    Doors.open(this, routes);
    plan();
    if (!database.dialect().ownsEveryWrite()) {
      var fitness = new Fitness(database, vault, account.authToken(), gate, clock);
      due.every(Duration.ofSeconds(5), "look whether the database is still ours", fitness::look);
    }
  }

  /** What the console is told of this server. */
  ConsoleFacts facts() {
    return new ConsoleFacts(accountSid, Version.NUMBER, testControls != null);
  }

  private MetricSources sources(Answers answers) {
    return new MetricSources(
        database::load,
        () -> deliveries.counts(clock.instant()),
        relay::tries,
        relay::underway,
        agenda::counts,
        realtime::load,
        Map.of(
            "services",
            services::remembered,
            "webhooks",
            webhookConfigurations::remembered,
            "lists",
            answers::counts));
  }

  /** Makes everything as after the first start, where there are test controls. */
  void resetAll() {
    Objects.requireNonNull(testControls).resetAll();
  }

  private Deeds deeds() {
    return new Deeds(
        database,
        services,
        roles,
        users,
        conversations,
        participants,
        messages,
        webhooks,
        webhookConfigurations);
  }

  /** What runs by itself, and how often: on each server, and once over all of them. */
  private void plan() {
    due.every(Duration.ofSeconds(1), "look at services again", services::lookAgain);
    due.every(Duration.ofSeconds(1), "look at webhooks again", webhookConfigurations::lookAgain);
    due.every(Duration.ofSeconds(1), "look at connected clients", realtime::look);
    due.every(Duration.ofSeconds(5), "look for servers that are gone", realtime::endDead);
    if (!database.dialect().ownsEveryWrite()) {
      due.every(Duration.ofMinutes(1), "look at live objects again", realtime::lookAgain);
    }
    due.every(LoadHistory.STEP, "note the load", loadHistory::note);
    due.every(Duration.ofHours(6), "media orphans", mediaSweep::runOrphans);
    agenda.every(Duration.ofMinutes(1), "media-sweep", mediaSweep);
    agenda.every(Duration.ofMinutes(10), "delivery-sweep", deliverySweep);
    agenda.every(Duration.ofHours(1), "tombstone-sweep", tombstoneSweep);
    agenda.every(Duration.ofHours(1), "list-change-sweep", listChangeSweep);
    agenda.every(Duration.ofHours(1), "inbound-sweep", inboundSweep);
  }

  /** Begins to hear news and to do what is due. */
  public void start() {
    relay.start();
    news.start();
    realtime.start();
    due.start();
  }

  /** Lets what is being done by itself finish; what is due later is not done. */
  @Override
  public void close() {
    live.close();
    realtime.close();
    relay.close();
    outbound.close();
    due.close();
    metrics.close();
  }

  /** As above, but within a time: what is not finished then is left to the next start. */
  void close(Duration within) {
    var began = System.nanoTime();
    live.close();
    realtime.close();
    relay.close(within);
    outbound.close();
    due.close(within.minusNanos(System.nanoTime() - began));
    metrics.close();
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
            limits,
            routes,
            gate,
            access,
            services,
            filters,
            watchers);
    metrics.add(server::load);
    loadHistory.add(server::load);
    return server
        .talkAt(Realtime.PATH, realtime, realtime.socketLimits())
        .talkAt(LiveFeed.PATH, live, LiveFeed.LIMITS);
  }

  /** Shows metrics beside all else, to who has the account's credentials. */
  public void showMetrics() {
    new MetricsResource(metrics).routes(routes);
  }

  /** Tells who has the account's credentials what this server is, and what it was started with. */
  public void showServer(List<ConfiguredValue> settings) {
    new ServerResource(Version.NUMBER, database, media, deliveries, settings, clock).routes(routes);
  }

  /** Shows the demo as a chat, with tokens for its people, to whoever reaches the server. */
  public void showChat(String account) {
    List.of(new ChatPage(), new DemoPeople(account, services, tokens))
        .forEach(resource -> resource.routes(routes));
    pages.leadToChat();
  }

  /**
   * A server that shows health and metrics to whoever reaches it, and nothing else; not started.
   */
  public HttpServer adminServer(String host, int port) {
    var open = new Routes();
    health.routes(open);
    new MetricsResource(metrics).openRoutes(open);
    var few =
        HttpLimits.but(
            draft -> {
              draft.connections = ADMIN_CONNECTIONS;
              draft.drainTime = Duration.ofSeconds(1);
            });
    return new HttpServer(
        host, port, null, few, limits, open, new Gate(), access, services, List.of(), List.of());
  }
}
