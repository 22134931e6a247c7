package parley.webhook;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.access.Cause;
import parley.participant.AddingParticipant;
import parley.participant.MessagingBinding;
import parley.participant.Participant;
import parley.participant.ParticipantAdded;
import parley.participant.ParticipantChanged;
import parley.participant.ParticipantRemoved;

/** What is told of participants (docs/behaviour.md 4.6). */
final class ParticipantParameters {
  /** The type of those who have no address. */
  private static final String CHAT = "CHAT";

  private ParticipantParameters() {}

  static Parameters adding(AddingParticipant intent) {
    var wish = intent.wish();
    var parameters =
        Parameters.of(WebhookEvent.ON_PARTICIPANT_ADD, intent.serviceSid(), intent.cause())
            .text("ConversationSid", intent.conversation().sid());
    return withContent(
        parameters, wish.identity(), intent.roleSid(), wish.attributes(), wish.binding());
  }

  static Map<String, String> added(ParticipantAdded event) {
    var participant = event.participant();
    var kind = WebhookEvent.ON_PARTICIPANT_ADDED;
    var parameters =
        Parameters.of(kind, event.conversation().serviceSid(), event.cause())
            .text("ConversationSid", participant.conversationSid())
            .text("ParticipantSid", participant.sid())
            .date("DateCreated", participant.createdAt());
    return withContent(parameters, participant).map();
  }

  static Map<String, String> updated(ParticipantChanged event) {
    var service = event.conversation().serviceSid();
    var participant = event.participant();
    return of(WebhookEvent.ON_PARTICIPANT_UPDATED, service, participant, event.cause())
        .number("LastReadMessageIndex", participant.horizon().index())
        .map();
  }

  static Map<String, String> removed(ParticipantRemoved event, Instant now) {
    var service = event.conversation().serviceSid();
    return of(WebhookEvent.ON_PARTICIPANT_REMOVED, service, event.participant(), event.cause())
        .date("DateRemoved", now)
        .map();
  }

  /** What is told of one that is there. */
  static Parameters of(
      WebhookEvent event, String serviceSid, Participant participant, Cause cause) {
    var parameters =
        Parameters.of(event, serviceSid, cause)
            .text("ConversationSid", participant.conversationSid())
            .text("ParticipantSid", participant.sid())
            .date("DateCreated", participant.createdAt())
            .date("DateUpdated", participant.updatedAt());
    return withContent(parameters, participant);
  }

  private static Parameters withContent(Parameters parameters, Participant participant) {
    return withContent(
        parameters,
        participant.identity(),
        participant.roleSid(),
        participant.attributes(),
        participant.binding());
  }

  /** What there is to tell before there is a participant. */
  private static Parameters withContent(
      Parameters parameters,
      @Nullable String identity,
      @Nullable String roleSid,
      String attributes,
      @Nullable MessagingBinding binding) {
    parameters.text("Identity", identity).text("RoleSid", roleSid).text("Attributes", attributes);
    return binding == null
        ? parameters.text("MessagingBinding.Type", CHAT)
        : parameters
            .text("MessagingBinding.ProxyAddress", binding.proxyAddress())
            .text("MessagingBinding.Address", binding.address())
            .text("MessagingBinding.ProjectedAddress", binding.projectedAddress())
            .text("MessagingBinding.Type", binding.type().toUpperCase(Locale.ROOT));
  }
}
