package parley.testing;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import parley.conversation.Conversation;
import parley.conversation.ConversationFilter;
import parley.http.Json;
import parley.role.Permission;
import parley.role.Role;
import parley.service.Service;
import parley.storage.Tx;
import parley.user.User;
import parley.webhook.WebhookConfiguration;
import parley.webhook.WebhookEvent;

/** Writes what is there as a fixture that would make it. Used once, within one transaction. */
final class FixtureWriter {
  private static final String ATTRIBUTES = "attributes";

  private final Deeds deeds;
  private final String account;
  private final Map<String, String> serviceNames = new HashMap<>();
  private final Map<String, String> roleNames = new HashMap<>();
  private final FixtureWeight weight = new FixtureWeight();
  private final ConversationWriter conversations;

  FixtureWriter(Deeds deeds, Tx tx, String account) {
    this.deeds = deeds;
    this.account = account;
    this.conversations = new ConversationWriter(deeds, tx, weight, serviceNames, roleNames);
  }

  void write(Json json) {
    var services = AllPages.of(asked -> deeds.services().list(account, asked));
    nameServices(services);
    // Where this is made again, the default one is there before all others.
    services.sort(
        Comparator.comparing(one -> !Fixture.DEFAULT.equals(serviceNames.get(one.sid()))));
    var roles = ofAll(services, this::roles);
    var webhook = deeds.configurations().find(account);
    if (isSet(webhook)) {
      json.object("webhook", inside -> writeWebhook(inside, webhook, true));
    }
    json.objects("services", services, this::writeService)
        .objects("roles", roles, this::writeRole)
        .objects("users", ofAll(services, this::users), this::writeUser)
        .objects("conversations", ofAll(services, this::conversations), conversations::write);
  }

  private static <T> List<T> ofAll(List<Service> services, Function<String, List<T>> list) {
    return services.stream().flatMap(one -> list.apply(one.sid()).stream()).toList();
  }

  private List<User> users(String service) {
    return AllPages.of(
        asked -> deeds.users().list(service, asked),
        one -> weight.add(one.identity(), one.attributes()));
  }

  /** In the order in which they were made. */
  private List<Conversation> conversations(String service) {
    var everything = new ConversationFilter(null, null, null);
    var all =
        AllPages.of(
            asked -> deeds.conversations().list(service, everything, asked),
            one -> weight.add(one.friendlyName(), one.attributes()));
    all.sort(Comparator.comparing(Conversation::sid));
    return all;
  }

  private void nameServices(List<Service> services) {
    var taken = new HashSet<>(Set.of(Fixture.DEFAULT));
    deeds
        .services()
        .knownDefaultOf(account)
        .ifPresent(sid -> serviceNames.put(sid, Fixture.DEFAULT));
    for (var service : services) {
      serviceNames.computeIfAbsent(service.sid(), sid -> free(service.friendlyName(), taken));
    }
  }

  private List<Role> roles(String service) {
    var roles = AllPages.of(asked -> deeds.roles().list(service, asked));
    var taken = new HashSet<String>();
    for (var role : roles) {
      roleNames.put(role.sid(), free(role.friendlyName(), taken));
    }
    return roles;
  }

  /** The name, or with a number behind it where it is taken. */
  private static String free(String name, Set<String> taken) {
    var wanted = name.isEmpty() ? "unnamed" : name;
    var one = wanted;
    for (var number = 2; !taken.add(one); number++) {
      one = wanted + " " + number;
    }
    return one;
  }

  private void writeService(Json json, Service service) {
    json.text("name", serviceNames.get(service.sid()))
        .text("friendly_name", service.friendlyName())
        .text(
            "default_conversation_creator_role",
            roleNames.get(service.defaultConversationCreatorRoleSid()))
        .text("default_conversation_role", roleNames.get(service.defaultConversationRoleSid()))
        .text("default_user_role", roleNames.get(service.defaultChatServiceRoleSid()))
        .flag("reachability_enabled", service.reachabilityEnabled());
    var webhook = deeds.configurations().find(service.sid());
    if (isSet(webhook)) {
      json.object("webhook", inside -> writeWebhook(inside, webhook, false));
    }
  }

  private static boolean isSet(WebhookConfiguration webhook) {
    return webhook.method() != null
        || webhook.preUrl() != null
        || webhook.postUrl() != null
        || webhook.filters() != null
        || webhook.target() != WebhookConfiguration.Target.WEBHOOK;
  }

  private static void writeWebhook(Json json, WebhookConfiguration webhook, boolean ofAccount) {
    if (ofAccount) {
      json.text("target", webhook.target().wire());
    }
    json.text("method", webhook.method() == null ? null : webhook.method().wire())
        .text("pre_webhook_url", webhook.preUrl())
        .text("post_webhook_url", webhook.postUrl())
        .texts("filters", webhook.filters() == null ? null : WebhookEvent.names(webhook.filters()));
  }

  private void writeRole(Json json, Role role) {
    json.text("name", roleNames.get(role.sid()));
    if (!role.friendlyName().equals(roleNames.get(role.sid()))) {
      json.text("friendly_name", role.friendlyName());
    }
    json.text("service", serviceNames.get(role.serviceSid()))
        .text("type", role.type().wire())
        .texts("permissions", role.permissions().stream().map(Permission::wire).toList());
  }

  /** As they are; but what is no object or list as the text of it, for null would say nothing. */
  static void writeAttributes(Json json, String attributes) {
    var first = attributes.stripLeading();
    if (first.startsWith("{") || first.startsWith("[")) {
      json.raw(ATTRIBUTES, attributes);
    } else {
      json.text(ATTRIBUTES, attributes);
    }
  }

  private void writeUser(Json json, User user) {
    json.text("identity", user.identity())
        .text("service", serviceNames.get(user.serviceSid()))
        .text("friendly_name", user.friendlyName());
    writeAttributes(json, user.attributes());
    json.text("role", roleNames.get(user.roleSid()));
  }
}
