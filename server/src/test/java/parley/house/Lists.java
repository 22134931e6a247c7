package parley.house;

import static parley.testkit.TestClient.quote;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import parley.testkit.Furnished;
import parley.testkit.TestServer;
import parley.value.Sids;

/** The lists of one service, and the account's own. */
final class Lists {
  static final int ROWS = 9;

  /** One list: how to add a row (its key comes back), how to take one away, what shows its key. */
  record Listed(
      String path, String key, int rows, Function<Integer, String> add, Consumer<String> remove) {}

  private final TestServer server;
  private final Furnished family;
  private final String root;
  private final Sids sids;
  final List<Listed> all = new ArrayList<>();

  Lists(TestServer server, Furnished family) {
    this.server = server;
    this.family = family;
    this.root = family.root();
    this.sids = new Sids(server.clock());
    var talk = root + "/Conversations/" + made(root + "/Conversations");
    plain("/Conversations", number -> new String[] {"FriendlyName", "c" + number});
    plain("/Users", number -> new String[] {"Identity", "user/" + number});
    plain(
        "/Roles",
        number ->
            new String[] {
              "FriendlyName", "r", "Type", "conversation", "Permission", "sendMessage"
            });
    at(talk + "/Participants", ROWS, number -> new String[] {"Identity", "user/" + number});
    at(talk + "/Messages", ROWS, number -> new String[] {"Body", "m" + number});
    at(talk + "/Messages?Order=desc", ROWS, number -> new String[] {"Body", "m" + number});
    at(talk + "/Webhooks", 4, Lists::webhook);
    addMemberships();
    addBindings();
    addReceipts();
    if (root.equals("/v1")) {
      addAccountLists();
    }
  }

  private void addAccountLists() {
    plain("/Services", number -> new String[] {"FriendlyName", "s" + number});
    plain("/Credentials", number -> new String[] {"Type", "gcm"});
    plain(
        "/Configuration/Addresses",
        number -> new String[] {"Type", "sms", "Address", "+1415666" + (1000 + number)});
    at("/parley/v1/Keys", ROWS, number -> new String[] {"FriendlyName", "k" + number});
    all.add(
        new Listed(
            "/parley/v1/Deliveries",
            "sid",
            ROWS,
            number -> Furnished.insertDelivery(server),
            this::removeDelivery));
  }

  /** As the clock does in time. */
  private void removeDelivery(String sid) {
    server
        .database()
        .change(tx -> tx.update("DELETE FROM deliveries WHERE sid = :sid").set("sid", sid).run());
  }

  /** Both lists of what an identity is in, and the list of an address. */
  private void addMemberships() {
    for (var list :
        List.of("/Users/walker/Conversations?", "/ParticipantConversations?Identity=walker")) {
      all.add(
          new Listed(
              root + list,
              "conversation_sid",
              ROWS,
              number -> withParticipant("Identity", "walker"),
              this::removeConversation));
    }
    all.add(
        new Listed(
            root + "/ParticipantConversations?Address=" + quote("+14155557777"),
            "conversation_sid",
            ROWS,
            number ->
                withParticipant(
                    "MessagingBinding.Address",
                    "+14155557777",
                    "MessagingBinding.ProxyAddress",
                    proxy()),
            this::removeConversation));
  }

  private int proxies;

  private String proxy() {
    return "+1" + (root.equals("/v1") ? 4155560000L : 4155570000L) + ++proxies;
  }

  private String withParticipant(String... form) {
    var sid = made(root + "/Conversations");
    server.post(root + "/Conversations/" + sid + "/Participants", form).is(201);
    return sid;
  }

  private void removeConversation(String sid) {
    server.delete(root + "/Conversations/" + sid).is(204);
  }

  private void addBindings() {
    if (root.equals("/v1")) {
      return;
    }
    all.add(
        new Listed(
            root + "/Bindings",
            "sid",
            ROWS,
            number -> {
              var sid = sids.fresh("BS");
              var at = server.clock().instant();
              var service = family.sid("Services");
              Furnished.insertBinding(server, service, family.sid("Users"), sid, sid, at);
              return sid;
            },
            sid -> server.delete(root + "/Bindings/" + sid).is(204)));
  }

  /** Each of many participants by telephone has a receipt; they go with their participant. */
  private void addReceipts() {
    var talk = root + "/Conversations/" + made(root + "/Conversations");
    for (var i = 0; i < ROWS; i++) {
      server
          .post(
              talk + "/Participants",
              "MessagingBinding.Address",
              "+1415777000" + i,
              "MessagingBinding.ProxyAddress",
              proxy())
          .is(201);
    }
    var message = server.post(talk + "/Messages", "Body", "hello").is(201).sid();
    all.add(
        new Listed(talk + "/Messages/" + message + "/Receipts", "sid", 0, number -> "", sid -> {}));
  }

  private void plain(String list, Function<Integer, String[]> form) {
    at(root + list, ROWS, form);
  }

  private void at(String list, int rows, Function<Integer, String[]> form) {
    var path = list.replaceFirst("[?].*", "");
    all.add(
        new Listed(
            list,
            "sid",
            rows,
            number -> made(path, form.apply(number)),
            sid -> server.delete(path + "/" + sid).is(204)));
  }

  private String made(String path, String... form) {
    server.clock().advance(Duration.ofMillis(proxies % 3 == 0 ? 0 : 400));
    return server.post(path, form).is(201).sid();
  }

  private static String[] webhook(int number) {
    return new String[] {
      "Target",
      "trigger",
      "Configuration.Url",
      "https://example.com/" + number,
      "Configuration.Triggers",
      "help"
    };
  }
}
