package parley.configuration;

import org.jspecify.annotations.Nullable;
import parley.http.Form;
import parley.problem.Code;
import parley.value.Change;

/** A wish to change an account's configuration. What was not sent stays as it is. */
public record EditedAccountConfiguration(
    @Nullable String defaultServiceSid,
    Change<@Nullable String> messagingServiceSid,
    Change<@Nullable String> inactiveAfter,
    Change<@Nullable String> closedAfter) {
  static final String DEFAULT_SERVICE = "DefaultChatServiceSid";

  public static EditedAccountConfiguration from(Form form) {
    return new EditedAccountConfiguration(
        form.field(DEFAULT_SERVICE).sid("IS", Code.BAD_SID).text(),
        form.sent("DefaultMessagingServiceSid").sid("MG", Code.BAD_MESSAGING_SERVICE).clearable(),
        TimerField.inactive(form.sent("DefaultInactiveTimer")),
        TimerField.closed(form.sent("DefaultClosedTimer")));
  }

  AccountConfiguration over(AccountConfiguration old) {
    return new AccountConfiguration(
        old.accountSid(),
        defaultServiceSid == null ? old.defaultServiceSid() : defaultServiceSid,
        messagingServiceSid.over(old.messagingServiceSid()),
        inactiveAfter.over(old.inactiveAfter()),
        closedAfter.over(old.closedAfter()));
  }
}
