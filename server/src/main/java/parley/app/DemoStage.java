package parley.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import parley.access.Cause;
import parley.app.DemoScript.Begin;
import parley.app.DemoScript.Delivered;
import parley.app.DemoScript.Join;
import parley.app.DemoScript.JoinBySms;
import parley.app.DemoScript.Mute;
import parley.app.DemoScript.Read;
import parley.app.DemoScript.Say;
import parley.app.DemoScript.SignUp;
import parley.app.DemoScript.Step;
import parley.app.DemoScript.Turn;
import parley.conversation.EditedConversation;
import parley.conversation.NewConversation;
import parley.http.Form;
import parley.media.Medium;
import parley.media.NewMedium;
import parley.message.Message;
import parley.message.NewMessage;
import parley.participant.EditedHorizon;
import parley.participant.NewParticipant;
import parley.participant.NotificationLevel;
import parley.problem.Limits;
import parley.user.NewUser;
import parley.value.Change;

/** Does the steps of the demo, each by the deed that a caller of the API would reach. */
final class DemoStage {
  private static final String EVERYTHING = Long.toString(Integer.MAX_VALUE);

  private final Subjects subjects;
  private final String service;
  private final Cause cause;
  private final Map<String, Message> newest = new HashMap<>();
  private final Map<String, String> participantBySms = new HashMap<>();

  DemoStage(Subjects subjects, String service, Cause cause) {
    this.subjects = subjects;
    this.service = service;
    this.cause = cause;
  }

  void play(Step step) {
    var conversation = step.conversation();
    switch (step.act()) {
      case SignUp user -> signUp(user);
      case Begin begin ->
          subjects.conversations.add(
              service,
              NewConversation.from(form("FriendlyName", begin.title(), "UniqueName", conversation)),
              cause);
      case Join join -> join(conversation, form("Identity", join.identity()));
      case JoinBySms sms ->
          participantBySms.put(
              conversation,
              join(
                  conversation,
                  form(
                      "MessagingBinding.Address", sms.address(),
                      "MessagingBinding.ProxyAddress", sms.proxy())));
      case Say say -> say(conversation, say);
      case Delivered report -> report(conversation, report);
      case Read read -> look(read.identity(), conversation, EVERYTHING, null);
      case Mute mute -> look(mute.identity(), conversation, null, NotificationLevel.MUTED);
      case Turn turn ->
          subjects.conversations.edit(
              service, conversation, EditedConversation.from(form("State", turn.state())), cause);
    }
  }

  /** Somebody of that name may be there already. */
  private void signUp(SignUp user) {
    if (subjects.users.find(service, user.identity()).isEmpty()) {
      var wish = form("Identity", user.identity(), "FriendlyName", user.fullName());
      subjects.users.add(service, NewUser.from(wish), cause);
    }
  }

  private String join(String conversation, Form wish) {
    return subjects.participants.add(service, conversation, NewParticipant.from(wish), cause).sid();
  }

  private void say(String conversation, Say say) {
    var wish = new TreeMap<>(Map.of("Author", say.author(), "Body", say.text()));
    if (say.file() != null) {
      wish.put("MediaSid", keep(say.file()));
    }
    var message =
        subjects.messages.add(
            service,
            conversation,
            NewMessage.from(Form.of(wish, Limits.DOCUMENTED), cause.author()),
            cause);
    newest.put(conversation, message);
  }

  private String keep(String file) {
    var type = URLConnection.guessContentTypeFromName(file);
    try (var bytes = DemoScript.open(file)) {
      var wish = new NewMedium(type, file, Medium.Category.MEDIA);
      return subjects.media.add(service, wish, bytes, cause).sid();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void report(String conversation, Delivered report) {
    var wish =
        new TreeMap<>(
            Map.of(
                "ParticipantSid", known(participantBySms, conversation),
                "Status", report.status()));
    if (report.error() != null) {
      wish.put("ErrorCode", report.error());
    }
    subjects.receipts.report(
        service,
        conversation,
        known(newest, conversation).sid(),
        parley.receipt.Report.from(Form.of(wish, Limits.DOCUMENTED)),
        cause);
  }

  private void look(
      String identity,
      String conversation,
      @Nullable String index,
      @Nullable NotificationLevel level) {
    var horizon =
        index == null
            ? new EditedHorizon(Change.kept(), Change.kept())
            : EditedHorizon.from(form("LastReadMessageIndex", index));
    subjects.inbox.edit(service, identity, conversation, horizon, level, cause);
  }

  private static <T> T known(Map<String, T> things, String conversation) {
    var thing = things.get(conversation);
    if (thing == null) {
      throw new IllegalStateException("the demo's script is out of order in " + conversation);
    }
    return thing;
  }

  private static Form form(String... namesAndValues) {
    var values = new TreeMap<String, String>();
    for (var i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Form.of(values, Limits.DOCUMENTED);
  }
}
