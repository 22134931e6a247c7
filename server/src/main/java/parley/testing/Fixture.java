package parley.testing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.conversation.ConversationState;
import parley.conversation.NewConversation;
import parley.http.JsonValue;
import parley.message.NewMessage;
import parley.participant.NewParticipant;
import parley.role.NewRole;
import parley.user.NewUser;
import parley.value.Change;
import parley.webhook.EditedWebhookConfiguration;
import parley.webhook.NewConversationWebhook;

/**
 * What a test wants to be there, checked as far as can be without looking at what is. Names stand
 * where the API has SIDs; {@code entry} is where each thing stands in the document.
 *
 * @param webhook the account's; null where nothing is said of it
 */
record Fixture(
    @Nullable EditedWebhookConfiguration webhook,
    List<OfService> services,
    List<OfRole> roles,
    List<OfUser> users,
    List<OfConversation> conversations) {
  /** The name of the default service. */
  static final String DEFAULT = "default";

  /**
   * A service.
   *
   * @param friendlyName null for the name
   * @param roles its default roles: of creators, of participants, of users
   */
  record OfService(
      FixtureEntry entry,
      String name,
      @Nullable String friendlyName,
      DefaultRoleNames roles,
      Change<Boolean> reachability,
      @Nullable EditedWebhookConfiguration webhook) {}

  /** Names of roles, where they stand; null where nothing is said. */
  record DefaultRoleNames(
      @Nullable JsonValue creator, @Nullable JsonValue participant, @Nullable JsonValue user) {}

  record OfRole(FixtureEntry entry, @Nullable JsonValue service, String name, NewRole wish) {}

  record OfUser(
      FixtureEntry entry, @Nullable JsonValue service, NewUser wish, @Nullable JsonValue role) {}

  /**
   * A conversation.
   *
   * @param name by which the answer has it
   * @param wish active, until all is in it
   * @param state in which it is left
   */
  record OfConversation(
      FixtureEntry entry,
      @Nullable JsonValue service,
      String name,
      NewConversation wish,
      ConversationState state,
      List<OfParticipant> participants,
      List<OfMessage> messages,
      List<OfWebhook> webhooks) {}

  record OfParticipant(
      FixtureEntry entry,
      NewParticipant wish,
      @Nullable JsonValue role,
      @Nullable Reading reading,
      boolean muted) {
    /** The identity, else the address. */
    String name() {
      var binding = wish.binding();
      if (wish.identity() != null) {
        return wish.identity();
      }
      if (binding == null) {
        throw new IllegalStateException("a participant is somebody");
      }
      return String.valueOf(
          binding.address() == null ? binding.projectedAddress() : binding.address());
    }
  }

  /**
   * How far somebody has read.
   *
   * @param index of the last message; null for the newest
   * @param at when; null for now
   */
  record Reading(@Nullable Long index, @Nullable Instant at) {}

  record OfMessage(FixtureEntry entry, NewMessage wish) {}

  record OfWebhook(FixtureEntry entry, NewConversationWebhook wish) {}
}
