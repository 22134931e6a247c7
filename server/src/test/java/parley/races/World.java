package parley.races;

import parley.testkit.TestClient;

/**
 * A service with something of everything, of which two deeds at once change the same things: ann
 * and bob in a conversation with a phone, two messages, roles that ann and bob hold, a webhook.
 */
record World(TestClient client, int number, String service, Things things) {

  /** What is in it, by SID. */
  record Things(
      String ann,
      String serviceRole,
      String conversationRole,
      String conversation,
      String other,
      String bobsPlace,
      String phonesPlace,
      String message,
      String webhook) {}

  static World fresh(TestClient client, int number) {
    var service = client.post("/v1/Services", "FriendlyName", "races").is(201).sid();
    var root = "/v1/Services/" + service;
    var serviceRole = role(client, root, "service", "editOwnUserInfo");
    var conversationRole = role(client, root, "conversation", "sendMessage");
    var ann = client.post(root + "/Users", "Identity", "ann", "RoleSid", serviceRole).is(201).sid();
    var conversation = client.post(root + "/Conversations", "Timers.Closed", "P1D").is(201).sid();
    var other = client.post(root + "/Conversations", "UniqueName", "other").is(201).sid();
    var place = root + "/Conversations/" + conversation;
    client.post(place + "/Participants", "Identity", "ann").is(201);
    var bob =
        client
            .post(place + "/Participants", "Identity", "bob", "RoleSid", conversationRole)
            .is(201)
            .sid();
    var phone =
        client
            .post(
                place + "/Participants",
                "MessagingBinding.Address",
                phone(number),
                "MessagingBinding.ProxyAddress",
                "+15550000000")
            .is(201)
            .sid();
    client.post(place + "/Messages", "Author", "ann", "Body", "one").is(201);
    var message = client.post(place + "/Messages", "Author", "bob", "Body", "two").is(201).sid();
    var webhook =
        client
            .post(
                place + "/Webhooks",
                "Target",
                "webhook",
                "Configuration.Url",
                "https://hook.invalid/hook",
                "Configuration.Filters",
                "onMessageAdded")
            .is(201)
            .sid();
    return new World(
        client,
        number,
        service,
        new Things(
            ann, serviceRole, conversationRole, conversation, other, bob, phone, message, webhook));
  }

  private static String role(TestClient client, String root, String type, String permission) {
    return client
        .post(root + "/Roles", "FriendlyName", type, "Type", type, "Permission", permission)
        .is(201)
        .sid();
  }

  static String phone(int number) {
    return "+1555%07d".formatted(1_000_000 + number);
  }

  /** The same world, seen through another server. */
  World through(TestClient other) {
    return new World(other, number, service, things);
  }

  String root() {
    return "/v1/Services/" + service;
  }

  String conversation() {
    return root() + "/Conversations/" + things.conversation();
  }
}
