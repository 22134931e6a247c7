package parley.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import parley.testkit.Furnished;

/** A form that is good for a path, and the code for each parameter that it cannot do without. */
record GoodForm(List<String> form, Map<String, Integer> codes) {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** The form for a path; null when the table has none. */
  static @Nullable GoodForm of(String template, Furnished family) {
    return isUpdate(template) ? update(template) : creation(template, family);
  }

  /** Whether a POST to the path changes what is there. */
  static boolean isUpdate(String template) {
    return template.endsWith("}")
        || template.endsWith("/Configuration")
        || template.endsWith("/Configuration/Webhooks")
        || template.endsWith("/Configuration/Notifications");
  }

  private static @Nullable GoodForm update(String template) {
    var known = Map.<String, Integer>of();
    return switch (template
        .replaceFirst("/[{][^/]*$", "")
        .replaceFirst("^/v1(/Services/[{][^/]*(?=/))?", "")
        .replaceAll("[{][^/]*", "{}")) {
      case "/Services", "/Conversations", "/Users", "/Credentials", "/Configuration/Addresses" ->
          of(known, "FriendlyName", "n");
      case "/Roles" -> of(known, "Permission", "sendMessage");
      case "/parley/v1/Deliveries" -> of(known, "Status", "canceled");
      case "/Users/{}/Conversations" -> of(known, "NotificationLevel", "default");
      case "/Conversations/{}/Participants" -> of(known, "Attributes", "{}");
      case "/Conversations/{}/Messages" -> of(known, "Body", "b");
      case "/Conversations/{}/Webhooks" -> of(known, "Configuration.Method", "post");
      case "/Configuration" ->
          template.equals("/v1/Configuration")
              ? of(known, "DefaultInactiveTimer", "PT1H")
              : of(known, "ReachabilityEnabled", "true");
      case "/Configuration/Webhooks" -> of(known, "Method", "POST");
      case "/Configuration/Notifications" -> of(known, "LogEnabled", "false");
      default -> null;
    };
  }

  private static @Nullable GoodForm creation(String template, Furnished family) {
    var number = "%04d".formatted(NUMBER.incrementAndGet());
    return switch (template.replaceFirst(".*/", "")) {
      case "Services" -> of(Map.of("FriendlyName", 50000), "FriendlyName", "s");
      case "Conversations", "ConversationWithParticipants" -> of(Map.of(), "FriendlyName", "c");
      case "Users" -> of(Map.of("Identity", 50204), "Identity", "user " + number);
      case "Participants" -> of(Map.of("Identity", 20422), "Identity", "user " + number);
      case "Messages" -> of(Map.of("Body", 50503), "Body", "b");
      case "InboundMessages" ->
          of(
              Map.of("From", 50411, "To", 50412, "Body", 50503),
              "From",
              "+1415556" + number,
              "To",
              "+14155550100",
              "Body",
              "b");
      case "Credentials" -> of(Map.of("Type", 20422), "Type", "fcm");
      case "Addresses" ->
          of(
              Map.of("Type", 20422, "Address", 50411),
              "Type",
              "sms",
              "Address",
              "+1415555" + number);
      case "Roles" ->
          of(
              Map.of("FriendlyName", 50000, "Type", 50105, "Permission", 20422),
              "FriendlyName",
              "r",
              "Type",
              "conversation",
              "Permission",
              "sendMessage");
      case "Webhooks" ->
          of(
              Map.of("Target", 50368, "Configuration.Url", 50369, "Configuration.Filters", 50370),
              "Target",
              "webhook",
              "Configuration.Url",
              "https://hook.invalid/hook",
              "Configuration.Filters",
              "onMessageAdded");
      case "Keys" -> of(Map.of(), "FriendlyName", "k");
      case "session" -> of(Map.of());
      case "Tokens" -> of(Map.of("Identity", 50204), "Identity", "user " + number);
      case "Replay" -> of(Map.of(), "Status", "failed");
      case "Receipts" ->
          of(
              Map.of("ParticipantSid", 20422, "Status", 20422),
              "ParticipantSid",
              family.sid(Furnished.CARRIED),
              "Status",
              "delivered");
      default -> null;
    };
  }

  private static GoodForm of(Map<String, Integer> codes, String... form) {
    return new GoodForm(List.of(form), codes);
  }

  String[] good() {
    return form.toArray(String[]::new);
  }

  String[] without(String name) {
    var rest = new ArrayList<>(form);
    var at = form.indexOf(name);
    rest.subList(at, at + 2).clear();
    return rest.toArray(String[]::new);
  }

  String[] withEmpty(String name) {
    var changed = new ArrayList<>(form);
    changed.set(form.indexOf(name) + 1, "");
    return changed.toArray(String[]::new);
  }
}
