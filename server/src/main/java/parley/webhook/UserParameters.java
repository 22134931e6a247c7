package parley.webhook;

import java.util.Map;
import java.util.Objects;
import parley.user.EditingUser;
import parley.user.Reachability;
import parley.user.User;
import parley.user.UserAdded;
import parley.user.UserChanged;

/** What is told of users (docs/behaviour.md 4.6). */
final class UserParameters {
  private UserParameters() {}

  static Parameters editing(EditingUser intent) {
    var user = intent.user();
    var parameters =
        Parameters.of(WebhookEvent.ON_USER_UPDATE, user.serviceSid(), intent.cause())
            .text("UserSid", user.sid())
            .date("DateUpdated", user.updatedAt());
    return withContent(parameters, user);
  }

  static Map<String, String> added(UserAdded event) {
    var user = event.user();
    var parameters =
        Parameters.of(WebhookEvent.ON_USER_ADDED, user.serviceSid(), event.cause())
            .text("UserSid", user.sid())
            .date("DateCreated", user.createdAt());
    return withContent(parameters, user).map();
  }

  static Map<String, String> updated(UserChanged event) {
    var user = event.user();
    var parameters =
        Parameters.of(WebhookEvent.ON_USER_UPDATED, user.serviceSid(), event.cause())
            .text("UserSid", user.sid())
            .date("DateCreated", user.createdAt())
            .date("DateUpdated", user.updatedAt());
    var shown = Objects.requireNonNullElse(user.reachability(), Reachability.NEVER);
    return withContent(parameters, user)
        .text("isOnline", "" + shown.isOnline()) // in this spelling alone
        .text("isNotifiable", "" + shown.isNotifiable())
        .map();
  }

  private static Parameters withContent(Parameters parameters, User user) {
    return parameters
        .text("Identity", user.identity())
        .text("RoleSid", user.roleSid())
        .text("Attributes", user.attributes())
        .text("FriendlyName", user.friendlyName());
  }
}
