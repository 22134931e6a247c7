package parley.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.http.Form;
import parley.value.Change;

/** A wish to change a user. What was not sent stays as it is. */
public record EditedUser(
    Change<@Nullable String> friendlyName, Change<String> attributes, Change<String> roleSid) {

  public static EditedUser from(Form form) {
    return new EditedUser(
        NewUser.friendlyName(form).clearable(),
        NewUser.attributes(form).change(),
        form.field("RoleSid").change());
  }

  User over(User old, Instant now) {
    return old.with(
        it ->
            it.friendlyName(friendlyName.over(old.friendlyName()))
                .attributes(attributes.overRequired(old.attributes()))
                .roleSid(roleSid.overRequired(old.roleSid()))
                .updatedAt(now));
  }
}
