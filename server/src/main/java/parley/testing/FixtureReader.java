package parley.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.access.Cause;
import parley.conversation.ConversationState;
import parley.conversation.NewConversation;
import parley.http.JsonValue;
import parley.message.NewMessage;
import parley.participant.NewParticipant;
import parley.problem.Code;
import parley.problem.Limits;
import parley.role.NewRole;
import parley.service.Services;
import parley.testing.Fixture.DefaultRoleNames;
import parley.testing.Fixture.OfConversation;
import parley.testing.Fixture.OfMessage;
import parley.testing.Fixture.OfParticipant;
import parley.testing.Fixture.OfRole;
import parley.testing.Fixture.OfService;
import parley.testing.Fixture.OfUser;
import parley.testing.Fixture.OfWebhook;
import parley.testing.Fixture.Reading;
import parley.user.NewUser;
import parley.value.WholeNumber;
import parley.webhook.EditedWebhookConfiguration;
import parley.webhook.NewConversationWebhook;

/** Reads a fixture (docs/fixtures.md). */
final class FixtureReader {
  private final Limits limits;
  private final Instant now;

  /**
   * A reader.
   *
   * @param now what relative dates are counted from
   */
  FixtureReader(Limits limits, Instant now) {
    this.limits = limits;
    this.now = now;
  }

  /**
   * Reads a document.
   *
   * @throws parley.problem.Problem 20422 with the place in the document
   */
  Fixture read(JsonValue document) {
    var whole =
        entry(
            document,
            Map.of(),
            Set.of("$schema", "webhook", "services", "roles", "users", "conversations"));
    var webhook = whole.get("webhook");
    var fixture =
        new Fixture(
            webhook == null ? null : webhook(webhook, true),
            whole.all("services").stream().map(this::service).toList(),
            whole.all("roles").stream().map(this::role).toList(),
            whole.all("users").stream().map(this::user).toList(),
            conversations(whole.all("conversations")));
    var names = new HashSet<String>();
    for (var service : fixture.services()) {
      if (!names.add(service.name())) {
        throw service.entry().value().refused("has the name of another service");
      }
    }
    return fixture;
  }

  private FixtureEntry entry(JsonValue at, Map<String, String> parameters, Set<String> others) {
    return new FixtureEntry(at, parameters, others, limits, now);
  }

  private EditedWebhookConfiguration webhook(JsonValue at, boolean ofAccount) {
    var entry = entry(at, FixtureKeys.WEBHOOK, Set.of());
    if (!ofAccount && entry.get("target") != null) {
      throw Objects.requireNonNull(entry.get("target")).refused("is the account's alone");
    }
    return entry.read(
        ofAccount ? EditedWebhookConfiguration::ofAccount : EditedWebhookConfiguration::ofService);
  }

  private OfService service(JsonValue at) {
    var entry =
        entry(
            at,
            FixtureKeys.SERVICE,
            Set.of(
                "name",
                "webhook",
                "default_conversation_creator_role",
                "default_conversation_role",
                "default_user_role"));
    var webhook = entry.get("webhook");
    var name = required(entry, "name");
    return new OfService(
        entry,
        name,
        entry.read(
            form ->
                form.field("FriendlyName")
                    .max(Services.FRIENDLY_NAME_LENGTH_MAX, Code.FRIENDLY_NAME_TOO_LONG)
                    .textOrNull()),
        new DefaultRoleNames(
            entry.get("default_conversation_creator_role"),
            entry.get("default_conversation_role"),
            entry.get("default_user_role")),
        entry.read(form -> form.field("ReachabilityEnabled").flagChange()),
        webhook == null ? null : webhook(webhook, false));
  }

  private static String required(FixtureEntry entry, String key) {
    var text = entry.text(key);
    if (text == null || text.isEmpty()) {
      throw Code.BAD_PARAMETER.in(entry.value().place() + "/" + key, "is required");
    }
    return text;
  }

  private OfRole role(JsonValue at) {
    var entry = entry(at, FixtureKeys.ROLE, Set.of("name", "service"));
    var name = required(entry, "name");
    var wish =
        entry.otherwise("FriendlyName", name).otherwise("Type", "conversation").read(NewRole::from);
    return new OfRole(entry, entry.get("service"), name, wish);
  }

  private OfUser user(JsonValue at) {
    var entry =
        at.isText()
            ? FixtureEntry.of(at, "Identity", limits, now)
            : entry(at, FixtureKeys.USER, Set.of("service", "role"));
    return new OfUser(entry, entry.get("service"), entry.read(NewUser::from), entry.get("role"));
  }

  private List<OfConversation> conversations(List<JsonValue> all) {
    var read = new ArrayList<OfConversation>();
    var names = new HashSet<List<String>>();
    var given = new HashSet<String>();
    all.stream().map(FixtureReader::name).filter(Objects::nonNull).forEach(given::add);
    for (var at : all) {
      var number = Integer.toString(read.size());
      var one = conversation(at, given.contains(number) ? number + " without a name" : number);
      var service = one.service() == null ? Fixture.DEFAULT : one.service().text();
      if (!names.add(List.of(service, one.name()))) {
        throw at.refused("has the name of another conversation: " + one.name());
      }
      read.add(one);
    }
    return read;
  }

  /** By which the answer has a conversation; null where it says none. */
  private static @Nullable String name(JsonValue at) {
    return Stream.of("name", "unique_name")
        .map(at::get)
        .filter(Objects::nonNull)
        .map(JsonValue::text)
        .findFirst()
        .orElse(null);
  }

  /**
   * @param number its name where it says none
   */
  private OfConversation conversation(JsonValue at, String number) {
    var entry =
        entry(
            at,
            FixtureKeys.CONVERSATION,
            Set.of("name", "service", "participants", "messages", "webhooks"));
    var messages = entries(entry.all("messages"), FixtureKeys.MESSAGE, Set.of());
    var participants = entry.all("participants").stream().map(this::participantEntry).toList();
    entry.otherwise("DateCreated", earliest(participants, messages));
    var state = state(entry);
    var wish = entry.without("State").read(NewConversation::from);
    return new OfConversation(
        entry,
        entry.get("service"),
        Objects.requireNonNullElse(name(at), number),
        wish,
        state,
        participants.stream().map(one -> participant(one, wish.createdAt())).toList(),
        messages(messages, wish.createdAt()),
        entries(entry.all("webhooks"), FixtureKeys.CONVERSATION_WEBHOOK, Set.of()).stream()
            .map(one -> one.otherwise("Target", "webhook"))
            .map(one -> new OfWebhook(one, one.read(NewConversationWebhook::from)))
            .toList());
  }

  private List<FixtureEntry> entries(
      List<JsonValue> all, Map<String, String> parameters, Set<String> others) {
    return all.stream().map(one -> entry(one, parameters, others)).toList();
  }

  private FixtureEntry participantEntry(JsonValue at) {
    return at.isText()
        ? FixtureEntry.of(at, "Identity", limits, now)
        : entry(at, FixtureKeys.PARTICIPANT, Set.of("role", "read", "read_at", "muted"));
  }

  /** A conversation is no younger than what is in it, unless it says so. */
  private static @Nullable Instant earliest(
      List<FixtureEntry> participants, List<FixtureEntry> messages) {
    return Stream.concat(participants.stream(), messages.stream())
        .map(FixtureEntry::created)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }

  private static ConversationState state(FixtureEntry entry) {
    var state =
        entry.read(form -> form.field("State").choice(ConversationState.NAMED, Code.BAD_STATE));
    return state == null ? ConversationState.ACTIVE : state;
  }

  private static OfParticipant participant(FixtureEntry entry, @Nullable Instant created) {
    var wish = entry.otherwise("DateCreated", created).read(NewParticipant::from);
    return new OfParticipant(entry, wish, entry.get("role"), reading(entry), entry.flag("muted"));
  }

  private static @Nullable Reading reading(FixtureEntry entry) {
    var read = entry.get("read");
    if (read == null) {
      if (entry.get("read_at") != null) {
        throw Objects.requireNonNull(entry.get("read_at")).refused("stands beside read alone");
      }
      return null;
    }
    var at = entry.date("read_at");
    if (read.text().equals("all")) {
      return new Reading(null, at);
    }
    var index = WholeNumber.parse(read.text());
    if (index == null || index < 0) {
      throw read.refused(
          "must be \"all\", or the number of the last message that was read, from 0");
    }
    return new Reading(index, at);
  }

  /** One without a date has that of the one before. */
  private static List<OfMessage> messages(List<FixtureEntry> entries, @Nullable Instant begin) {
    var messages = new ArrayList<OfMessage>();
    var last = begin;
    for (var entry : entries) {
      var wish =
          entry.otherwise("DateCreated", last).read(form -> NewMessage.from(form, Cause.SYSTEM));
      messages.add(new OfMessage(entry, wish));
      last = wish.createdAt();
    }
    return messages;
  }
}
