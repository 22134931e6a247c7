package parley.participant;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import parley.conversation.NewConversation;
import parley.http.Form;
import parley.http.JsonForm;
import parley.problem.Code;
import parley.problem.Limits;
import parley.problem.Problem;

/**
 * A wish for a conversation and for those who are in it from the start (docs/behaviour.md 2.5).
 * Each participant comes as a JSON object, with the parameters of a participant in snake_case.
 */
public record NewConversationWithParticipants(
    NewConversation conversation, List<NewParticipant> participants) {
  public static NewConversationWithParticipants from(Form form) {
    var texts = form.all("Participant");
    var most = form.limits().participantsAtOnce();
    if (texts.size() > most) {
      throw Code.TOO_MANY_AT_ONCE.in("Participant", "may be sent " + most + " times");
    }
    var conversation = NewConversation.from(form);
    var participants = new ArrayList<NewParticipant>();
    for (var text : texts) {
      participants.add(participant(text, form.limits(), participants.size() + 1));
    }
    requireDifferent(participants);
    return new NewConversationWithParticipants(conversation, participants);
  }

  private static NewParticipant participant(String text, Limits limits, int number) {
    try {
      var form = JsonForm.read(text, limits);
      if (form == null) {
        throw Code.BAD_PARAMETER.in("Participant", "is not one JSON object");
      }
      return NewParticipant.from(form);
    } catch (Problem problem) {
      throw problem.with("participant", Integer.toString(number));
    }
  }

  /** Before anything is written: a conflict within the request names no conversation. */
  private static void requireDifferent(List<NewParticipant> participants) {
    var identities = new HashSet<String>();
    var pairs = new HashSet<List<String>>();
    for (var participant : participants) {
      if (participant.identity() != null && !identities.add(participant.identity())) {
        throw Code.PARTICIPANT_EXISTS.in("Participant", "names an identity twice");
      }
      var binding = participant.binding();
      if (binding != null
          && binding.address() != null
          && binding.proxyAddress() != null
          && !pairs.add(List.of(binding.address(), binding.proxyAddress()))) {
        throw Code.PAIRS_IN_USE.in("Participant", "names a pair of addresses twice");
      }
    }
  }
}
