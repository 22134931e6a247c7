package parley.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import parley.value.Sids;

/**
 * A service in which every collection holds something, for tests that go through all paths. Its
 * variables are found by the collection before them, as {@code Messages} in {@code
 * .../Messages/{Sid}}.
 */
public final class Furnished {
  /** The user who is in the conversation, and writes there. */
  public static final String IDENTITY = "ada lovelace/1";

  /** The participant who is reached by messages to a telephone. */
  public static final String CARRIED = "Carried participants";

  private final TestServer server;
  private final String root;
  private final Map<String, String> sids = new LinkedHashMap<>();

  private Furnished(TestServer server, String root) {
    this.server = server;
    this.root = root;
  }

  /** The account's default service, reached by the short paths. */
  public static Furnished defaultService(TestServer server) {
    var service = server.get("/v1/Configuration").is(200).text("default_chat_service_sid");
    return new Furnished(server, "/v1").fill(service, "+14155550101");
  }

  /** A service of its own, reached by the long paths. */
  public static Furnished namedService(TestServer server) {
    var service = server.post("/v1/Services", "FriendlyName", "furnished").is(201).sid();
    return new Furnished(server, "/v1/Services/" + service).fill(service, "+14155550102");
  }

  private Furnished fill(String service, String address) {
    sids.put("Services", service);
    add(
        "Roles",
        "/Roles",
        "FriendlyName",
        "r",
        "Type",
        "conversation",
        "Permission",
        "sendMessage");
    add("Users", "/Users", "Identity", IDENTITY);
    add("Conversations", "/Conversations", "FriendlyName", "talk");
    var conversation = "/Conversations/" + sid("Conversations");
    var carried = conversation + "/Participants";
    add(
        CARRIED,
        carried,
        "MessagingBinding.Address",
        address,
        "MessagingBinding.ProxyAddress",
        "+14155550100");
    add("Participants", carried, "Identity", IDENTITY);
    add("Messages", conversation + "/Messages", "Author", IDENTITY, "Body", "hello");
    var receipts = server.get(root + conversation + "/Messages/" + sid("Messages") + "/Receipts");
    sids.put("Receipts", receipts.is(200).column("sid").getFirst());
    add(
        "Webhooks",
        conversation + "/Webhooks",
        "Target",
        "webhook",
        "Configuration.Url",
        "https://hook.invalid/hook",
        "Configuration.Filters",
        "onMessageAdded");
    addAccountThings(address);
    addMedia(service);
    addBinding(service);
    return this;
  }

  private void addAccountThings(String address) {
    var addresses = "/v1/Configuration/Addresses";
    sids.put("Addresses", server.post(addresses, "Type", "sms", "Address", address).is(201).sid());
    sids.put("Credentials", server.post("/v1/Credentials", "Type", "fcm").is(201).sid());
    sids.put("Deliveries", insertDelivery(server));
    sids.put("Keys", server.apiKeys().add(TestServer.ACCOUNT, "furnished").sid());
  }

  private void addMedia(String service) {
    var client = server.client().with("Content-Type", "text/plain");
    var path = "/v1/Services/" + service + "/Media";
    sids.put("Media", client.postRaw(path, "a note").is(201).sid());
  }

  /** Bindings are made by clients, and not over REST. */
  private void addBinding(String service) {
    var sid = new Sids(server.clock()).fresh("BS");
    insertBinding(server, service, sid("Users"), sid, "phone", server.clock().instant());
    sids.put("Bindings", sid);
  }

  /** Puts a binding where no REST operation can put one. */
  public static void insertBinding(
      TestServer server, String service, String user, String sid, String endpoint, Instant at) {
    server
        .database()
        .change(
            tx ->
                tx.update(
                        """
                        INSERT INTO bindings (sid, service_sid, user_sid, identity, type, endpoint,
                          credential_sid, message_types, created_at, updated_at)
                        VALUES (:sid, :service, :user, :identity, 'FCM', :endpoint, NULL,
                          'new_message', :at, :at)\
                        """)
                    .set("sid", sid)
                    .set("service", service)
                    .set("user", user)
                    .set("identity", IDENTITY)
                    .set("endpoint", endpoint)
                    .set("at", at)
                    .run());
  }

  /** Puts a delivery where else only events put some; it is due in a year. */
  public static String insertDelivery(TestServer server) {
    var sid = new Sids(server.clock()).fresh("DL");
    var at = server.clock().instant();
    server
        .database()
        .change(
            tx -> {
              tx.update(
                      """
                      INSERT INTO deliveries (sid, account_sid, lane, position, status, event_type,
                        level, conversation_sid, method, url, parameters, attempts, pending_since,
                        created_at, updated_at)
                      VALUES (:sid, :account, :lane, 1, 'PENDING', 'onMessageAdded', 'ACCOUNT',
                        :conversation, 'POST', 'https://hook.invalid/', '{}', 0, :at, :at, :at)\
                      """)
                  .set("sid", sid)
                  .set("account", TestServer.ACCOUNT)
                  .set("lane", "0123456789abcdef/" + sid)
                  .set("conversation", "CH" + sid.substring(2))
                  .set("at", at)
                  .run();
              tx.update(
                      """
                      INSERT INTO delivery_lanes
                        (lane, target, tail, due_at, leased_until, lease, failures)
                      VALUES (:lane, '0123456789abcdef', 1, :due, 0, 0, 0)\
                      """)
                  .set("lane", "0123456789abcdef/" + sid)
                  .set("due", at.plus(Duration.ofDays(365)))
                  .run();
            });
    return sid;
  }

  private void add(String collection, String path, String... form) {
    sids.put(collection, post(path, form).sid());
  }

  private Answer post(String path, String... form) {
    return server.post(root + path, form).is(201);
  }

  /** What every path of this family begins with. */
  public String root() {
    return root;
  }

  /** The SID of the one thing in a collection that tests may name. */
  public String sid(String collection) {
    var sid = sids.get(collection);
    if (sid == null) {
      throw new IllegalStateException("there is no collection " + collection);
    }
    return sid;
  }

  /** A path from a template such as {@code /v1/Users/{Sid}}. */
  public String path(String template) {
    return path(template, Map.of());
  }

  /** As above, with other values for the variables at these places, counted in segments. */
  public String path(String template, Map<Integer, String> others) {
    var segments = template.split("/", -1);
    for (var i = 1; i < segments.length; i++) {
      if (segments[i].startsWith("{")) {
        var other = others.get(i);
        segments[i] = other == null ? sid(segments[i - 1]) : other;
      }
    }
    return String.join("/", segments);
  }
}
