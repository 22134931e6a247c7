package parley.user;

import java.util.Map;
import parley.access.Cause;
import parley.event.Intent;

/**
 * A user is to be changed.
 *
 * @param user as it would become
 */
public record EditingUser(User user, Cause cause) implements Intent<EditingUser> {
  @Override
  public String serviceSid() {
    return user.serviceSid();
  }

  @Override
  public EditingUser amended(Map<String, String> fields) {
    return this;
  }
}
