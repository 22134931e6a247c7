package parley.races;

import static parley.races.Deed.delete;
import static parley.races.Deed.post;
import static parley.races.Deed.set;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import parley.testkit.Answer;

/** The table of what may be done at once. */
final class Deeds {
  private Deeds() {}

  static final List<Deed> ALL =
      List.of(
          set(
              "name the conversation",
              World::conversation,
              "FriendlyName",
              "named",
              "/friendly_name"),
          set(
              "note on the conversation",
              World::conversation,
              "Attributes",
              "{\"a\":1}",
              "/attributes"),
          set("take a unique name", World::conversation, "UniqueName", "taken", "/unique_name"),
          post("close the conversation", World::conversation, "State", "closed"),
          post("set its timers", World::conversation, "Timers.Inactive", "PT1M"),
          post("take its timers away", World::conversation, "Timers.Closed", ""),
          delete("delete the conversation", World::conversation),
          post("another with that name", w -> w.root() + "/Conversations", "UniqueName", "taken"),
          post("add somebody new", Deeds::participants, "Identity", "cleo"),
          post("add ann elsewhere", Deeds::otherParticipants, "Identity", "ann"),
          new Deed("add with the role", Deeds::addWithRole, null),
          new Deed("take the phone's pair", Deeds::takePair, null),
          post("make one with both", w -> w.root() + "/ConversationWithParticipants", both()),
          post("make one with pairs", w -> w.root() + "/ConversationWithParticipants", pairs(1, 2)),
          post(
              "make one with them turned",
              w -> w.root() + "/ConversationWithParticipants",
              pairs(2, 1)),
          set("note on bob", Deeds::bob, "Attributes", "{\"b\":1}", "/attributes"),
          new Deed("give bob the role", Deeds::giveConversationRole, null),
          delete("remove bob", Deeds::bob),
          delete("remove the phone", Deeds::phone),
          post("say something", Deeds::messages, "Author", "ann", "Body", "three"),
          new Deed("the phone writes", Deeds::phoneWrites, null),
          set("edit a message", Deeds::message, "Body", "edited", "/body"),
          set("note on a message", Deeds::message, "Attributes", "{\"c\":1}", "/attributes"),
          delete("delete a message", Deeds::message),
          new Deed("report a delivery", Deeds::report, null),
          set("read it", Deeds::annsView, "LastReadMessageIndex", "0", "/last_read_message_index"),
          set("mute it", Deeds::annsView, "NotificationLevel", "muted", "/notification_level"),
          delete("leave it", Deeds::annsView),
          set("name ann", Deeds::ann, "FriendlyName", "Ann", "/friendly_name"),
          set("note on ann", Deeds::ann, "Attributes", "{\"d\":1}", "/attributes"),
          new Deed("give ann the role", Deeds::giveServiceRole, null),
          delete("delete ann", Deeds::ann),
          post("make a user", w -> w.root() + "/Users", "Identity", "cleo"),
          delete("delete the users' role", w -> w.root() + "/Roles/" + w.things().serviceRole()),
          delete("delete bob's role", w -> w.root() + "/Roles/" + w.things().conversationRole()),
          set(
              "set a sound",
              Deeds::notifications,
              "NewMessage.Sound",
              "bell",
              "/new_message/sound"),
          set(
              "set another sound",
              Deeds::notifications,
              "AddedToConversation.Sound",
              "gong",
              "/added_to_conversation/sound"),
          set(
              "hear before",
              Deeds::webhooks,
              "PreWebhookUrl",
              "https://hook.invalid/pre",
              "/pre_webhook_url"),
          set(
              "hear after",
              Deeds::webhooks,
              "PostWebhookUrl",
              "https://hook.invalid/post",
              "/post_webhook_url"),
          set(
              "move the webhook",
              Deeds::webhook,
              "Configuration.Url",
              "https://hook.invalid/moved",
              "/configuration/url"),
          set(
              "rename the service",
              w -> "/v1/Services/" + w.service(),
              "FriendlyName",
              "renamed",
              "/friendly_name"),
          set(
              "be reachable",
              w -> w.root() + "/Configuration",
              "ReachabilityEnabled",
              "true",
              "/reachability_enabled"),
          new Deed("make the role the default", Deeds::makeDefault, null),
          delete("delete the service", w -> "/v1/Services/" + w.service()));

  private static String participants(World world) {
    return world.conversation() + "/Participants";
  }

  private static String bob(World world) {
    return world.conversation() + "/Participants/" + world.things().bobsPlace();
  }

  private static String messages(World world) {
    return world.conversation() + "/Messages";
  }

  private static String message(World world) {
    return world.conversation() + "/Messages/" + world.things().message();
  }

  private static String annsView(World world) {
    return world.root() + "/Users/ann/Conversations/" + world.things().conversation();
  }

  private static String ann(World world) {
    return world.root() + "/Users/" + world.things().ann();
  }

  private static String notifications(World world) {
    return world.root() + "/Configuration/Notifications";
  }

  private static String webhooks(World world) {
    return world.root() + "/Configuration/Webhooks";
  }

  private static String webhook(World world) {
    return world.conversation() + "/Webhooks/" + world.things().webhook();
  }

  private static String otherParticipants(World world) {
    return world.root() + "/Conversations/" + world.things().other() + "/Participants";
  }

  private static String phone(World world) {
    return world.conversation() + "/Participants/" + world.things().phonesPlace();
  }

  /** Participants outside chat, whose pairs of addresses are taken in this order. */
  private static String[] pairs(int... phones) {
    return IntStream.of(phones)
        .boxed()
        .flatMap(
            phone ->
                Stream.of(
                    "Participant",
                    "{\"messaging_binding\":{\"address\":\"+1666000000%d\",\"proxy_address\":\"+15550000001\"}}"
                        .formatted(phone)))
        .toArray(String[]::new);
  }

  private static String[] both() {
    return new String[] {
      "FriendlyName",
      "both",
      "Participant",
      "{\"identity\":\"bob\"}",
      "Participant",
      "{\"identity\":\"ann\"}"
    };
  }

  private static Answer takePair(World world) {
    return world
        .client()
        .post(
            otherParticipants(world),
            "MessagingBinding.Address",
            World.phone(world.number()),
            "MessagingBinding.ProxyAddress",
            "+15550000000");
  }

  private static Answer phoneWrites(World world) {
    return world
        .client()
        .post(
            "/parley/v1/InboundMessages",
            "From",
            World.phone(world.number()),
            "To",
            "+15550000000",
            "Body",
            "from outside");
  }

  private static Answer addWithRole(World world) {
    return world
        .client()
        .post(
            otherParticipants(world),
            "Identity",
            "bob",
            "RoleSid",
            world.things().conversationRole());
  }

  private static Answer giveConversationRole(World world) {
    return world.client().post(bob(world), "RoleSid", world.things().conversationRole());
  }

  private static Answer giveServiceRole(World world) {
    return world.client().post(ann(world), "RoleSid", world.things().serviceRole());
  }

  private static Answer makeDefault(World world) {
    return world
        .client()
        .post(
            world.root() + "/Configuration",
            "DefaultChatServiceRoleSid",
            world.things().serviceRole());
  }

  private static Answer report(World world) {
    return world
        .client()
        .post(
            message(world) + "/Receipts",
            "ParticipantSid",
            world.things().phonesPlace(),
            "Status",
            "delivered");
  }
}
